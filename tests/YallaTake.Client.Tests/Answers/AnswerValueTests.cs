using System.Globalization;
using YallaTake.Client.Answers;

namespace YallaTake;

public sealed class AnswerValueTests
{
    [Theory]
    [InlineData("\"0.27819\"", "0.27819")]
    [InlineData("0.27819", "0.27819")]
    [InlineData("\"8\"", "8")]
    [InlineData("8", "8")]
    [InlineData("\" 0.90 \"", "0.90")]
    [InlineData("\"-1.5\"", "-1.5")]
    [InlineData("\".5\"", "0.5")]
    [InlineData("\"1,234.50000\"", "1234.50000")]
    [InlineData("\"12,345,678\"", "12345678")]
    [InlineData("\"-1,234.5\"", "-1234.5")]
    [InlineData("\"1e3\"", "1000")]
    [InlineData("1.5E-7", "0.00000015")]
    [InlineData("0.1234567890123456789012345678", "0.1234567890123456789012345678")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void Money_is_exact_however_it_is_written(string json, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), AnswerValue.Money(AnswerJson.Parse(json), "charge"));

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void Absent_money_is_unknown(string json) => Assert.Null(AnswerValue.Money(AnswerJson.Parse(json), "charge"));

    [Theory]
    [InlineData("\"1,5\"")]
    [InlineData("\"0,500\"")]
    [InlineData("\"1.234,50\"")]
    [InlineData("\"1,23,456\"")]
    [InlineData("\"1234,567\"")]
    [InlineData("\"1 234\"")]
    [InlineData("\"$1.50\"")]
    [InlineData("\"free\"")]
    [InlineData("true")]
    [InlineData("\"NaN\"")]
    [InlineData("\"99999999999999999999999999999999\"")]
    public void Doubtful_money_is_an_error_that_names_the_field(string json)
    {
        var failure = Assert.Throws<YallaTakeException>(() => AnswerValue.Money(AnswerJson.Parse(json), "charge"));

        Assert.Equal(ErrorId.PanelAnswerUnreadable, failure.Id);
        Assert.Contains("'charge'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"3572\"", 3572)]
    [InlineData("3572", 3572)]
    [InlineData("\"1,500\"", 1500)]
    [InlineData("10.0", 10)]
    [InlineData("\"10.00\"", 10)]
    [InlineData("\"0.000\"", 0)]
    [InlineData("\"-3\"", -3)]
    [InlineData("2147483648", 2147483648)]
    [InlineData("\"9223372036854775807\"", long.MaxValue)]
    public void A_count_comes_as_a_number_or_a_text(string json, long count) =>
        Assert.Equal(count, AnswerValue.Count(AnswerJson.Parse(json)));

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"unknown\"")]
    [InlineData("1.5")]
    [InlineData("\"1.000\"")]
    [InlineData("\"10.000\"")]
    [InlineData("2.000")]
    [InlineData("\"1.000.000\"")]
    [InlineData("9223372036854775808")]
    [InlineData("{}")]
    public void A_count_that_is_none_is_unknown(string json) => Assert.Null(AnswerValue.Count(AnswerJson.Parse(json)));

    [Theory]
    [InlineData("23501", 23501L)]
    [InlineData("\"23501\"", 23501L)]
    [InlineData("12.0", 12L)]
    [InlineData("\"abc\"", "abc")]
    [InlineData("\"VEGA123ABC\"", "VEGA123ABC")]
    [InlineData("\"007\"", "007")]
    [InlineData("007", "007")]
    [InlineData("\"12e45678\"", "12e45678")]
    [InlineData("12e45678", "12e45678")]
    [InlineData("12e4", "12e4")]
    [InlineData("507117711186879943901100", "507117711186879943901100")]
    [InlineData("1.5", null)]
    [InlineData("1.2e1", null)]
    [InlineData("0x1F", null)]
    [InlineData("true", null)]
    [InlineData("\"23,501\"", null)]
    [InlineData("[5]", null)]
    [InlineData("0", null)]
    [InlineData("\"0\"", null)]
    [InlineData("-1", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void An_id_is_what_the_panel_writes(string json, object? id) => Assert.Equal(id, AnswerValue.Id(AnswerJson.Parse(json))?.Value);

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"true\"", true)]
    [InlineData("\"1\"", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("\"False\"", false)]
    [InlineData("\"0\"", false)]
    [InlineData("0", false)]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"maybe\"", null)]
    [InlineData("2", null)]
    [InlineData("[]", null)]
    public void A_flag_that_says_neither_is_unknown(string json, bool? flag) =>
        Assert.Equal(flag, AnswerValue.Flag(AnswerJson.Parse(json)));

    [Fact]
    public void A_text_that_looks_like_a_date_stays_as_it_came() =>
        Assert.Equal("2024-01-31T10:00:00Z", AnswerValue.Text(AnswerJson.Parse("\"2024-01-31T10:00:00Z\"")));
}
