using System.Text.RegularExpressions;

namespace YallaTake.Help;

/// <summary>One way to call a cmdlet.</summary>
/// <param name="Set">The parameter set's name.</param>
/// <param name="IsDefault">Whether it is the default set.</param>
/// <param name="Text">The line as Get-Command shows it.</param>
/// <param name="Parameters">The parameters' names, in order.</param>
internal sealed partial record CommandSyntax(string Set, bool IsDefault, string Text, IReadOnlyList<string> Parameters)
{
    private const string Default = " (Default)";

    /// <summary>Reads a section such as <c>### Placed (Default)</c>.</summary>
    /// <exception cref="HelpPageException">It has no code.</exception>
    public static CommandSyntax Read(HelpSection section)
    {
        var code = section.Blocks.FirstOrDefault(block => block.IsVerbatim)?.Text ?? throw section.Wrong("A syntax has a block of code with the line that Get-Command -Syntax shows.");
        return new CommandSyntax(
            section.Title.Replace(Default, string.Empty, StringComparison.Ordinal),
            section.Title.EndsWith(Default, StringComparison.Ordinal),
            string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            [.. Parameter().Matches(code).Select(match => match.Groups[1].Value)]);
    }

    [GeneratedRegex(@"(?<=[\s\[])-(\w+)")]
    private static partial Regex Parameter();
}
