using YallaTake.Sandboxing.Panel;

namespace YallaTake;

/// <summary>Orders that a client does not expect: those of other customers, those accepted late, and those that cost nothing.</summary>
public sealed class OtherOrdersTests
{
    [Fact]
    public async Task Orders_of_others_take_the_ids_between_ours()
    {
        using var panel = new RunningSandbox(Shared(perMinute: 3));
        var first = await panel.OrderLikesAsync();
        panel.Pass(minutes: 10);

        var second = await panel.OrderLikesAsync();

        Assert.Equal((23501, 23501 + 30 + 1), (first, second));
        Assert.Equal(30, (long)(await panel.StateAsync())["ordersOfOthers"]!);
        Assert.Equal(2, panel.Sandbox.OrderCount);
    }

    [Fact]
    public async Task Without_others_ids_follow_one_another()
    {
        using var panel = new RunningSandbox();
        await panel.OrderLikesAsync();
        panel.Pass(minutes: 1000);

        Assert.Equal(23502, await panel.OrderLikesAsync());
        Assert.Equal(0, (long)(await panel.StateAsync())["ordersOfOthers"]!);
    }

    [Fact]
    public async Task The_panel_answers_for_an_order_of_others_as_for_none()
    {
        using var panel = new RunningSandbox(Shared(perMinute: 1));
        panel.Pass(minutes: 10);
        var ours = await panel.OrderLikesAsync();
        var (others, none) = (ours - 1, ours + 1000);

        foreach (var action in new[] { "status", "refill" })
        {
            Assert.Equal("Incorrect order ID", await panel.ErrorAsync(action, $"order={others}"));
            Assert.Equal("Incorrect order ID", await panel.ErrorAsync(action, $"order={none}"));
        }

        foreach (var action in new[] { "refill", "cancel" })
        {
            var answers = await panel.AskAsync(action, $"orders={others},{none}");
            Assert.All(answers, answer => Assert.Equal("Incorrect order ID", (string?)answer[action]!["error"]));
        }

        var statuses = await panel.AskAsync("status", $"orders={others},{ours}");
        Assert.Equal("Incorrect order ID", (string?)statuses[$"{others}"]!["error"]);
        Assert.Equal("Pending", (string?)statuses[$"{ours}"]!["status"]);
    }

    [Fact]
    public async Task The_rate_is_of_the_scaled_time()
    {
        using var panel = new RunningSandbox(Shared(perMinute: 0.5, timeScale: 60));
        panel.Pass(minutes: 1);

        Assert.Equal(23501 + 30, await panel.OrderLikesAsync());
    }

    [Fact]
    public async Task When_others_order_depends_on_the_seed_and_not_on_who_looks()
    {
        var looked = await IdsAsync(seed: 4, look: true);

        Assert.Equal(looked, await IdsAsync(seed: 4, look: false));
        Assert.NotEqual(looked, await IdsAsync(seed: 5, look: false));
        Assert.Equal(looked.Order(), looked);

        static async Task<long[]> IdsAsync(int seed, bool look)
        {
            using var panel = new RunningSandbox(Shared(perMinute: 1, seed: seed));
            var ids = new List<long>();
            for (var i = 0; i < 40; i++)
            {
                panel.Pass(minutes: 0.3);
                if (look)
                    await panel.StateAsync();
                ids.Add(await panel.OrderLikesAsync(100));
            }

            return [.. ids];
        }
    }

    [Fact]
    public async Task Orders_that_a_subscription_placed_unseen_have_ids_of_their_time()
    {
        using var panel = new RunningSandbox(Shared(perMinute: 1));
        await panel.OrderAsync(RunningSandbox.Subscription, "username=someone", "min=100", "max=100", "posts=3", "delay=0");
        panel.Pass(minutes: 1000);
        var last = await panel.OrderLikesAsync();

        var ids = (await panel.StateAsync())["orders"]!.Select(order => (long)order["order"]!).ToArray();

        Assert.Equal([23501, 23501 + 30 + 1, 23501 + 60 + 2, 23501 + 90 + 3, 23501 + 1000 + 4], ids);
        Assert.Equal(last, ids[^1]);
    }

    [Fact]
    public async Task An_order_accepted_late_has_an_id_above_those_placed_meanwhile()
    {
        using var panel = new RunningSandbox(RunningSandbox.Options(faults: "add:DropLate"));
        await Assert.ThrowsAsync<HttpRequestException>(() => panel.OrderLikesAsync());

        panel.Pass(minutes: 4.9);
        Assert.Equal((0, 1000m), (panel.Sandbox.OrderCount, panel.Sandbox.Balance));
        panel.Pass(minutes: 5);
        Assert.Equal((1, 999.1m), (panel.Sandbox.OrderCount, panel.Sandbox.Balance));
        Assert.Equal("In progress", await panel.StatusAsync(23501));
    }

    [Fact]
    public async Task An_order_accepted_late_is_charged_at_its_time_or_not_at_all()
    {
        using var panel = new RunningSandbox(RunningSandbox.Options(balance: 1m, faults: "add:DropLate"));
        for (var i = 0; i < 2; i++)
            await Assert.ThrowsAsync<HttpRequestException>(() => panel.OrderLikesAsync());
        panel.Pass(minutes: 60);

        Assert.Equal((1, 0.1m), (panel.Sandbox.OrderCount, panel.Sandbox.Balance));
    }

    [Fact]
    public async Task Others_order_while_an_order_waits_to_be_accepted()
    {
        using var panel = new RunningSandbox(Shared(perMinute: 1, faults: "add:DropLate"));
        await Assert.ThrowsAsync<HttpRequestException>(() => panel.OrderLikesAsync());
        panel.Pass(minutes: 60);

        var order = Assert.Single((await panel.StateAsync())["orders"]!);

        Assert.Equal(23501 + 5, (long)order["order"]!);
        Assert.Equal("2026-03-01T12:05:00.0000000+00:00", (string?)order["created"]);
    }

    [Fact]
    public async Task A_request_with_a_wrong_key_is_not_acted_on_late_either()
    {
        using var panel = new RunningSandbox(RunningSandbox.Options(faults: "DropLate"));
        await Assert.ThrowsAsync<HttpRequestException>(() => panel.Http.PostAsync(
            panel.Sandbox.Uri,
            RunningSandbox.Form("key=wrong", "action=add", "service=1", "link=https://example.com/p/1", "quantity=1000"),
            TestContext.Current.CancellationToken));
        panel.Pass(minutes: 60);

        Assert.Equal(0, panel.Sandbox.OrderCount);
        Assert.Equal(1, (long)(await panel.StateAsync())["refusedKeys"]!);
    }

    [Fact]
    public async Task A_free_service_charges_nothing_even_of_an_empty_account()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            path,
            """[{"service":7,"type":"Default","rate":"0","min":"10","max":"100","cancel":true}]""",
            TestContext.Current.CancellationToken);
        using var panel = new RunningSandbox(new SandboxOptions { Catalogue = path, Balance = 0 });
        File.Delete(path);

        var order = await panel.OrderAsync(7, "link=https://example.com/p/1", "quantity=100");

        Assert.Equal("0", (string?)(await panel.AskAsync("status", $"order={order}"))["charge"]);
        await panel.AskAsync("cancel", $"orders={order}");
        panel.Pass(minutes: 1);
        Assert.Equal("Canceled", await panel.StatusAsync(order));
        Assert.Equal(0, panel.Sandbox.Balance);
    }

    private static SandboxOptions Shared(double perMinute, double timeScale = 1, int seed = 0, params string[] faults) => new()
    {
        Catalogue = RunningSandbox.CataloguePath,
        OtherCustomers = perMinute,
        TimeScale = timeScale,
        Seed = seed,
        Faults = RunningSandbox.Options(faults: faults).Faults,
    };
}
