using System.Globalization;

namespace YallaTake;

/// <summary>Ids are what the panel says: a number where the text is its plain digits, else the text.</summary>
public sealed class PanelIdTests
{
    [Theory]
    [InlineData("1", 1L)]
    [InlineData("23501", 23501L)]
    [InlineData(" 5001\r\n", 5001L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("507117711186879943901100", "507117711186879943901100")]
    [InlineData("007", "007")]
    [InlineData("12e45678", "12e45678")]
    [InlineData("5e3", "5e3")]
    [InlineData("0x1F", "0x1F")]
    [InlineData("VEGA123ABC", "VEGA123ABC")]
    [InlineData("vega123abc", "vega123abc")]
    [InlineData("507f1f77bcf86cd799439011", "507f1f77bcf86cd799439011")]
    [InlineData("ord_7-b", "ord_7-b")]
    [InlineData("6f9619ff-8b86-d011-b42d-00c04fc964ff", "6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("2026-11", "2026-11")]
    [InlineData("ig.likes/fast", "ig.likes/fast")]
    [InlineData("٥٠٠١", "٥٠٠١")]
    public void An_id_is_a_number_exactly_when_its_text_is_that_numbers_plain_digits(string text, object value)
    {
        var id = PanelId.Parse(text);

        Assert.Equal(value, id.Value);
        Assert.Equal(text.Trim(), id.ToString());
        Assert.Equal(id, PanelId.Of(id.Value));
        Assert.Equal(id, PanelId.Parse(id.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("0")]
    [InlineData("000")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("14.9")]
    [InlineData("14,9")]
    [InlineData("5001;5002")]
    [InlineData("#5001")]
    [InlineData("5001 5002")]
    [InlineData("5001\u00A05002")]
    [InlineData("a\u0007b1")]
    [InlineData("50\u200B01")]
    [InlineData("true")]
    [InlineData("False")]
    [InlineData("NULL")]
    [InlineData("***")]
    [InlineData("-")]
    [InlineData("Refill was requested")]
    public void What_cannot_be_an_id_is_none(string? text) => Assert.Null(PanelId.Find(text));

    [Fact]
    public void An_id_has_a_hundred_and_twenty_eight_characters_at_most()
    {
        Assert.NotNull(PanelId.Find(new string('a', 128)));
        Assert.Null(PanelId.Find(new string('a', 129)));
    }

    [Fact]
    public void Numbers_come_first_and_texts_are_sorted_letter_by_letter()
    {
        Assert.Equal("9 10 5001 007 12e4 507f VEGA vega", Sorted("VEGA", "10", "007", "9", "12e4", "vega", "5001", "507f"));
    }

    [Fact]
    public void Ids_differ_where_their_texts_do()
    {
        Assert.Equal((PanelId)7, PanelId.Parse("7"));
        Assert.NotEqual((PanelId)7, PanelId.Parse("007"));
        Assert.NotEqual(PanelId.Parse("vega1"), PanelId.Parse("VEGA1"));
    }

    [Theory]
    [InlineData("fa-IR")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void No_culture_changes_an_id(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal("1234567 ID1 id1", Sorted("id1", "1234567", "ID1"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Sorted(params string[] ids) => string.Join(' ', ids.Select(PanelId.Parse).Order());
}
