using System.Runtime.CompilerServices;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Ledger.Catalogues;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Figures;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger;

/// <summary>
/// A ledger that remembers nothing: orders are placed as with any other, and afterwards it is not known what was ordered.
/// </summary>
/// <param name="panel">The name that orders carry as their panel.</param>
/// <param name="time">The time that orders carry.</param>
internal sealed class NoLedger(string panel, TimeProvider time) : OrderLedger
{
    public override Task<LedgerIdentity> OpenAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new LedgerIdentity([]));

    public override Task<LedgerAccount> GetAccountAsync(CancellationToken cancellationToken) => throw Missing();

    public override Task<OrderClaim> ClaimAsync(OrderIntent intent, CancellationToken cancellationToken) =>
        intent is { NoDuplicateWithin: null, NoOverlap: false }
            ? Task.FromResult(new OrderClaim(intent.Reference, string.Empty, 1))
            : throw Missing();

    public override Task<bool> RenewAsync(OrderClaim claim, TimeSpan lease, CancellationToken cancellationToken) => Task.FromResult(true);

    public override Task<(Order Order, YallaTakeException? NotRecorded)> SettleAsync(
        OrderClaim claim, OrderIntent intent, OrderOutcome outcome)
    {
        var now = time.GetUtcNow();
        return Task.FromResult<(Order, YallaTakeException?)>(
            (intent.With(string.Empty, claim.Mark, outcome, now).ToOrder(panel, now, isRemembered: false), null));
    }

    // Nothing speaks for this being the first attempt.
    public override Task<bool> HasDoubtAsync(OrderIntent intent, CancellationToken cancellationToken) => Task.FromResult(true);

    public override Task<Order?> RecallAsync(
        string reference, OrderRequest request, IdempotencyField? field, bool isLedgerWide, CancellationToken cancellationToken) =>
        throw Missing();

    public override Task WidenAsync(string reference, CancellationToken cancellationToken) => throw Missing();

    public override Task<YallaTakeException?> PreviewAsync(
        OrderIntent intent, decimal alreadyCounted, CancellationToken cancellationToken) =>
        Task.FromResult(intent is { NoDuplicateWithin: null, NoOverlap: false } ? null : Missing());

    public override Task<decimal> GetSpentAsync(TimeSpan window, CancellationToken cancellationToken) => throw Missing();

    public override Task<Order?> GetAsync(string reference, CancellationToken cancellationToken) => throw Missing();

    public override async IAsyncEnumerable<Order> FindAsync(
        OrderFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.FromException(Missing()).ConfigureAwait(false);
        yield break;
    }

    public override Task<Order> ResolveAsync(string reference, Settlement settlement, CancellationToken cancellationToken) =>
        throw Missing();

    public override Task RecordAsync(BalanceReading reading, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task<IReadOnlyList<BalanceReading>> GetBalancesAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        throw Missing();

    public override Task<LedgerFigures> GetFiguresAsync(
        DateTimeOffset? after, DateTimeOffset? before, CancellationToken cancellationToken) => throw Missing();

    public override Task RecordOtherAsync(PanelId orderId) => Task.CompletedTask;

    public override Task<PanelId?> GetOtherAsync(CancellationToken cancellationToken) => throw Missing();

    public override Task RecordTestedFieldAsync(string? field, CancellationToken cancellationToken) => throw Missing();

    public override Task RecordAsync(IReadOnlyList<OrderStatus> statuses) => Task.CompletedTask;

    public override Task<IReadOnlyList<OrderChange>> GetChangesAsync(
        IReadOnlyList<Order> orders, CancellationToken cancellationToken) => throw Missing();

    public override Task<IReadOnlyList<ServiceRecord>> MeasureServicesAsync(
        OrderFilter filter, CancellationToken cancellationToken) => throw Missing();

    public override Task RecordAsync(IReadOnlyList<Refill> refills) => Task.CompletedTask;

    public override Task RecordAsync(IReadOnlyList<RefillStatus> statuses) => Task.CompletedTask;

    public override Task RecordAsync(IReadOnlyList<Cancellation> cancellations) => Task.CompletedTask;

    public override Task<KnownCatalogue?> GetCatalogueAsync(CancellationToken cancellationToken) => Task.FromResult<KnownCatalogue?>(null);

    public override Task<bool> RecordAsync(CatalogueLook look, CancellationToken cancellationToken) => throw Missing();

    public override Task<IReadOnlyList<Service>> GetServicesAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        throw Missing();

    public override Task<IReadOnlyList<ServiceVersion>> GetVersionsAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        throw Missing();

    public override Task<DateTimeOffset?> GetReadToAsync(string reader, CancellationToken cancellationToken) => throw Missing();

    public override Task<IReadOnlyList<string>> GetReadersAsync(CancellationToken cancellationToken) => throw Missing();

    public override Task RecordReaderAsync(string reader, DateTimeOffset readTo) => throw Missing();

    private YallaTakeException Missing() =>
        new(ErrorId.LedgerUnavailable, $"The connection to {panel} keeps no ledger. Nothing was sent. Connect without -NoLedger.");
}
