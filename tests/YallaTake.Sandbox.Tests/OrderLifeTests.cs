using Newtonsoft.Json.Linq;

namespace YallaTake;

public sealed class OrderLifeTests : IDisposable
{
    private readonly RunningSandbox _panel = new();

    [Theory]
    [InlineData(0, "Pending", 1000)]
    [InlineData(0.99, "Pending", 1000)]
    [InlineData(1, "Processing", 1000)]
    [InlineData(2, "In progress", 1000)]
    [InlineData(4, "In progress", 750)]
    [InlineData(6, "In progress", 500)]
    [InlineData(9.999, "In progress", 1)]
    [InlineData(10, "Completed", 0)]
    [InlineData(100_000, "Completed", 0)]
    public async Task An_order_lives_ten_minutes(double minutes, string status, long remains)
    {
        var order = await _panel.OrderLikesAsync(1000);
        _panel.Pass(minutes);

        var answer = await _panel.AskAsync("status", $"order={order}");

        Assert.Equal(status, (string?)answer["status"]);
        Assert.Equal(remains, (long)answer["remains"]!);
    }

    [Fact]
    public async Task A_time_scale_hurries_orders()
    {
        using var hurried = new RunningSandbox(RunningSandbox.Options(timeScale: 600));
        var order = await hurried.OrderLikesAsync();

        hurried.Pass(minutes: 0.99 / 60);
        Assert.Equal("In progress", await hurried.StatusAsync(order));
        hurried.Pass(minutes: 0.02 / 60);
        Assert.Equal("Completed", await hurried.StatusAsync(order));
    }

    [Fact]
    public async Task Time_may_pass_beyond_the_calendar()
    {
        using var hurried = new RunningSandbox(RunningSandbox.Options(timeScale: 1e12));
        var order = await hurried.OrderLikesAsync();
        hurried.Pass(minutes: 1e6);

        Assert.Equal("Completed", await hurried.StatusAsync(order));
        await hurried.OrderLikesAsync();
    }

    [Fact]
    public async Task Time_may_stand_still()
    {
        using var still = new RunningSandbox(RunningSandbox.Options(timeScale: 0));
        var order = await still.OrderLikesAsync();
        still.Pass(minutes: 1e6);

        Assert.Equal("Pending", await still.StatusAsync(order));
    }

    [Fact]
    public async Task A_status_has_the_documented_fields_as_strings()
    {
        var order = await _panel.OrderLikesAsync(50);

        var answer = (JObject)await _panel.AskAsync("status", $"order={order}");

        Assert.Equal(["charge", "start_count", "status", "remains", "currency"], answer.Properties().Select(property => property.Name));
        Assert.All(answer.Values(), value => Assert.Equal(JTokenType.String, value.Type));
        Assert.Equal("0.045", (string?)answer["charge"]);
        Assert.Equal("USD", (string?)answer["currency"]);
    }

    [Fact]
    public async Task The_start_count_of_an_order_does_not_change()
    {
        var order = await _panel.OrderLikesAsync();
        var before = (string?)(await _panel.AskAsync("status", $"order={order}"))["start_count"];
        _panel.Pass(minutes: 20);

        Assert.Equal(before, (string?)(await _panel.AskAsync("status", $"order={order}"))["start_count"]);
    }

    [Fact]
    public async Task Every_tenth_order_ends_partial_and_every_twenty_fifth_canceled()
    {
        for (var i = 0; i < 50; i++)
            await _panel.OrderLikesAsync(1000);
        _panel.Pass(minutes: 10);

        var orders = (await _panel.StateAsync())["orders"]!;

        Assert.Equal([9, 19, 29, 39], Enumerable.Range(0, 50).Where(i => (string?)orders[i]!["status"] == "Partial"));
        Assert.Equal([24, 49], Enumerable.Range(0, 50).Where(i => (string?)orders[i]!["status"] == "Canceled"));
        Assert.Equal(200, (long)orders[9]!["remains"]!);
        Assert.Equal("0.18", (string?)orders[9]!["refunded"]);
        Assert.Equal(1000, (long)orders[24]!["remains"]!);
        Assert.Equal("0.9", (string?)orders[24]!["refunded"]);
        Assert.Equal("0.72", (string?)(await _panel.AskAsync("status", "order=23510"))["charge"]);
        Assert.Equal("0", (string?)(await _panel.AskAsync("status", "order=23525"))["charge"]);
    }

    [Fact]
    public async Task A_package_is_never_partial()
    {
        for (var i = 0; i < 10; i++)
            await _panel.OrderAsync(RunningSandbox.Package, "link=someone");
        _panel.Pass(minutes: 10);

        Assert.Equal("Completed", await _panel.StatusAsync(23510));
    }

    [Fact]
    public async Task A_drip_feed_lives_an_interval_longer_for_each_run()
    {
        var order = await _panel.OrderAsync(RunningSandbox.Likes, "link=someone", "quantity=100", "runs=3", "interval=60");

        var runs = new List<string>();
        foreach (var minutes in new[] { 0, 10, 60, 59, 1 })
        {
            _panel.Pass(minutes);
            var answer = await _panel.AskAsync("status", $"order={order}");
            Assert.Empty(answer["orders"]!);
            runs.Add($"{answer["status"]} {answer["runs"]}");
        }

        Assert.Equal(["Pending 0", "In progress 1", "In progress 2", "In progress 2", "Completed 3"], runs);
    }

    [Fact]
    public async Task Many_statuses_come_keyed_by_id_with_an_error_for_each_unknown_one()
    {
        await _panel.OrderLikesAsync();
        await _panel.OrderLikesAsync();

        var answer = (JObject)await _panel.AskAsync("status", "orders=23502,1, 23501,x");

        Assert.Equal(["23502", "1", "23501", "x"], answer.Properties().Select(property => property.Name));
        Assert.Equal("Pending", (string?)answer["23502"]!["status"]);
        Assert.Equal("Incorrect order ID", (string?)answer["1"]!["error"]);
        Assert.Equal("Incorrect order ID", (string?)answer["x"]!["error"]);
    }

    [Fact]
    public async Task A_hundred_ids_are_answered_and_one_more_is_refused()
    {
        Assert.Equal(100, (await _panel.AskAsync("status", "orders=" + string.Join(',', Enumerable.Range(1, 100)))).Count());
        Assert.Equal("Incorrect request", await _panel.ErrorAsync("status", "orders=" + string.Join(',', Enumerable.Range(1, 101))));
    }

    [Theory]
    [InlineData("order=1")]
    [InlineData("order=-5")]
    [InlineData("order=99999999999999999999")]
    [InlineData("order=23501")]
    public async Task An_unknown_order_is_an_error(string field) =>
        Assert.Equal("Incorrect order ID", await _panel.ErrorAsync("status", field));

    public void Dispose() => _panel.Dispose();
}
