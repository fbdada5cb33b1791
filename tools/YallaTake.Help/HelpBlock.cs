using System.Text.RegularExpressions;

namespace YallaTake.Help;

/// <summary>A paragraph, a list item, or code, as plain text.</summary>
/// <param name="Text">The words without their markup; of code, the lines as they are.</param>
/// <param name="Language">Of code, what stands behind the fence, such as <c>powershell</c>; null of anything else.</param>
internal sealed partial record HelpBlock(string Text, string? Language = null)
{
    /// <summary>Whether it is code or a table, whose lines stay as they are.</summary>
    public bool IsVerbatim => Language is not null;

    /// <summary>Whether it is an item of a list.</summary>
    public bool IsItem => !IsVerbatim && Item().IsMatch(Text);

    /// <summary>Takes lines of markdown apart.</summary>
    public static IReadOnlyList<HelpBlock> Read(IEnumerable<string> lines)
    {
        var blocks = new List<HelpBlock>();
        var gathered = new List<string>();
        string? language = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                Close();
                language = language is null ? line[3..].Trim() : null;
            }
            else if (language is not null)
            {
                gathered.Add(line);
            }
            else
            {
                if (line.Length == 0 || Item().IsMatch(line))
                    Close();
                if (line.Length > 0)
                    gathered.Add(line);
            }
        }

        Close();
        return blocks;

        void Close()
        {
            if (gathered.Count > 0)
                blocks.Add(language is not null ? new HelpBlock(string.Join('\n', gathered), language) : Plain(gathered));
            gathered.Clear();
        }
    }

    private static HelpBlock Plain(List<string> lines) => lines[0].StartsWith('|')
        ? new HelpBlock(string.Join('\n', lines.Select(WithoutMarkup)), "table")
        : new HelpBlock(string.Join(' ', lines.Select(line => WithoutMarkup(line.Trim()))));

    private static string WithoutMarkup(string text) => Markup().Replace(text, "${plain}");

    [GeneratedRegex(@"^\s*([-*]|\d+\.) ")]
    private static partial Regex Item();

    // Code, a link, bold, a line break.
    [GeneratedRegex(@"(?<ticks>`+)(?<plain>.+?)\k<ticks>|\[(?<plain>[^\]]+)\]\([^)]*\)|\*\*(?<plain>.+?)\*\*|<br/?>")]
    private static partial Regex Markup();
}
