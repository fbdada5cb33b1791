using System.Globalization;
using YallaTake.Client.Imports;
using YallaTake.Ledger.Imports;

namespace YallaTake;

/// <summary>
/// The references of a file that gives none: an order keeps its own however the file is saved, and two orders never share one.
/// </summary>
public sealed class MadeReferenceTests
{
    private const string Panel = "https://panel.example/api/v2";

    private const string File =
        "service,link,quantity,comments\n1,https://a.example,1000,\n5,https://b.example,,\"nice\nwell done\"\n1,https://a.example,1000,\n";

    public static TheoryData<string> SameOrders =>
    [
        File,
        File.Replace("\n", "\r\n", StringComparison.Ordinal),
        "\uFEFF" + File.TrimEnd(),
        "note;Quantity;Service ID;comments;LINK;MaximumCharge\nx;1000;1;;https://a.example;5\ny;;5;\"nice\r\n\r\nwell done "
        + "\r\n\";\u200Ehttps://b.example ;0,95\n;01000;1;;https://a.example;\n",
        "link\tservice\tcomments\tquantity\tRuns\nhttps://b.example\t5\t\"nice\nwell "
        + "done\"\t\t\nhttps://a.example\t1\t\t1000\t\nhttps://a.example\t1\t\t1000\t",
    ];

    [Theory]
    [MemberData(nameof(SameOrders))]
    public void An_order_keeps_its_reference_however_the_file_is_saved(string text)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(References(File).Order(), References(text).Order());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Whoever changes these orders files again that were ordered before.
    [Fact]
    public void References_are_the_same_in_every_version() => Assert.Equal(
        ["import-bc096d78a9253e79a5b54c782b16cc97", "import-196d3950e96abddd0684fbf44107655f", "import-4e972bd851045e754c2d4d6ce4937b1c"],
        References(File));

    [Fact]
    public void Equal_lines_are_two_orders_and_a_shorter_file_has_the_same_references()
    {
        var references = References(File);

        Assert.Equal(3, references.Distinct().Count());
        Assert.Equal(references[..2], References(File[..File.TrimEnd().LastIndexOf('\n')]));
        Assert.All(references, reference => Assert.True(MadeReference.IsOne(reference)));
    }

    [Theory]
    [InlineData("service,link,quantity\n2,https://a.example,1000")]
    [InlineData("service,link,quantity\n1,https://b.example,1000")]
    [InlineData("service,link,quantity\n1,https://a.example,1001")]
    [InlineData("service,link,quantity,runs,interval\n1,https://a.example,1000,2,5")]
    [InlineData("service,link,quantity\n01,https://a.example,1000")]
    [InlineData("service,link,quantity\n1,https://a.example,\n")]
    public void Another_order_has_another_reference(string text) => Assert.Empty(References(text).Intersect(References(File)));

    [Fact]
    public void Another_batch_or_panel_makes_other_orders()
    {
        Assert.Empty(References(File, batch: "july").Intersect(References(File)));
        Assert.Equal(References(File, batch: " july\u200B "), References(File, batch: "july"));
        Assert.Equal(References(File, batch: " "), References(File));
        Assert.Empty(References(File, panel: "https://other.example/api/v2").Intersect(References(File)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("import-41")]
    [InlineData("import-0123456789abcdef0123456789abcdeg")]
    public void A_reference_of_the_users_own_is_not_made(string? reference) => Assert.False(MadeReference.IsOne(reference));

    private static string[] References(string text, string? batch = null, string panel = Panel)
    {
        var references = new MadeReference(batch);
        return [.. new OrderText(text).Read(null).Select(line => references.Next(line.Order!, panel))];
    }
}
