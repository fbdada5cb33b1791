using System.Text.RegularExpressions;
using YallaTake.Help;

namespace YallaTake;

/// <summary>The pages in docs/en-US, and the README.</summary>
internal static partial class Pages
{
    public static string[] All { get; } =
    [
        .. Directory.GetFiles(Repository.PathOf("docs", "en-US"), "*.md").Select(
            path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
    ];

    public static string[] Commands { get; } = [.. All.Where(name => name.Contains('-', StringComparison.Ordinal))];

    public static string[] Topics { get; } = [.. All.Where(name => name.StartsWith("about_", StringComparison.Ordinal))];

    public static HelpPage Read(string name) => HelpPage.Read(PathOf(name));

    public static CommandPage Command(string name) => new(Read(name));

    /// <summary>The pages that a page has links to.</summary>
    public static IEnumerable<string> Links(string name) =>
        Link().Matches(File.ReadAllText(PathOf(name))).Select(match => match.Groups[1].Value);

    /// <summary>
    /// The code of a page, and the errors that it is shown to give: lines such as <c>New-YtOrder: The quantity is 5…</c> in the output that
    /// follows.
    /// </summary>
    public static IReadOnlyList<(string Code, string[] Errors)> Examples(string path)
    {
        var blocks = Sections(HelpPage.Read(path).Title).SelectMany(section => section.Blocks).ToArray();
        return
        [
            .. blocks.Index().Where(block => block.Item.Language == "powershell").Select(
                block => (block.Item.Text, Errors(blocks.ElementAtOrDefault(block.Index + 1)))),
        ];
    }

    public static string PathOf(string name) =>
        name == "README" ? Repository.PathOf("README.md") : Path.Combine(Repository.Root, "docs", "en-US", name + ".md");

    private static IEnumerable<HelpSection> Sections(HelpSection section) => section.Parts.SelectMany(Sections).Prepend(section);

    private static string[] Errors(HelpBlock? next) =>
        next?.Language is "Output" or "text" ? [.. Error().Matches(next.Text).Select(match => match.Groups[1].Value)] : [];

    [GeneratedRegex(@"\]\((\w+(?:-\w+)?)\.md\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\w+-Yt\w+: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Error();
}
