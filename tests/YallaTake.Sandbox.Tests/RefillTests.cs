using Newtonsoft.Json;

namespace YallaTake;

public sealed class RefillTests : IDisposable
{
    private readonly RunningSandbox _panel = new();

    [Fact]
    public async Task A_completed_order_is_refilled_within_five_minutes()
    {
        var order = await _panel.OrderLikesAsync();
        _panel.Pass(minutes: 10);

        Assert.Equal("""{"refill":"1"}""", await AskAsync("refill", $"order={order}"));
        var words = new List<string>();
        foreach (var minutes in new[] { 0, 1, 3, 1 })
        {
            _panel.Pass(minutes);
            words.Add(await AskAsync("refill_status", "refill=1"));
        }

        Assert.Equal(
            ["""{"status":"Pending"}""", """{"status":"In progress"}""", """{"status":"In progress"}""", """{"status":"Completed"}"""],
            words);
    }

    [Fact]
    public async Task Many_refills_are_told_for_each_order()
    {
        var done = await _panel.OrderLikesAsync();
        await _panel.OrderAsync(RunningSandbox.LikesWithoutRefillOrCancel, "link=someone", "quantity=100");
        _panel.Pass(minutes: 10);
        var open = await _panel.OrderLikesAsync();

        Assert.Equal(
            """[{"order":23501,"refill":1},{"order":23502,"refill":{"error":"Refill is disabled for this service"}},"""
            + """{"order":23503,"refill":{"error":"The order is not completed"}},{"order":3,"refill":{"error":"Incorrect order ID"}}]""",
            await AskAsync("refill", $"orders={done},23502,{open},3"));
        Assert.Equal(
            """[{"refill":1,"status":"Pending"},{"refill":3,"status":{"error":"Refill not found"}}]""",
            await AskAsync("refill_status", "refills=1,3"));
    }

    [Fact]
    public async Task A_second_refill_waits_for_the_first_to_end()
    {
        var order = await _panel.OrderLikesAsync();
        _panel.Pass(minutes: 10);
        await AskAsync("refill", $"order={order}");

        Assert.Equal("Refill already requested", await _panel.ErrorAsync("refill", $"order={order}"));
        _panel.Pass(minutes: 5);
        Assert.Equal("""{"refill":"2"}""", await AskAsync("refill", $"order={order}"));
    }

    [Fact]
    public async Task Every_tenth_refill_is_rejected()
    {
        var order = await _panel.OrderLikesAsync();
        _panel.Pass(minutes: 10);
        for (var i = 0; i < 10; i++)
        {
            await AskAsync("refill", $"order={order}");
            _panel.Pass(minutes: 5);
        }

        Assert.Equal(
            """[{"refill":9,"status":"Completed"},{"refill":10,"status":"Rejected"}]""", await AskAsync("refill_status", "refills=9,10"));
    }

    [Fact]
    public async Task A_partial_order_can_be_refilled_and_a_canceled_one_cannot()
    {
        for (var i = 0; i < 25; i++)
            await _panel.OrderLikesAsync();
        _panel.Pass(minutes: 10);

        Assert.Equal("""{"refill":"1"}""", await AskAsync("refill", "order=23510"));
        Assert.Equal("The order is not completed", await _panel.ErrorAsync("refill", "order=23525"));
    }

    [Fact]
    public async Task An_unknown_refill_is_an_error()
    {
        Assert.Equal("Refill not found", await _panel.ErrorAsync("refill_status", "refill=1"));
        Assert.Equal("Incorrect request", await _panel.ErrorAsync("refill_status"));
        Assert.Equal(
            "Incorrect request", await _panel.ErrorAsync("refill_status", "refills=" + string.Join(',', Enumerable.Range(1, 101))));
    }

    public void Dispose() => _panel.Dispose();

    private async Task<string> AskAsync(string action, string field) => (await _panel.AskAsync(action, field)).ToString(Formatting.None);
}
