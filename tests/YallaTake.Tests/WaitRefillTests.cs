using Microsoft.Extensions.Time.Testing;

namespace YallaTake;

public sealed class WaitRefillTests
{
    private const string Refilled =
        "$orders = 1..3 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 100 }; "
        + "$null = $orders | Wait-YtOrder -PollingInterval 1; $refills = $orders | Invoke-YtRefill";

    [Fact]
    public void Each_refill_comes_out_once_it_is_final()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000");
        engine.Run($"{Refilled}; $done = $refills | Wait-YtRefill -PollingInterval 1").ThrowIfFailed();

        Assert.Equal(engine.Values("$refills.RefillId").Order(), engine.Values("$done.RefillId").Order());
        Assert.Equal([true, true, true], engine.Values("$done.IsFinal"));
        Assert.Equal(engine.Values("$refills.RefillId"), engine.Values("Get-YtOrder | Wait-YtRefill | Sort-Object RefillId | % RefillId"));
    }

    [Fact]
    public async Task What_is_not_final_in_time_is_an_error_each_and_one_that_the_panel_does_not_know_is_not_waited_for()
    {
        using var panel = new CannedServer(CannedAnswer.Of(
            """[{"refill":5,"status":"Pending"},{"refill":6,"status":{"error":"Refill not found"}},{"refill":7,"status":"Completed"}]"""));
        using var engine = new Engine();
        var time = new FakeTimeProvider();
        engine.GoBy(time);
        engine.Run($"Connect-YtPanel -ApiKey any-key -Uri {panel.Uri} -SkipVerification -NoLedger -TimeoutSec 3600").ThrowIfFailed();

        // The second request shows that the first look is over.
        var waiting = Task.Run(() => engine.Run("5, 6, 7 | Wait-YtRefill -TimeoutSec 1000"));
        while (panel.Requests.Length < 2 && !waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        time.Advance(TimeSpan.FromSeconds(1000));
        var outcome = await waiting;

        Assert.Equal([7L], outcome.Output.Select(status => status.Properties["RefillId"].Value));
        Assert.Equal(["RefillNotFound", "WaitTimedOut"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal([6L, 5L], outcome.Errors.Select(error => error.TargetObject));
        Assert.Contains("The refill was still Pending after 1000 s.", outcome.Errors[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_without_refills_is_not_waited_for()
    {
        using var engine = Engine.Connected();
        engine.Run("$null = New-YtOrder 1 https://example.com/p/1 100").ThrowIfFailed();

        Assert.Empty(engine.Run("Get-YtOrder | Wait-YtRefill").ThrowIfFailed().Output);
        Assert.Equal(0, engine.State().Requests("refill_status"));
    }
}
