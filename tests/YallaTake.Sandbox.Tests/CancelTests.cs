using Newtonsoft.Json;

namespace YallaTake;

public sealed class CancelTests : IDisposable
{
    private readonly RunningSandbox _panel = new();

    [Fact]
    public async Task A_canceled_order_stops_at_once_and_is_refunded_a_minute_later()
    {
        var order = await _panel.OrderLikesAsync(1000);
        _panel.Pass(minutes: 4);

        Assert.Equal($$"""[{"order":{{order}},"cancel":1}]""", await CancelAsync(order));
        _panel.Pass(minutes: 0.9);
        Assert.Equal("In progress", await _panel.StatusAsync(order));
        Assert.Equal(999.1m, _panel.Sandbox.Balance);

        _panel.Pass(minutes: 0.1);
        var answer = await _panel.AskAsync("status", $"order={order}");
        Assert.Equal("Canceled", (string?)answer["status"]);
        Assert.Equal("750", (string?)answer["remains"]);
        Assert.Equal("0.225", (string?)answer["charge"]);
        Assert.Equal(1000m - 0.225m, _panel.Sandbox.Balance);
        _panel.Pass(minutes: 30);
        Assert.Equal("Canceled", await _panel.StatusAsync(order));
        Assert.Equal(1000m - 0.225m, _panel.Sandbox.Balance);
    }

    [Fact]
    public async Task A_cancel_near_the_end_still_ends_canceled()
    {
        var order = await _panel.OrderLikesAsync(1000);
        _panel.Pass(minutes: 9.5);
        await CancelAsync(order);
        _panel.Pass(minutes: 1);

        Assert.Equal("Canceled", await _panel.StatusAsync(order));
        Assert.Equal(1000m - 0.0009m * 937, _panel.Sandbox.Balance);
    }

    [Fact]
    public async Task A_package_can_be_canceled_until_it_is_in_progress()
    {
        var early = await _panel.OrderAsync(RunningSandbox.Package, "link=someone");
        _panel.Pass(minutes: 1.5);
        await CancelAsync(early);
        _panel.Pass(minutes: 1);
        Assert.Equal("Canceled", await _panel.StatusAsync(early));
        Assert.Equal(1000m, _panel.Sandbox.Balance);

        var late = await _panel.OrderAsync(RunningSandbox.Package, "link=someone");
        _panel.Pass(minutes: 2);
        Assert.Equal($$$"""[{"order":{{{late}}},"cancel":{"error":"Order cannot be canceled"}}]""", await CancelAsync(late));
    }

    [Fact]
    public async Task A_cancel_that_cannot_be_is_told_for_each_order()
    {
        var done = await _panel.OrderLikesAsync();
        _panel.Pass(minutes: 10);
        var asked = await _panel.OrderLikesAsync();
        await CancelAsync(asked);
        var unsupported = await _panel.OrderAsync(RunningSandbox.LikesWithoutRefillOrCancel, "link=someone", "quantity=100");

        Assert.Equal(
            """[{"order":23501,"cancel":{"error":"Order cannot be canceled"}},"""
            + """{"order":23502,"cancel":{"error":"Cancel already requested"}},"""
            + """{"order":23503,"cancel":{"error":"Service does not support cancel"}},"""
            + """{"order":9,"cancel":{"error":"Incorrect order ID"}}]""",
            await CancelAsync(done, asked, unsupported, 9));
    }

    [Fact]
    public async Task A_cancel_is_asked_with_a_list_of_orders()
    {
        Assert.Equal("Incorrect request", await _panel.ErrorAsync("cancel", "order=23501"));
        Assert.Equal("Incorrect request", await _panel.ErrorAsync("cancel", "orders=" + string.Join(',', Enumerable.Range(1, 101))));
    }

    public void Dispose() => _panel.Dispose();

    private async Task<string> CancelAsync(params long[] orders) =>
        (await _panel.AskAsync("cancel", $"orders={string.Join(',', orders)}")).ToString(Formatting.None);
}
