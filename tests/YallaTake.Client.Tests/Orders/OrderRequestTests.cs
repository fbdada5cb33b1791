using YallaTake.Client.Orders;
using YallaTake.Client.Requests;

namespace YallaTake;

/// <summary>What of the given fields is sent: what is counted, and what a person sees.</summary>
public sealed class OrderRequestTests
{
    private static readonly string[] Lists = ["keywords", "comments", "usernames", "hashtags", "groups"];

    public static TheoryData<string, string> Lines => new()
    {
        { "one\ntwo", "one\ntwo" },
        { "one\r\ntwo\r\n", "one\ntwo" },
        { "one\rtwo", "one\ntwo" },
        { "\n\none\n \n\t\n\u00A0\n\u200B\n\u200E\u3000\ntwo\n\n", "one\ntwo" },
        { "  one \t\ntwo\u00A0", "one\ntwo" },
        { "one\u2028two\u0085three\fa\vb", "one\ntwo\nthree\na\nb" },
        { "one\none", "one\none" },
        { "one \uFE0F two", "one \uFE0F two" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void The_lines_of_a_list_that_are_sent_are_those_that_are_counted(string given, string sent)
    {
        Assert.All(Lists.Append("Comments"), field =>
        {
            var order = new OrderRequest(7, [new(field, given)]);

            Assert.Equal(sent, Sent(order)[field]);
            Assert.Equal(sent.Split('\n').Length, order.Lines(field));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\r\n\u200B")]
    public void A_list_without_a_line_is_absent(string given) =>
        Assert.All(Lists, field => Assert.Empty(new OrderRequest(7, [new(field, given)]).Fields));

    [Theory]
    [InlineData("comments", "\u202Bשלום\u202C \u2764\uFE0F\u200D\uD83D\uDD25")]
    [InlineData("panel_note", " as \r\n it is\u200B ")]
    [InlineData("country", "U\u200BS")]
    public void What_is_no_link_keeps_its_marks(string field, string text) =>
        Assert.Equal(text, Sent(new OrderRequest(7, [new(field, text)]))[field]);

    [Theory]
    [InlineData("\u200Ehttps://example.com/p/1")]
    [InlineData("https://example.com/p/1\u200B")]
    [InlineData("\uFEFF \u202A\u2066https://example.com/p/1\u2069\u202C\t\r\n")]
    public void Marks_around_a_link_are_dropped(string given) => Assert.All(OrderField.Links, field =>
    {
        var order = new OrderRequest(7, [new(field, given)]);

        Assert.Equal("https://example.com/p/1", Sent(order)[field]);
        Assert.DoesNotContain(Check("Live Stream", order), failure => failure.Id == ErrorId.FieldInvalid);
    });

    [Theory]
    [InlineData("https://exam\u200Bple.com/p/1", "U+200B")]
    [InlineData("https://example.com/\u202Eabc", "U+202E")]
    [InlineData("https://example.com/\u00ADabc", "U+00AD")]
    [InlineData("https://example.com/\tabc", "U+0009")]
    public void A_mark_inside_a_link_is_refused_whatever_the_type(string link, string mark) => Assert.All(OrderField.Links, field =>
    {
        foreach (var type in new[] { "Default", "Live Stream" })
        {
            var failure = Assert.Single(
                Check(type, new OrderRequest(7, [new(field, link)])), failure => failure.Id == ErrorId.FieldInvalid);
            Assert.Contains($"'{field}'", failure.Message, StringComparison.Ordinal);
            Assert.Contains(mark, failure.Message, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void A_link_of_two_lines_is_refused() =>
        Assert.Equal(
            [ErrorId.FieldInvalid],
            Check("Package", new OrderRequest(7, [new("link", "https://a.example\nhttps://b.example")])).Select(failure => failure.Id));

    private static YallaTakeException[] Check(string type, OrderRequest order) => [.. OrderRules.Check(OrderTable.Service(type), order)];

    private static Dictionary<string, string> Sent(OrderRequest order) =>
        PanelRequest.Add(order).Fields.ToDictionary(field => field.Name, field => field.Value);
}
