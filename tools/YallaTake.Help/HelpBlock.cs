using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Syntax;

namespace YallaTake.Help;

/// <summary>A paragraph, a list item, or code, as plain text.</summary>
/// <param name="Text">The words without their markup; of code, the lines as they are.</param>
/// <param name="Language">Of code, what stands behind the fence, such as <c>powershell</c>; null of anything else.</param>
/// <param name="IsItem">Whether it is an item of a list.</param>
internal sealed record HelpBlock(string Text, string? Language = null, bool IsItem = false)
{
    /// <summary>Whether it is code or a table, whose lines stay as they are.</summary>
    public bool IsVerbatim => Language is not null;

    /// <summary>Reads a block of Markdown; a list has a block for each item.</summary>
    public static IEnumerable<HelpBlock> Read(Block block) => block switch
    {
        CodeBlock code => [new HelpBlock(code.Lines.ToString(), (code as FencedCodeBlock)?.Info ?? string.Empty)],
        Table table => [new HelpBlock(string.Join('\n', Rows(table)), "table")],
        LeafBlock { Inline: not null } text => [new HelpBlock(Plain(text))],
        ListBlock list => list.Cast<ListItemBlock>()
            .SelectMany(item => Read(item, list.IsOrdered ? $"{item.Order}." : $"{list.BulletType}")),
        ContainerBlock container => container.SelectMany(Read),
        _ => [],
    };

    /// <summary>The words of a paragraph or a heading.</summary>
    public static string Plain(LeafBlock block)
    {
        using var words = new StringWriter();
        new HtmlRenderer(words) { EnableHtmlForInline = false, EnableHtmlEscape = false }.WriteLeafInline(block);
        return words.ToString().ReplaceLineEndings(" ");
    }

    private static IEnumerable<HelpBlock> Read(ListItemBlock item, string marker) => item.SelectMany(Read)
        .Select((block, index) => index == 0 && !block.IsVerbatim ? block with { Text = $"{marker} {block.Text}", IsItem = true } : block);

    private static IEnumerable<string> Rows(Table table)
    {
        foreach (var row in table.Cast<TableRow>())
        {
            var cells = row.Cast<TableCell>().Select(cell => string.Join(' ', cell.SelectMany(Read).Select(block => block.Text))).ToArray();
            yield return $"| {string.Join(" | ", cells)} |";
            if (row.IsHeader)
                yield return $"| {string.Join(" | ", cells.Select(_ => "---"))} |";
        }
    }
}
