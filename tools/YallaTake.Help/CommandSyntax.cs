using System.Globalization;
using System.Text.RegularExpressions;

namespace YallaTake.Help;

/// <summary>One way to call a cmdlet.</summary>
/// <param name="Set">The parameter set's name.</param>
/// <param name="IsDefault">Whether it is the default set.</param>
/// <param name="Text">The line as Get-Command shows it.</param>
internal sealed partial record CommandSyntax(string Set, bool IsDefault, string Text)
{
    private const string Default = " (Default)";

    /// <summary>The parameters, in the order of the line.</summary>
    public IReadOnlyList<SyntaxParameter> Parameters { get; } = [.. ReadParameters(Text)];

    /// <summary>Reads a section such as <c>### Placed (Default)</c>.</summary>
    /// <exception cref="HelpPageException">It has no code.</exception>
    public static CommandSyntax Read(HelpSection section)
    {
        var code = section.Blocks.Find(block => block.IsVerbatim)?.Text
            ?? throw section.Wrong("A syntax has a block of code with the line that Get-Command -Syntax shows.");
        return new CommandSyntax(
            section.Title.Replace(Default, string.Empty, StringComparison.Ordinal),
            section.Title.EndsWith(Default, StringComparison.Ordinal),
            string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private static IEnumerable<SyntaxParameter> ReadParameters(string text)
    {
        var position = 0;
        foreach (var groups in Parameter().Matches(text).Select(match => match.Groups))
        {
            // What has a position has brackets around its name, and what is optional has brackets around all of it.
            var type = groups["type"].Success ? groups["type"].Value : null;
            var positional = type is not null && groups["closed"].Success;
            yield return new SyntaxParameter(
                groups["name"].Value,
                type,
                groups["open"].Length == (positional ? 1 : 0),
                positional ? position++.ToString(CultureInfo.InvariantCulture) : "named");
        }
    }

    [GeneratedRegex(@" (?<open>\[*)-(?<name>\w+)(?<closed>\])?(?: <(?<type>[^>]+)>)?")]
    private static partial Regex Parameter();
}
