using YallaTake.Client.Answers;

namespace YallaTake;

public sealed class AnswerJsonTests
{
    private const string NoReason = "The request failed, for no reason given.";

    [Theory]
    [InlineData("""{"error":"Bad link"}""", "Bad link")]
    [InlineData("""{"Error":"Bad link"}""", "Bad link")]
    [InlineData("""{"status":"error","message":"Bad link"}""", "Bad link")]
    [InlineData("""{"status":"Error","msg":"Bad link"}""", "Bad link")]
    [InlineData("""{"status":"error"}""", NoReason)]
    [InlineData("""{"success":false,"message":"Bad link"}""", "Bad link")]
    [InlineData("""{"success":"0","error":"Bad link"}""", "Bad link")]
    [InlineData("""{"success":false}""", NoReason)]
    [InlineData("""{"error":{"code":"link","message":"Bad link"}}""", "Bad link")]
    [InlineData("""{"error":{"code":401}}""", "401")]
    [InlineData("""{"error":true,"message":"Bad link"}""", "Bad link")]
    [InlineData("""{"error":1,"message":"Bad link"}""", "Bad link")]
    [InlineData("""{"error":"1"}""", NoReason)]
    [InlineData("\"Bad link\"", "Bad link")]
    public void The_panels_reason_is_found_wherever_it_stands(string json, string reason) =>
        Assert.Equal(reason, AnswerJson.Error(AnswerJson.Parse(json)));

    [Theory]
    [InlineData("""{"order":1}""")]
    [InlineData("""{"status":"Completed"}""")]
    [InlineData("""{"error":null,"status":"Completed"}""")]
    [InlineData("""{"error":"","status":"Completed"}""")]
    [InlineData("""{"error":false,"status":"Completed"}""")]
    [InlineData("""{"error":0,"status":"Completed"}""")]
    [InlineData("""{"success":true,"order":1}""")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"Soon\"")]
    public void An_answer_that_does_not_fail_has_no_error(string json) => Assert.Null(AnswerJson.Error(AnswerJson.Parse(json)));

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n", "empty")]
    [InlineData("<!DOCTYPE html><html>Back soon</html>", "web page")]
    [InlineData("\n  <html>", "web page")]
    [InlineData("OK", "'OK'")]
    [InlineData("{\"order\": 235", "cut off")]
    [InlineData("[1,", "cut off")]
    [InlineData("\"Bad li", "cut off")]
    [InlineData("{\"order\": 1} {\"order\": 2}", "not valid JSON")]
    [InlineData("{\"charge\": 1.5e999}", "not valid JSON")]
    [InlineData("{\"order\": 1, \"order\": 2}", "not valid JSON")]
    public void An_answer_that_is_no_JSON_says_what_it_is_instead(string text, string what)
    {
        var failure = Assert.Throws<YallaTakeException>(() => AnswerJson.Parse(text));

        Assert.Equal(ErrorId.PanelAnswerUnreadable, failure.Id);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_quoted_by_its_beginning_alone()
    {
        var failure = Assert.Throws<YallaTakeException>(() => AnswerJson.Parse(new string('x', 80) + "END"));

        Assert.DoesNotContain("END", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.Equal(ErrorId.PanelAnswerUnreadable, Assert.Throws<YallaTakeException>(() => AnswerJson.Parse(new string('[', 100_000))).Id);

    [Theory]
    [InlineData("Invalid API key", ErrorId.ApiKeyRefused)]
    [InlineData(" Not enough funds on balance\n", ErrorId.InsufficientFunds)]
    public void A_plain_text_that_panels_are_known_to_say_is_their_refusal(string text, ErrorId id)
    {
        var failure = Assert.Throws<YallaTakeException>(() => AnswerJson.Parse(text));

        Assert.Equal((id, text.Trim()), (failure.Id, failure.PanelText));
    }
}
