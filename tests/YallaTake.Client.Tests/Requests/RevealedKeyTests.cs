using YallaTake.Client.Answers;
using YallaTake.Client.Secrets;

namespace YallaTake;

public sealed class RevealedKeyTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("nothing here", "nothing here")]
    [InlineData("abcd", "***")]
    [InlineData("key=abcd&action=add", "key=***&action=add")]
    [InlineData("abcdabcd abcd", "****** ***")]
    [InlineData("ABCD abc", "*** abc")]
    public void Every_occurrence_of_the_key_is_struck_out(string text, string redacted) =>
        Assert.Equal(redacted, Redact("abcd", text));

    [Fact]
    public void The_spelling_of_forms_is_struck_out_too() =>
        Assert.Equal("*** is ***", Redact(Keys.Reserved, $"k%2Fey%2B1%262%3D3%25%224 is {Keys.Reserved}"));

    [Fact]
    public void A_key_too_short_to_be_one_leaves_texts_alone() =>
        Assert.Equal("action=add", Redact("ad", "action=add"));

    [Theory]
    [InlineData("abcd1234", "abcd1234")]
    [InlineData("abcd1234", "ABCD1234")]
    [InlineData("abcd1234", @"abc\u00641234")]
    [InlineData("ab/d1234", @"ab\/d1234")]
    [InlineData("ab/d1234", "ab%2Fd1234")]
    public void However_an_answer_spells_the_key_it_is_struck_out(string key, string spelled) =>
        Assert.Equal("*** it is", Parse(key, $"{{\"error\":\"{spelled} it is\"}}"));

    [Fact]
    public void A_key_of_digits_is_struck_out_though_an_answer_writes_it_with_an_exponent() =>
        Assert.Equal(RevealedKey.Mask, Parse("12345678", "{\"error\":1.2345678e7}"));

    private static string Parse(string key, string json)
    {
        using var apiKey = new ApiKey(Keys.Secure(key));
        using var revealed = apiKey.Reveal();
        return (string)AnswerJson.Parse(json, revealed)["error"]!;
    }

    private static string Redact(string key, string text)
    {
        using var apiKey = new ApiKey(Keys.Secure(key));
        using var revealed = apiKey.Reveal();
        return revealed.Redact(text);
    }
}
