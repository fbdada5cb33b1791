using Newtonsoft.Json;
using YallaTake.Sandboxing.Faults;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

public sealed class SandboxTests
{
    [Fact]
    public void A_sandbox_tells_where_it_is()
    {
        using var sandbox = Sandbox.Start(new SandboxOptions { TimeScale = 60, Balance = 5m, Currency = "EGP" });

        Assert.True(sandbox.IsRunning);
        Assert.Equal(new Uri($"http://127.0.0.1:{sandbox.Port}/api/v2"), sandbox.Uri);
        Assert.Equal(sandbox.Uri.ToString(), sandbox.ToString());
        Assert.Equal((60, 5m, "EGP", "sandbox-key"), (sandbox.TimeScale, sandbox.Balance, sandbox.Currency, sandbox.ApiKey));
        Assert.InRange(sandbox.StartedAt, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_stopped_sandbox_answers_no_more_but_still_knows_what_happened()
    {
        using var panel = new RunningSandbox();
        await panel.OrderLikesAsync();

        panel.Sandbox.Dispose();
        panel.Sandbox.Dispose();

        await panel.Sandbox.WhenStopped();
        Assert.False(panel.Sandbox.IsRunning);
        await Assert.ThrowsAsync<HttpRequestException>(() => panel.OrderLikesAsync());
        Assert.Equal((1, 1L, 999.1m), (panel.Sandbox.OrderCount, panel.Sandbox.RequestCount, panel.Sandbox.Balance));
    }

    [Fact]
    public void A_port_can_be_used_again_after_a_stop_and_not_before()
    {
        using var first = Sandbox.Start(new SandboxOptions());
        var options = new SandboxOptions { Port = first.Port };

        var error = Assert.Throws<InvalidOperationException>(() => Sandbox.Start(options));
        Assert.StartsWith($"The sandbox cannot listen on port {first.Port}", error.Message);
        first.Dispose();
        using var second = Sandbox.Start(options);
        Assert.Equal(first.Port, second.Port);
    }

    [Fact]
    public void An_invalid_option_is_named()
    {
        Named(new() { Port = 70_000 }, "port");
        Named(new() { ApiKey = "" }, "API key");
        Named(new() { Catalogue = "a", ServiceCount = 1 }, "not both");
        Named(new() { ServiceCount = 0 }, "service count");
        Named(new() { TimeScale = -1 }, "time scale");
        Named(new() { TimeScale = double.NaN }, "time scale");
        Named(new() { Latency = TimeSpan.FromSeconds(-1) }, "latency");
        Named(new() { RateLimit = -1 }, "rate limit");
        Named(new() { Balance = -1 }, "balance");
        Named(new() { Currency = "" }, "currency");
        Named(new() { PriceChanges = 10_001 }, "price changes");
        Named(new() { OtherCustomers = -1 }, "other customers");
        Named(new() { OtherCustomers = double.NaN }, "other customers");
        Named(new() { Faults = [new SandboxFault("ad:Hang")] }, "'ad:Hang' names no action");

        static void Named(SandboxOptions options, string word) =>
            Assert.Contains(word, Assert.Throws<ArgumentException>(() => Sandbox.Start(options)).Message);
    }

    [Fact]
    public async Task The_state_tells_what_truly_happened_and_never_the_key()
    {
        using var panel = new RunningSandbox(new SandboxOptions { ApiKey = "s3cret-key", Catalogue = RunningSandbox.CataloguePath });
        var order = await panel.OrderAsync(RunningSandbox.Likes, "link=@someone", "quantity=100", "note=mine");
        panel.Pass(minutes: 10);
        await panel.AskAsync("refill", $"order={order}");
        await panel.AskAsync("s3cret-key");
        await panel.Http.PostAsync(
            panel.Sandbox.Uri, RunningSandbox.Form("key=wrong", "action=balance"), TestContext.Current.CancellationToken);

        var state = await panel.StateAsync();

        Assert.DoesNotContain("s3cret-key", state.ToString());
        Assert.Equal("""{"add":1,"balance":1,"refill":1,"unknown":1}""", state["requests"]!.ToString(Formatting.None));
        Assert.Equal(1, (int)state["refusedKeys"]!);
        Assert.Equal("999.91", (string?)state["balance"]);
        Assert.Equal("USD", (string?)state["currency"]);
        Assert.Equal("""{"refill":1,"order":23501,"status":"Pending"}""", state["refills"]![0]!.ToString(Formatting.None));
        Assert.Equal(
            """{"order":23501,"service":1,"type":"Default","link":"@someone","""
            + "\"fields\":{\"service\":\"1\",\"link\":\"@someone\",\"quantity\":\"100\",\"note\":\"mine\"}"
            + ""","count":100,"charge":"0.09","refunded":"0","status":"Completed","remains":0,"start_count":4419"""
            + ""","created":"2026-03-01T12:00:00.0000000+00:00"}""",
            state["orders"]![0]!.ToString(Formatting.None));
    }
}
