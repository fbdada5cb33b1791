using Newtonsoft.Json.Linq;

namespace YallaTake;

public sealed class SubscriptionTests : IDisposable
{
    private readonly RunningSandbox _panel = new();

    [Fact]
    public async Task Each_new_post_makes_an_order_between_min_and_max()
    {
        var subscription = await SubscribeAsync("posts=3");
        Assert.Equal(1000m, _panel.Sandbox.Balance);
        Assert.Equal(("Active", 0), await StatusAsync(subscription));

        _panel.Pass(minutes: 30);
        Assert.Equal(("Active", 1), await StatusAsync(subscription));
        _panel.Pass(minutes: 60);
        Assert.Equal(("Completed", 3), await StatusAsync(subscription));
        _panel.Pass(minutes: 600);
        Assert.Equal(("Completed", 3), await StatusAsync(subscription));

        var children = (await _panel.StateAsync())["orders"]!.Skip(1).ToList();
        Assert.All(children, child => Assert.InRange((long)child["count"]!, 20, 100));
        Assert.Equal(
            children.Select(child => (long)child["order"]!),
            (await _panel.AskAsync("status", $"order={subscription}"))["orders"]!.Values<long>());
        Assert.Equal(1000m - children.Sum(child => 0.0003m * (long)child["count"]!), _panel.Sandbox.Balance);
        Assert.Equal("Completed", await _panel.StatusAsync((long)children[0]["order"]!));
    }

    [Fact]
    public async Task Old_posts_are_ordered_at_once()
    {
        var subscription = await SubscribeAsync("posts=0", "old_posts=4");

        Assert.Equal(("Completed", 4), await StatusAsync(subscription));
    }

    [Fact]
    public async Task Orders_wait_for_the_delay_after_their_post()
    {
        var subscription = await _panel.OrderAsync(
            RunningSandbox.Subscription, "username=someone", "min=20", "max=100", "delay=90", "posts=1");

        _panel.Pass(minutes: 119);
        Assert.Equal(("Active", 0), await StatusAsync(subscription));
        _panel.Pass(minutes: 1);
        Assert.Equal(("Completed", 1), await StatusAsync(subscription));
    }

    [Fact]
    public async Task A_subscription_ends_with_the_day_of_its_expiry()
    {
        var subscription = await SubscribeAsync("expiry=01/03/2026"); // begun at noon of that day

        _panel.Pass(minutes: 12 * 60 - 1);
        Assert.Equal(("Active", 23), await StatusAsync(subscription));
        _panel.Pass(minutes: 120);
        Assert.Equal(("Expired", 23), await StatusAsync(subscription));
        Assert.Equal("01/03/2026", (string?)(await _panel.AskAsync("status", $"order={subscription}"))["expiry"]);
    }

    [Fact]
    public async Task A_subscription_that_cannot_pay_pauses()
    {
        using var poor = new RunningSandbox(RunningSandbox.Options(balance: 0.04m));
        var subscription = await poor.OrderAsync(RunningSandbox.Subscription, "username=someone", "min=100", "max=100", "delay=0");
        poor.Pass(minutes: 90);

        var answer = await poor.AskAsync("status", $"order={subscription}");
        Assert.Equal("Paused", (string?)answer["status"]);
        Assert.Equal("1", (string?)answer["posts"]);
        Assert.Equal(0.01m, poor.Sandbox.Balance);
    }

    [Fact]
    public async Task A_canceled_subscription_orders_nothing_more()
    {
        var subscription = await SubscribeAsync();
        _panel.Pass(minutes: 31);
        await _panel.AskAsync("cancel", $"orders={subscription}");
        _panel.Pass(minutes: 1);
        Assert.Equal(("Canceled", 1), await StatusAsync(subscription));
        _panel.Pass(minutes: 600);
        Assert.Equal(("Canceled", 1), await StatusAsync(subscription));
    }

    [Fact]
    public async Task A_subscription_left_alone_for_a_year_is_caught_up_with()
    {
        var subscription = await SubscribeAsync();
        _panel.Pass(minutes: 365 * 24 * 60);

        await StatusAsync(subscription);
        Assert.Equal(("Active", 365 * 48), await StatusAsync(subscription));
    }

    [Fact]
    public async Task A_subscription_status_has_the_fields_of_an_order_and_its_own()
    {
        var answer = (JObject)await _panel.AskAsync("status", $"order={await SubscribeAsync("posts=2")}");

        Assert.Equal(
            ["charge", "start_count", "status", "remains", "currency", "expiry", "posts", "orders"],
            answer.Properties().Select(property => property.Name));
        Assert.Equal("2", (string?)answer["remains"]);
    }

    public void Dispose() => _panel.Dispose();

    private Task<long> SubscribeAsync(params string[] fields) =>
        _panel.OrderAsync(RunningSandbox.Subscription, ["username=someone", "min=20", "max=100", "delay=0", .. fields]);

    private async Task<(string Status, int Posts)> StatusAsync(long order)
    {
        var answer = await _panel.AskAsync("status", $"order={order}");
        return ((string)answer["status"]!, (int)answer["posts"]!);
    }
}
