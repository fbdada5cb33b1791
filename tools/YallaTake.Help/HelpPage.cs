using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace YallaTake.Help;

/// <summary>A page of Markdown: front matter, a title, and sections two levels deep.</summary>
internal sealed class HelpPage
{
    private static readonly MarkdownPipeline Extensions = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

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

    /// <summary>Whether the page is the module's.</summary>
    public bool IsModule => FrontMatter.GetValueOrDefault("document type") == "module";

    /// <summary>Reads a page.</summary>
    /// <exception cref="HelpPageException">It has no title, or its front matter is invalid.</exception>
    public static HelpPage Read(string path)
    {
        var document = Markdown.Parse(File.ReadAllText(path), Extensions);
        return new HelpPage(path, ReadFrontMatter(path, document), ReadSections(path, document));
    }

    private static Dictionary<string, string> ReadFrontMatter(string path, MarkdownDocument document)
    {
        try
        {
            return document is [YamlFrontMatterBlock block, ..]
                ? new Deserializer().Deserialize<Dictionary<string, string>>(block.Lines.ToString())
                : [];
        }
        catch (YamlException exception)
        {
            throw new HelpPageException(path, (int)exception.Start.Line + 1, $"The front matter is invalid: {exception.Message}");
        }
    }

    // Deeper headings are part of the text.
    private static HelpSection ReadSections(string path, MarkdownDocument document)
    {
        var open = new Stack<HelpSection>();
        foreach (var block in document)
        {
            if (block is HeadingBlock { Level: <= 3 } heading && heading.Level <= open.Count + 1)
            {
                while (open.Count >= heading.Level && open.Count > 1)
                    open.Pop();
                var section = new HelpSection(path, heading.Line + 1, HelpBlock.Plain(heading));
                if (open.TryPeek(out var parent))
                    parent.Parts.Add(section);
                open.Push(section);
            }
            else if (open.TryPeek(out var section))
            {
                section.Blocks.AddRange(HelpBlock.Read(block));
            }
        }

        return open.LastOrDefault()
            ?? throw new HelpPageException(path, 1, "The page has no title. Begin it with a line such as '# New-YtOrder'.");
    }
}
