using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace YallaTake;

/// <summary>Ctrl+C in a program that waits.</summary>
public sealed class InterruptTests
{
    // The ledger is patient for a minute; a program that ends sooner did not wait for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_program_that_waits_for_a_locked_ledger_ends_at_once_and_sends_nothing()
    {
        using var market = new Market();
        using (var first = market.Place("before", 1))
            await first.EndAsync();
        using var other = new SqliteConnection($"Data Source={market.LedgerFiles[0]};Pooling=False");
        other.Open();
        using var transaction = other.BeginTransaction(deferred: false);
        var asked = (await SandboxState.ReadAsync(new Uri(market.Uri))).Requests("balance");

        // Its balance is asked for right before the order is written down.
        using var run = market.Place("locked", 3);
        await SandboxState.WaitForAsync(new Uri(market.Uri), "balance", asked + 1);
        var watch = Stopwatch.StartNew();

        // As a person does: a Ctrl+C that comes between two commands of the script is pressed again.
        var leaving = run.LeaveAsync();
        do
            run.Interrupt();
        while (await Task.WhenAny(leaving, Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)) != leaving);
        var (_, output, _) = await leaving;

        Assert.True(watch.Elapsed < Patience, $"It took {watch.Elapsed}.");
        Assert.DoesNotContain("placed", output, StringComparison.Ordinal);
        Assert.Equal("before-1", Assert.Single(await market.SoldAsync()).Key);
    }
}
