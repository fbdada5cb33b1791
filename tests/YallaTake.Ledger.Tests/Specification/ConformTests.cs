using CsCheck;
using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>A real ledger, driven along every transition of the model and compared with it after each.</summary>
public abstract class ConformTests(ITestOutputHelper output) : IDisposable
{
    // Most of the time they wait for a commit, and those are grouped.
    private const int Threads = 8;

    private readonly TemporaryFolder _folder = new();

    private protected string Folder => _folder.Path;

    /// <summary>The time that the store goes by.</summary>
    private protected AsyncLocal<StandingTime?> Clock { get; } = new();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _folder.Dispose();

    private protected async Task ConformAsync(ILedgerStore store, bool isLimited, PanelField field = PanelField.None)
    {
        var ledger = new RealLedger(store, await store.OpenAsync(TestContext.Current.CancellationToken), Folder, isLimited, Clock);

        var spec = OrderSpec.Of(store.Dialect.IsShared, isLimited, field).WithRules().WithFieldRules();
        var report = (field == PanelField.None ? spec : spec.OfRepeats()).ConformExhaustive(
            () => new RealOrders(ledger),
            (orders, step) => orders.ApplyAsync(step).GetAwaiter().GetResult(),
            output.WriteLine,
            threads: Threads,
            clone: orders => orders.CopyAsync().GetAwaiter().GetResult());

        Assert.True(report.Closed);
        Assert.Equal((report.States, report.Transitions), (report.ConformedStates, report.ConformedTransitions));
    }

    private protected async Task ConformWithFallbacksAsync(ILedgerStore store)
    {
        var identity = await store.OpenAsync(TestContext.Current.CancellationToken);
        var ledger = new RealLedger(store, identity, Folder, isLimited: false, Clock);

        var report = FallbackSpec.Of(store.Dialect.IsShared).WithRules().ConformExhaustive(
            () => new RealFallbacks(ledger),
            (orders, step) => orders.ApplyAsync(step).GetAwaiter().GetResult(),
            output.WriteLine,
            threads: Threads);

        Assert.True(report.Closed);
        Assert.Equal((report.States, report.Transitions), (report.ConformedStates, report.ConformedTransitions));
    }

    private protected async Task ConformSpendingAsync(ILedgerStore store)
    {
        var identity = await store.OpenAsync(TestContext.Current.CancellationToken);
        var ledger = new RealLedger(store, identity, Folder, isLimited: false, Clock);

        var report = SpendingSpec.Of(isEarlier: false).WithRules().ConformExhaustive(
            () => new RealSpending(ledger),
            (spending, step) => spending.ApplyAsync(step).GetAwaiter().GetResult(),
            output.WriteLine,
            threads: Threads);

        Assert.True(report.Closed);
        Assert.Equal((report.States, report.Transitions), (report.ConformedStates, report.ConformedTransitions));
    }
}
