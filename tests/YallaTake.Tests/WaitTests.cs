namespace YallaTake;

[Trait("Speed", "Slow")]
public sealed class WaitTests
{
    private const string Fast = "-Catalogue $Catalogue -TimeScale 1000";

    [Fact]
    public void Each_order_comes_out_once_it_is_final()
    {
        using var engine = Engine.Connected(Fast);
        engine.Run("$orders = 1..12 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 100 }").ThrowIfFailed();

        var outcome = engine.Run("$done = $orders | Wait-YtOrder -PollingInterval 1; $done").ThrowIfFailed();

        Assert.Equal(12, outcome.Output.Count);
        Assert.All(outcome.Output, status => Assert.True((bool)status.Properties["IsFinal"].Value));
        Assert.Equal(
            engine.Values("$orders.OrderId").Order(),
            engine.Values("$done.OrderId").Order());
        Assert.Equal(["Partial"], engine.Values("$done | Where-Object OrderId -eq 23510 | ForEach-Object Status"));
    }

    [Fact]
    public void Hundreds_of_orders_are_asked_for_in_batches()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000");
        engine.Run("1..250 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 10 } | Out-Null").ThrowIfFailed();

        Assert.Equal(250, engine.Value("@(Get-YtOrder -Open | Wait-YtOrder).Count"));
        Assert.Equal(3, engine.State().Requests("status"));
        Assert.Empty(engine.Values("Get-YtOrder -Open"));
    }

    [Fact]
    public void What_is_not_final_in_time_is_an_error_each()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 0.001");
        engine.Run("$open = 1..2 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 100 }").ThrowIfFailed();

        var outcome = engine.Run("$open | Wait-YtOrder -TimeoutSec 1");

        Assert.Null(outcome.Terminating);
        Assert.Equal([23501L, 23502L], outcome.Errors.Select(error => error.TargetObject));
        Assert.All(outcome.Errors, error => Assert.StartsWith("WaitTimedOut,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void The_time_to_wait_is_one_for_requests_and_retries_too(int retries)
    {
        using var engine = new Engine();
        using var panel = new CannedServer(retries == 0 ? CannedAnswer.Never : CannedAnswer.Of("busy", 503, "Retry-After: 200\r\n"));
        engine.Run(
            $"Connect-YtPanel -ApiKey any-key -Uri {panel.Uri} -SkipVerification -NoLedger -MaximumRetryCount {retries} -TimeoutSec "
            + "3600").ThrowIfFailed();

        var outcome = engine.Run("1..150 | Wait-YtOrder -TimeoutSec 3");

        Assert.Null(outcome.Terminating);
        Assert.Equal(150, outcome.Errors.Count);
        Assert.All(outcome.Errors, error => Assert.StartsWith("WaitTimedOut,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public void An_order_that_the_panel_does_not_know_is_an_error_and_not_waited_for()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000");

        var outcome = engine.Run("7, (New-YtOrder 1 https://example.com/p/1 100).OrderId | Wait-YtOrder -PollingInterval 1");

        Assert.Equal(7L, outcome.Error("OrderNotFound").TargetObject);
        Assert.Single(outcome.Output);
    }

    [Fact]
    public void A_panel_that_stumbles_is_asked_again()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000 -Fault status:Http500=0.5 -Seed 3");
        engine.Run("$orders = 1..5 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 100 }").ThrowIfFailed();

        Assert.Equal(5, engine.Run("$orders | Wait-YtOrder -PollingInterval 1 -ThrottleLimit 1").ThrowIfFailed().Output.Count);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_waiting_at_once()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 0.001");
        var api = (Uri)engine.Value("$order = New-YtOrder 1 https://example.com/p/1 100; $sandbox.Uri")!;

        var waiting = Task.Run(() => engine.Run("$order | Wait-YtOrder -PollingInterval 3600"), TestContext.Current.CancellationToken);
        await SandboxState.WaitForAsync(api, "status");
        engine.Stop();

        Assert.True((await waiting).WasStopped);
    }
}
