using Newtonsoft.Json.Linq;

namespace YallaTake;

public sealed class MoneyTests
{
    [Fact]
    public async Task The_balance_is_always_what_was_there_less_charges_plus_refunds()
    {
        using var panel = new RunningSandbox(RunningSandbox.Options(balance: 100m));
        await panel.OrderAsync(RunningSandbox.Subscription, "username=someone", "min=20", "max=100", "delay=5", "old_posts=7");
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            if (random.Next(4) == 0)
                await panel.AskAsync("add", "service=3", "link=someone");
            else
                await panel.AskAsync(
                    "add", "service=1", "link=someone", $"quantity={random.Next(40, 3000)}", $"runs={random.Next(1, 4)}", "interval=7");
            if (random.Next(3) == 0)
                await panel.AskAsync("cancel", $"orders={23502 + random.Next(i + 1)}");
            panel.Pass(minutes: random.Next(5));

            var balance = (decimal)(await panel.AskAsync("balance"))["balance"]!;
            var state = await panel.StateAsync();
            Assert.Equal(100m - state["orders"]!.Sum(Spent), balance);
            Assert.Equal(balance, (decimal)state["balance"]!);
            Assert.True(balance >= 0);
        }

        var orders = (await panel.StateAsync())["orders"]!;
        Assert.Contains(orders, order => (string?)order["status"] == "Partial");
        Assert.Contains(orders, order => (string?)order["status"] == "Canceled");
        Assert.Contains(orders, order => (string?)order["type"] == "Subscriptions" && (long)order["count"]! > 0);
    }

    [Fact]
    public async Task A_refund_is_in_the_balance_once_the_order_ended_whoever_asks_first()
    {
        using var panel = new RunningSandbox();
        for (var i = 0; i < 25; i++)
            await panel.OrderLikesAsync(1000);
        Assert.Equal(977.5m, panel.Sandbox.Balance);

        panel.Pass(minutes: 9.9);
        Assert.Equal(977.5m, panel.Sandbox.Balance);
        panel.Pass(minutes: 0.1);
        Assert.Equal(977.5m + 2 * 0.18m + 0.9m, panel.Sandbox.Balance);
        panel.Pass(minutes: 10);
        Assert.Equal(977.5m + 2 * 0.18m + 0.9m, panel.Sandbox.Balance);
    }

    [Fact]
    public async Task A_refund_pays_for_the_next_order()
    {
        using var panel = new RunningSandbox(RunningSandbox.Options(balance: 0.9m));
        var order = await panel.OrderLikesAsync(1000);
        await panel.AskAsync("cancel", $"orders={order}");
        panel.Pass(minutes: 1);

        await panel.OrderLikesAsync(1000);
        Assert.Equal(2, panel.Sandbox.OrderCount);
    }

    [Fact]
    public async Task The_balance_is_a_string_of_every_digit()
    {
        using var panel = new RunningSandbox(RunningSandbox.Options(balance: 0.00000012345m));

        var answer = (JObject)await panel.AskAsync("balance");

        Assert.Equal("""{"balance":"0.00000012345","currency":"USD"}""", answer.ToString(Newtonsoft.Json.Formatting.None));
    }

    private static decimal Spent(JToken order) => (decimal)order["charge"]! - (decimal)order["refunded"]!;
}
