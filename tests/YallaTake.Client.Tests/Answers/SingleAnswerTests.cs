using Newtonsoft.Json.Linq;
using YallaTake.Client.Answers;

namespace YallaTake;

public sealed class SingleAnswerTests
{
    [Fact]
    public void A_balance_may_come_as_a_number_and_without_a_currency()
    {
        var balance = SingleAnswer.Balance(AnswerJson.Parse("""{"balance":1.10}"""), null);

        Assert.Equal((1.10m, null, "1.10"), (balance.Balance, balance.Currency, balance.ToString()));
    }

    [Theory]
    [InlineData("""{"currency":"USD"}""")]
    [InlineData("""{"balance":null}""")]
    [InlineData("""[]""")]
    public void An_answer_without_a_balance_is_unreadable(string json) =>
        AssertUnreadable(() => SingleAnswer.Balance(AnswerJson.Parse(json), null));

    [Theory]
    [InlineData("""{"status":"Pending"}""")]
    [InlineData("""{"status":"Pending","charge":null,"start_count":null,"remains":null,"currency":null}""")]
    [InlineData("""{"status":"Pending","charge":"","start_count":"","remains":"unknown","currency":"","link":{"a":[1]}}""")]
    public void What_a_status_does_not_tell_is_unknown(string json)
    {
        var status = SingleAnswer.Status(AnswerJson.Parse(json), 5, null);

        Assert.Equal(
            (5L, "Pending", null, null, null, null),
            (status.OrderId, status.Status, status.Charge, status.StartCount, status.Remains, status.Currency));
    }

    [Fact]
    public void A_subscription_tells_its_posts_and_its_orders()
    {
        var status = SingleAnswer.Status(
            AnswerJson.Parse("""{"status":"Active","expiry":null,"posts":"3","orders":["11",12,"VEGA1",null,"0"]}"""), 5, null);

        Assert.Equal(("Active", false, 3, null), (status.Status, status.IsFinal, status.Posts, status.Runs));
        Assert.Equal([11L, 12L, "VEGA1"], status.ChildOrders);
    }

    [Fact]
    public void A_drip_feed_tells_its_runs_and_its_orders()
    {
        var status = SingleAnswer.Status(AnswerJson.Parse("""{"status":"Completed","runs":2,"orders":[11,12]}"""), 5, null);

        Assert.Equal((2, null), (status.Runs, status.Posts));
        Assert.Equal([11L, 12L], status.ChildOrders);
    }

    [Theory]
    [InlineData("Pending", false)]
    [InlineData("Processing", false)]
    [InlineData("In progress", false)]
    [InlineData("Completed", true)]
    [InlineData("completed", true)]
    [InlineData("Partial", true)]
    [InlineData("Canceled", true)]
    [InlineData("Cancelled", true)]
    [InlineData("CANCELLED", true)]
    [InlineData("Refunded", true)]
    [InlineData("Refund", true)]
    [InlineData("Complete", true)]
    [InlineData("Success", true)]
    [InlineData("Partially Completed", true)]
    [InlineData("partially_completed", true)]
    [InlineData("Fail", true)]
    [InlineData("Failed", true)]
    [InlineData("Error", true)]
    [InlineData("Awaiting", false)]
    [InlineData("Queued", false)]
    [InlineData("In queue", false)]
    [InlineData("Processed", false)]
    [InlineData("Active", false)]
    [InlineData("Paused", false)]
    [InlineData("Expired", true)]
    [InlineData("Fermé", false)]
    public void An_order_ends_with_a_word_that_says_so_and_with_no_other(string word, bool final)
    {
        var status = SingleAnswer.Status(new JObject { ["order"] = 5, ["status"] = word }, 5, null);

        Assert.Equal((word, final), (status.Status, status.IsFinal));
    }

    [Theory]
    [InlineData("Pending", false)]
    [InlineData("In progress", false)]
    [InlineData("Completed", true)]
    [InlineData("Rejected", true)]
    [InlineData("Canceled", true)]
    [InlineData("Cancelled", true)]
    [InlineData("SUCCESS", true)]
    [InlineData("Failed", true)]
    [InlineData("Error", true)]
    [InlineData("Awaiting", false)]
    [InlineData("Queued", false)]
    public void A_refill_ends_with_a_word_that_says_so(string word, bool final)
    {
        var status = SingleAnswer.RefillStatus(new JObject { ["refill"] = 5, ["status"] = word }, 5, null);

        Assert.Equal((word, final), (status.Status, status.IsFinal));
    }

    [Theory]
    [InlineData("""{"refill":"d458005f6fc6"}""", "d458005f6fc6")]
    [InlineData("""{"refill":"007"}""", "007")]
    [InlineData("""{"refill":"12e45678"}""", "12e45678")]
    [InlineData("""{"refill":12}""", 12L)]
    [InlineData("""{"refill":"12","success":"Refill requested"}""", 12L)]
    public void A_refill_has_the_id_that_the_panel_gives_it(string json, object id)
    {
        var refill = SingleAnswer.Refill(AnswerJson.Parse(json), PanelId.Parse("VEGA1"), null);

        Assert.Equal((id, "VEGA1", $"{id} of order VEGA1"), (refill.RefillId, refill.OrderId, refill.ToString()));
    }

    [Theory]
    [InlineData("""{"refill":"requested"}""")]
    [InlineData("""{"refill":"Your refill 7 was requested"}""")]
    [InlineData("""{"refill":true}""")]
    [InlineData("""{"refill":0}""")]
    [InlineData("""{"refill":""}""")]
    public void A_word_or_a_sentence_is_not_the_id_of_a_refill(string json) =>
        Assert.Throws<YallaTakeException>(() => SingleAnswer.Refill(AnswerJson.Parse(json), 5, null));

    [Theory]
    [InlineData("""{"error":"Refill is not available"}""")]
    [InlineData("""{"refill":{"error":"Refill is not available"}}""")]
    [InlineData("""{"order":5,"error":"Refill is not available"}""")]
    public void A_refusal_of_a_refill_is_found_wherever_it_stands(string json) =>
        Assert.Equal(
            ErrorId.RefillRefused, Assert.Throws<YallaTakeException>(() => SingleAnswer.Refill(AnswerJson.Parse(json), 5, null)).Id);

    [Theory]
    [InlineData("""{"cancel":1}""")]
    [InlineData("""{"cancel":"1"}""")]
    [InlineData("""{"cancel":true}""")]
    [InlineData("""{"cancel":1001}""")]
    [InlineData("""{"success":"Cancel request is accepted"}""")]
    [InlineData("""1""")]
    public void A_cancellation_is_requested_in_many_words(string json)
    {
        var cancellation = SingleAnswer.Cancellation(AnswerJson.Parse(json), 5, null);

        Assert.Equal((5L, true), (cancellation.OrderId, cancellation.Requested));
    }

    [Theory]
    [InlineData("""{"cancel":{"error":"Cannot cancel"}}""")]
    [InlineData("""{"order":5,"error":"Cannot cancel"}""")]
    [InlineData("""{"success":false,"message":"Cannot cancel"}""")]
    public void A_refusal_to_cancel_is_found_wherever_it_stands(string json) =>
        Assert.Equal(
            ErrorId.CancelRefused, Assert.Throws<YallaTakeException>(() => SingleAnswer.Cancellation(AnswerJson.Parse(json), 5, null)).Id);

    [Theory]
    [InlineData("""{"cancel":0}""")]
    [InlineData("""{"cancel":null}""")]
    [InlineData("""{}""")]
    public void A_cancellation_that_says_neither_is_unreadable(string json) =>
        AssertUnreadable(() => SingleAnswer.Cancellation(AnswerJson.Parse(json), 5, null));

    [Theory]
    [InlineData("""{"status":"success"}""")]
    [InlineData("""{"status":"OK"}""")]
    public void A_word_alone_that_may_be_about_the_request_ends_no_order(string json) =>
        Assert.Throws<YallaTakeException>(() => SingleAnswer.Status(AnswerJson.Parse(json), 5, null));

    [Theory]
    [InlineData("""{"status":"Success","charge":"0.5"}""", "Success")]
    [InlineData("""{"order":5,"status":"Failed"}""", "Failed")]
    [InlineData("""{"status":"Completed"}""", "Completed")]
    public void A_word_beside_an_amount_or_an_id_is_the_orders(string json, string status) =>
        Assert.Equal(status, SingleAnswer.Status(AnswerJson.Parse(json), 5, null).Status);

    [Fact]
    public void A_word_in_the_place_of_a_cancellation_is_the_panels_refusal() => Assert.Equal(
        "denied",
        Assert.Throws<YallaTakeException>(() => SingleAnswer.Cancellation(AnswerJson.Parse("""{"cancel":"denied"}"""), 5, null)).PanelText);

    [Fact]
    public void A_status_or_a_refill_that_is_not_told_is_unreadable()
    {
        var empty = AnswerJson.Parse("{}");

        AssertUnreadable(() => SingleAnswer.Status(empty, 5, null));
        AssertUnreadable(() => SingleAnswer.Refill(empty, 5, null));
        AssertUnreadable(() => SingleAnswer.RefillStatus(empty, 5, null));
    }

    private static void AssertUnreadable(Func<object> decode) =>
        Assert.Equal(ErrorId.PanelAnswerUnreadable, Assert.Throws<YallaTakeException>(decode).Id);
}
