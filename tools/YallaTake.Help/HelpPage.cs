namespace YallaTake.Help;

/// <summary>A page of markdown: front matter, a title, and sections two levels deep.</summary>
internal sealed class HelpPage
{
    private HelpPage(string path, Dictionary<string, string> frontMatter, HelpSection title) =>
        (Name, FrontMatter, Title) = (Path.GetFileNameWithoutExtension(path), frontMatter, title);

    /// <summary>The file's name without its extension.</summary>
    public string Name { get; }

    /// <summary>What the page says of itself between the two lines of dashes.</summary>
    public IReadOnlyDictionary<string, string> FrontMatter { get; }

    /// <summary>The first heading, which holds all others.</summary>
    public HelpSection Title { get; }

    /// <summary>Whether the page is a cmdlet's.</summary>
    public bool IsCommand => FrontMatter.GetValueOrDefault("document type") == "cmdlet";

    /// <summary>Reads a page.</summary>
    /// <exception cref="HelpPageException">It has no title.</exception>
    public static HelpPage Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var end = lines is ["---", ..] ? Array.IndexOf(lines, "---", 1) : -1;
        var frontMatter = new Dictionary<string, string>();
        foreach (var pair in lines.Take(end).Skip(1).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2))
            frontMatter[pair[0]] = pair[1].Trim().Trim('\'');

        return new HelpPage(path, frontMatter, ReadSections(path, lines, end + 1));
    }

    private static HelpSection ReadSections(string path, string[] lines, int start)
    {
        var open = new Stack<HelpSection>();
        var fenced = false;
        for (var index = start; index < lines.Length; index++)
        {
            var line = lines[index].TrimEnd();
            fenced ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!fenced && LevelOf(line) is { } level && level <= open.Count + 1)
            {
                while (open.Count >= level && open.Count > 1)
                    open.Pop();
                var section = new HelpSection(path, index + 1, line.TrimStart('#').Trim(), new List<string>());
                if (open.TryPeek(out var parent))
                    parent.Parts.Add(section);
                open.Push(section);
            }
            else if (open.TryPeek(out var section))
            {
                ((List<string>)section.Lines).Add(line);
            }
        }

        return open.Count > 0 ? open.Last() : throw new HelpPageException(path, start + 1, "The page has no title. Begin it with a line such as '# New-YtOrder'.");
    }

    // Deeper headings are part of the text.
    private static int? LevelOf(string line) =>
        line.StartsWith("# ", StringComparison.Ordinal) ? 1
        : line.StartsWith("## ", StringComparison.Ordinal) ? 2
        : line.StartsWith("### ", StringComparison.Ordinal) ? 3
        : null;
}
