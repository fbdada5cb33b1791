using YallaTake.Client.Answers;

namespace YallaTake;

/// <summary>Panels that know other forms of a request, and refills of which it is not known whether they were requested.</summary>
public sealed class OtherFormTests
{
    private static readonly CannedAnswer Canceled = CannedAnswer.Of("""{"cancel":1}""");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"error":"Incorrect request"}""")]
    [InlineData("""{"error":"Order not found"}""")]
    [InlineData("""{"message":"Missing required parameter: order"}""")]
    public async Task A_cancellation_that_is_not_understood_as_a_list_is_asked_for_by_order_and_so_are_the_next(string refusal)
    {
        await using var server = new CannedServer(CannedAnswer.Of(refusal), Canceled, Canceled);
        using var client = server.Client();

        Assert.True((await client.Cancel.AskAsync(5, Token)).Requested);
        Assert.True((await client.Cancel.AskAsync(6, Token)).Requested);

        Assert.Equal(["orders=5", "order=5", "order=6"], server.Forms.Select(form => form.Split('&')[^1]));
    }

    [Theory]
    [InlineData("""{"error":"Order cannot be canceled"}""", ErrorId.CancelRefused)]
    [InlineData("""[{"order":5,"cancel":{"error":"Incorrect order ID"}}]""", ErrorId.OrderNotFound)]
    [InlineData("""{"5":{"error":"Not now"}}""", ErrorId.PanelError)]
    [InlineData("""{"error":"Invalid API key"}""", ErrorId.ApiKeyRefused)]
    [InlineData("{}", ErrorId.PanelAnswerUnreadable)]
    public async Task A_cancellation_that_is_refused_for_its_order_is_not_asked_for_in_another_form(string refusal, ErrorId id)
    {
        await using var server = new CannedServer(CannedAnswer.Of(refusal), Canceled);
        using var client = server.Client();

        Assert.Equal(id, (await Assert.ThrowsAsync<YallaTakeException>(() => client.Cancel.AskAsync(5, Token))).Id);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("Order not found", "Incorrect request", "Order not found")]
    [InlineData("Incorrect request", "Order not found", "Order not found")]
    [InlineData("Incorrect request", "Too late for that", "Too late for that")]
    [InlineData("Order not found", "Cannot cancel", "Cannot cancel")]
    public async Task Of_two_refusals_to_cancel_the_one_about_the_order_comes_out(string first, string second, string told)
    {
        await using var server = new CannedServer(
            CannedAnswer.Of($$"""{"error":"{{first}}"}"""), CannedAnswer.Of($$"""{"error":"{{second}}"}"""));
        using var client = server.Client();

        Assert.Equal(told, (await Assert.ThrowsAsync<YallaTakeException>(() => client.Cancel.AskAsync(5, Token))).PanelText);
    }

    [Theory]
    [InlineData("""{"refill":"1"}""", "one refill, 1")]
    [InlineData("""{"status":"success","data":{"refill":"1"}}""", "one refill, 1")]
    [InlineData("""[{"refill":"1"}]""", "one refill, 1")]
    [InlineData("""{"status":"success"}""", "leaves this order out")]
    [InlineData("[]", "leaves this order out")]
    public async Task One_refill_for_several_orders_leaves_each_of_them_in_doubt(string body, string what)
    {
        await using var server = new CannedServer(CannedAnswer.Of(body));
        using var client = server.Client();

        var results = await client.Refill.AskAsync([5, 6], Token);

        Assert.Equal([5L, 6L], results.Select(result => result.Id));
        Assert.All(results, result => AssertInDoubt(result.Error!, what));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(200, """{"status":"success","message":"Your request was taken on"}""")]
    [InlineData(200, """{"refill":0}""")]
    [InlineData(200, """{"error":"Something went wrong"}""")]
    [InlineData(200, """{"error":"Refill failed"}""")]
    [InlineData(200, """{"refill":true}""")]
    [InlineData(200, """{"status":"success","refill":true}""")]
    [InlineData(200, """{"order":5,"refill":true,"status":"success"}""")]
    [InlineData(200, """{"refill":"true"}""")]
    [InlineData(200, """{"refill":"yes"}""")]
    [InlineData(200, """{"refill":"ok"}""")]
    [InlineData(200, """{"refill":"Pending"}""")]
    [InlineData(200, """{"status":"success","refill":"Requested"}""")]
    [InlineData(200, """{"status":"success","refill":"Refill request sent"}""")]
    [InlineData(200, """{"refill":{"message":"Refill request sent"}}""")]
    [InlineData(200, """{"message":"Refill request created"}""")]
    [InlineData(200, """{"status":"error"}""")]
    [InlineData(200, "<html>Back soon</html>")]
    [InlineData(502, """{"error":"Incorrect request"}""")]
    [InlineData(504, "")]
    [InlineData(409, """{"error":"Conflict"}""")]
    [InlineData(302, "")]
    public async Task A_refill_without_a_sure_answer_is_in_doubt(int status, string body)
    {
        await using var server = new CannedServer(CannedAnswer.Of(body, status));
        using var client = server.Client(retries: 3);

        AssertInDoubt(await Assert.ThrowsAsync<YallaTakeException>(() => client.Refill.AskAsync(5, Token)), "");
        AssertInDoubt(await Failure(() => client.Refill.AskAsync([5, 6], Token)), "");
        Assert.Equal(2, server.Requests.Length);
    }

    [Theory]
    [InlineData(200, """{"message":"Refill requests created"}""")]
    [InlineData(200, """{"error":false,"message":"Refill requests created"}""")]
    [InlineData(200, """{"error":"Only 2 of 3 orders refilled"}""")]
    [InlineData(200, """{"error":"Two were refilled. Order not found: 5"}""")]
    [InlineData(200, """{"error":"System error"}""")]
    [InlineData(400, """{"error":"Only 2 of 3 orders refilled"}""")]
    public async Task Refills_of_a_list_are_not_asked_for_again_where_some_may_be_requested(int status, string body)
    {
        await using var server = new CannedServer(CannedAnswer.Of(body, status));
        using var client = server.Client();

        AssertInDoubt(await Failure(() => client.Refill.AskAsync([5, 6], Token)), "");
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(200, """{"error":"Order not found"}""")]
    [InlineData(200, """{"error":"Incorrect request"}""")]
    [InlineData(200, """{"message":"Missing required parameter: order"}""")]
    [InlineData(400, """{"error":"Invalid Order Ids"}""")]
    [InlineData(422, """{"message":"The given data was invalid.","errors":{"order":["The order field is required."]}}""")]
    public async Task Refills_of_a_list_that_is_refused_as_a_whole_are_asked_for_one_by_one(int status, string body)
    {
        await using var server = new CannedServer(
            CannedAnswer.Of(body, status), CannedAnswer.Of("""{"refill":1}"""), CannedAnswer.Of("""{"refill":2}"""));
        using var client = server.Client();

        Assert.Equal([1L, 2L], (await client.Refill.AskAsync([5, 6], Token)).Select(result => result.Value!.RefillId));
    }

    [Theory]
    [InlineData(200, """{"error":"Refill already requested"}""", ErrorId.RefillRefused)]
    [InlineData(200, """{"error":"Refill is not available for this order"}""", ErrorId.RefillRefused)]
    [InlineData(400, """{"error":"Too old"}""", ErrorId.PanelError)]
    [InlineData(401, "", ErrorId.ApiKeyRefused)]
    [InlineData(429, "", ErrorId.RateLimited)]
    [InlineData(200, """{"error":"Rate limit exceeded"}""", ErrorId.RateLimited)]
    public async Task A_refill_that_is_refused_is_in_no_doubt(int status, string body, ErrorId id)
    {
        await using var server = new CannedServer(CannedAnswer.Of(body, status));
        using var client = server.Client();

        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => client.Refill.AskAsync(5, Token));

        Assert.Equal((id, false), (failure.Id, failure.MayHaveActed));
    }

    [Fact]
    public async Task A_refill_that_never_left_is_in_no_doubt()
    {
        using var client = TestPanel.Client(new Uri($"http://127.0.0.1:{LocalPort.Free()}/api/v2"));

        Assert.False((await Assert.ThrowsAsync<YallaTakeException>(() => client.Refill.AskAsync(5, Token))).MayHaveActed);
    }

    private static async Task<YallaTakeException> Failure(Func<Task<IReadOnlyList<ItemResult<Refill>>>> ask)
    {
        try
        {
            return (await ask())[0].Error!;
        }
        catch (YallaTakeException exception)
        {
            return exception;
        }
    }

    private static void AssertInDoubt(YallaTakeException failure, string what)
    {
        Assert.Equal((true, false), (failure.MayHaveActed, failure.IsTransient));
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "It is not known whether the refill was requested.",
            failure.Message,
            StringComparison.Ordinal);
    }
}
