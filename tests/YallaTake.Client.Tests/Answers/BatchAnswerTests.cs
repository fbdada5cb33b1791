using YallaTake.Client.Answers;

namespace YallaTake;

public sealed class BatchAnswerTests
{
    [Theory]
    [InlineData("""{"1":{"status":"Pending"},"2":{"status":"Partial"},"3":{"status":"Completed"}}""")]
    [InlineData("""[{"order":2,"status":"Partial"},{"order":"1","status":"Pending"},{"order":3,"status":"Completed"}]""")]
    [InlineData("""[{"status":"Completed"},{"status":"Pending"},{"status":"Partial"}]""")]
    public void Results_come_in_the_asked_order_whatever_the_panels(string json)
    {
        var results = Statuses(json, 3, 1, 2);

        Assert.Equal(
            [(3, "Completed"), (1, "Pending"), (2, "Partial")], results.Select(result => ((long)result.Id.Value, result.Value!.Status)));
        Assert.Equal([3L, 1L, 2L], results.Select(result => result.Value!.OrderId));
    }

    [Theory]
    [InlineData("""{"VEGA1":{"status":"Pending"},"007":{"status":"Partial"},"7":{"status":"Completed"}}""")]
    [InlineData("""[{"order":"7","status":"Completed"},{"order":"VEGA1","status":"Pending"},{"order":"007","status":"Partial"}]""")]
    [InlineData("""[{"status":"Partial"},{"status":"Completed"},{"status":"Pending"}]""")]
    [InlineData("""{"status":true,"data":{"7":{"status":"Completed"},"VEGA1":{"status":"Pending"},"007":{"status":"Partial"}}}""")]
    [InlineData("""{"0":{"id":"VEGA1","status":"Pending"},"1":{"order_id":"007","status":"Partial"},"2":{"id":7,"status":"Completed"}}""")]
    [InlineData("""[{"ref":"VEGA1","status":"Pending"},{"ref":"007","status":"Partial"},{"ref":7,"status":"Completed"}]""")]
    [InlineData("""{"VEGA1":{"order":"007","status":"Partial"},"007":{"order":"VEGA1","status":"Pending"},"7":{"status":"Completed"}}""")]
    public void Ids_with_letters_are_told_apart_as_numbers_are(string json) =>
        Assert.Equal(
            [("007", "Partial"), ("7", "Completed"), ("VEGA1", "Pending")],
            Statuses(json, PanelId.Parse("007"), 7, PanelId.Parse("VEGA1")).Select(result => (result.Id.ToString(), result.Value!.Status)));

    [Theory]
    [InlineData("""{"status":"Pending","charge":"0.5"}""")]
    [InlineData("""{"order":"VEGA1","status":"Pending","charge":"0.5"}""")]
    [InlineData("""{"VEGA1":{"status":"Pending","charge":"0.5"}}""")]
    public void One_id_with_letters_is_answered_bare_named_or_keyed(string json) =>
        Assert.Equal(
            ("VEGA1", "Pending", 0.5m),
            Assert.Single(
                Statuses(
                    json, PanelId.Parse("VEGA1"))).Value is { } status ? ((string)status.OrderId, status.Status, status.Charge) : default);

    [Theory]
    [InlineData("""{"VEGA2":{"status":"Pending"}}""")]
    [InlineData("""[{"order":"VEGA2","status":"Pending"}]""")]
    [InlineData("""[{"order":"vega1","status":"Pending"}]""")]
    public void Another_id_with_letters_is_not_the_one_that_was_asked(string json) =>
        Assert.NotNull(Assert.Single(Statuses(json, PanelId.Parse("VEGA1"))).Error);

    [Fact]
    public void An_id_asked_twice_is_answered_twice() =>
        Assert.Equal([1L, 1L], Statuses("""{"1":{"status":"Pending"}}""", 1, 1).Select(result => result.Value!.OrderId));

    [Theory]
    [InlineData("""{"1":{"status":"Pending"}}""")]
    [InlineData("""[{"order":1,"status":"Pending"}]""")]
    public void An_id_that_the_panel_leaves_out_is_an_error_of_its_own(string json)
    {
        var results = Statuses(json, 1, 2);

        Assert.Equal("Pending", results[0].Value!.Status);
        Assert.Null(results[1].Value);
        Assert.Equal(ErrorId.PanelAnswerUnreadable, results[1].Error!.Id);
        Assert.Contains("leaves 2 out", results[1].Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""[{"status":"Pending"}]""")]
    [InlineData("""[{"status":"Pending"},{"status":"Pending"},{"status":"Pending"}]""")]
    public void Parts_that_cannot_be_told_apart_are_nobodys(string json) =>
        Assert.All(Statuses(json, 1, 2), result => Assert.Equal(ErrorId.PanelAnswerUnreadable, result.Error!.Id));

    [Fact]
    public void One_bare_object_answers_one_id()
    {
        var result = Assert.Single(Statuses("""{"status":"Pending","charge":"0.5"}""", 7));

        Assert.Equal((7L, "Pending", 0.5m), (result.Id.Value, result.Value!.Status, result.Value.Charge));
    }

    [Fact]
    public void An_error_of_one_id_leaves_the_others_alone()
    {
        var results = Statuses(
            """{"1":{"error":"Incorrect order ID"},"2":{"status":"Pending"},"3":{"status":"Pending","charge":"1,5"}}""", 1, 2, 3);

        Assert.Equal((ErrorId.OrderNotFound, "Incorrect order ID"), (results[0].Error!.Id, results[0].Error!.PanelText));
        Assert.Equal("Pending", results[1].Value!.Status);
        Assert.Equal(ErrorId.PanelAnswerUnreadable, results[2].Error!.Id);
    }

    [Theory]
    [InlineData("""{"error":"Invalid API key"}""", ErrorId.ApiKeyRefused)]
    [InlineData("""{"status":"error","message":"Rate limit exceeded"}""", ErrorId.RateLimited)]
    [InlineData("\"Pending\"", ErrorId.PanelAnswerUnreadable)]
    [InlineData("null", ErrorId.PanelAnswerUnreadable)]
    public void An_error_of_the_whole_answer_is_thrown(string json, ErrorId id) =>
        Assert.Equal(id, Assert.Throws<YallaTakeException>(() => Statuses(json, 1, 2)).Id);

    [Theory]
    [InlineData("""{"1":1,"2":{"error":"Cannot cancel"}}""")]
    [InlineData("""{"1":{"cancel":1},"2":{"cancel":{"error":"Cannot cancel"}}}""")]
    [InlineData("""[{"order":1,"cancel":1001},{"order":2,"error":"Cannot cancel"}]""")]
    public void Cancellations_come_keyed_or_listed(string json)
    {
        var results = BatchAnswer.Read(AnswerJson.Parse(json), [1, 2], "order", (part, id) => SingleAnswer.Cancellation(part, id, null));

        Assert.True(results[0].Value!.Requested);
        Assert.Equal(ErrorId.CancelRefused, results[1].Error!.Id);
    }

    private static IReadOnlyList<ItemResult<OrderStatus>> Statuses(string json, params PanelId[] orders) =>
        BatchAnswer.Read(AnswerJson.Parse(json), orders, "order", (part, id) => SingleAnswer.Status(part, id, null));
}
