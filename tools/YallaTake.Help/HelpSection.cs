namespace YallaTake.Help;

/// <summary>A heading of a page and what is under it.</summary>
/// <param name="Path">The page's file.</param>
/// <param name="Line">The heading's line, from 1.</param>
/// <param name="Title">The heading's words.</param>
internal sealed record HelpSection(string Path, int Line, string Title)
{
    /// <summary>The paragraphs, list items and code up to the next heading.</summary>
    public List<HelpBlock> Blocks { get; } = [];

    /// <summary>The sections of the next level.</summary>
    public List<HelpSection> Parts { get; } = [];

    /// <summary>The section of the next level with that title.</summary>
    /// <exception cref="HelpPageException">There is none.</exception>
    public HelpSection Part(string title) =>
        Parts.Find(part => part.Title == title)
        ?? throw Wrong($"'{Title}' has no section '{title}'. Add it, or look for a misspelt heading.");

    /// <summary>The failure of something in this section.</summary>
    public HelpPageException Wrong(string problem) => new(Path, Line, problem);
}
