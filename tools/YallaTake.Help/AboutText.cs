using System.Text;

namespace YallaTake.Help;

/// <summary>Writes an about_ page as the text that Get-Help shows.</summary>
internal static class AboutText
{
    private const int Width = 80;

    public static string Of(HelpPage page)
    {
        var text = new StringBuilder($"TOPIC\n    {page.Name}\n");
        foreach (var section in page.Title.Parts)
        {
            // The fifth line, however long, is the synopsis that lists of topics have.
            text.Append('\n').Append(section.Title.ToUpperInvariant()).Append('\n');
            Append(text, section, section == page.Title.Parts[0] ? int.MaxValue : Width);
            foreach (var part in section.Parts)
            {
                text.Append("\n  ").Append(part.Title).Append('\n');
                Append(text, part, Width);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, HelpSection section, int width)
    {
        HelpBlock? before = null;
        foreach (var block in section.Blocks)
        {
            if (before is not null && !(before.IsItem && block.IsItem))
                text.Append('\n');
            var lines = block.IsVerbatim
                ? block.Text.Split('\n').Select(line => "    " + line)
                : Wrap(block.Text, width - 4, block.IsItem ? "  " : string.Empty);
            foreach (var line in lines)
                text.Append($"    {line}".TrimEnd()).Append('\n');
            before = block;
        }
    }

    private static IEnumerable<string> Wrap(string text, int width, string indent)
    {
        var line = string.Empty;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = indent + word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
