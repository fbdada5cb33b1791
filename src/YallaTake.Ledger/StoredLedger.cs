using YallaTake.Client.Resilience;
using YallaTake.Client.Values;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger;

/// <summary>The ledger of one account in a store. Nothing is opened before the first use.</summary>
/// <param name="store">Where the rows are.</param>
/// <param name="key">By what the account is known.</param>
/// <param name="journal">Keeps outcomes while the store is gone.</param>
/// <param name="panel">The name that orders carry as their panel.</param>
/// <param name="holder">Who claims: this process.</param>
/// <param name="time">The time that is written down.</param>
/// <param name="chance">Where the marks of claims come from.</param>
internal sealed partial class StoredLedger(
    ILedgerStore store,
    AccountKey key,
    OutcomeJournal journal,
    string? panel,
    LedgerHolder holder,
    TimeProvider time,
    Chance chance) : OrderLedger
{
    private const int PageSize = 500;

    private readonly LedgerBoundary _boundary = new(store);
    private readonly OrderStatements _placing = new(store.Dialect);
    private readonly LimitStatements _limits = new(store.Dialect);
    private readonly OutcomeStatements _outcomes = new(store.Dialect);
    private readonly OrderQueries _orders = new(store.Dialect);
    private readonly StatusStatements _statuses = new(store.Dialect);
    private readonly FollowingStatements _following = new(store.Dialect);
    private readonly BalanceStatements _balances = new(store.Dialect);
    private readonly AccountStatements _accounts = new(store.Dialect);
    private volatile Opened? _opened;
    private volatile BalanceReading? _written;
    private string? _id;
    private volatile bool _hasTargets;
    private int _caughtUp;

    public override string Address => store.Address;

    public override bool IsLocal => !store.Dialect.IsShared;

    public override int Kept => _id is { } id ? journal.Waiting(id) : 0;

    private DateTimeOffset Now => time.GetUtcNow();

    public override Task<LedgerIdentity> OpenAsync(CancellationToken cancellationToken) =>
        RunAsync(opened => Task.FromResult(opened.Identity), cancellationToken);

    public override Task<LedgerAccount> GetAccountAsync(CancellationToken cancellationToken) =>
        RunAsync(opened => Task.FromResult(opened.Account), cancellationToken);

    public override async Task<decimal> GetSpentAsync(TimeSpan window, CancellationToken cancellationToken) => Money.FromUnits(
        await ReadAsync(
            async opened => await store.FirstAsync(
                _limits.Spent(opened.Account, window, Now), row => row.Number("spent"), cancellationToken).ConfigureAwait(false) ?? 0,
            cancellationToken).ConfigureAwait(false));

    public override Task<Order?> GetAsync(string reference, CancellationToken cancellationToken) =>
        ReadAsync(opened => GetAsync(opened.Account, reference, cancellationToken), cancellationToken);

    public override Task RecordAsync(BalanceReading reading, CancellationToken cancellationToken) =>
        ChangeAsync(account => [_balances.Record(account, reading)], 1, cancellationToken);

    public override async Task<IReadOnlyList<BalanceReading>> GetBalancesAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        await ReadAsync(
            opened => store.ReadAsync(_balances.Since(opened.Account, since), BalanceStatements.Reading, cancellationToken)!,
            cancellationToken).ConfigureAwait(false) ?? [];

    public override Task RecordOtherAsync(PanelId orderId) => ChangeAsync(account => _balances.RecordOther(account, orderId));

    public override Task<PanelId?> GetOtherAsync(CancellationToken cancellationToken) => ReadAsync(
        async opened =>
            await store.FirstAsync(_balances.Other(opened.Account), row => row.Text("other_order"), cancellationToken).ConfigureAwait(false)
                is { } id
                    ? PanelId.Of(id)
                    : null,
        cancellationToken);

    public override Task RecordTestedFieldAsync(string? field, CancellationToken cancellationToken) =>
        ChangeAsync(account => [_accounts.RecordTestedField(account, field)], 1, cancellationToken);

    public override Task RecordAsync(IReadOnlyList<OrderStatus> statuses) =>
        ChangeAsync(account => _statuses.Record(account, statuses, Now), statuses.Count);

    public override Task<IReadOnlyList<OrderChange>> GetChangesAsync(
        IReadOnlyList<Order> orders, CancellationToken cancellationToken)
    {
        var byEntry = orders.ToDictionary(order => order.Entry);
        return RunAsync(
            _ => store.ReadAsync(
                _statuses.Changes(byEntry.Keys),
                row => StatusStatements.Change(row, byEntry[row.Number("entry")!.Value]),
                cancellationToken),
            cancellationToken);
    }

    public override Task RecordAsync(IReadOnlyList<Refill> refills) =>
        RecordAsync(refills, refill => refill.OrderId, (account, refill) => _following.Record(account, refill, Now));

    public override Task RecordAsync(IReadOnlyList<RefillStatus> statuses) =>
        RecordAsync(statuses, status => status.RefillId, (account, status) => _following.Record(account, status, Now));

    public override Task RecordAsync(IReadOnlyList<Cancellation> cancellations) =>
        RecordAsync(
            cancellations, cancellation => cancellation.OrderId, (account, cancellation) => _following.Record(account, cancellation, Now));

    public override Task DescribeAsync(IReadOnlyList<IAboutOrder> answers) => answers.Count == 0 || !store.Exists
        ? Task.CompletedTask
        : RunAsync(
            async opened =>
            {
                var known = await store.ReadAsync(
                    _orders.Contexts(opened.Account, answers.Select(answer => answer.OrderId)),
                    row => (OrderId: row.Id("order_id")!, Context: OrderQueries.Context(row)),
                    CancellationToken.None).ConfigureAwait(false);
                var contexts = known.ToLookup(order => order.OrderId, order => order.Context);
                foreach (var answer in answers)
                    answer.Context = contexts[answer.OrderId].FirstOrDefault();
                return 0;
            },
            CancellationToken.None);

    protected override void Dispose(bool disposing)
    {
        _boundary.Close();
        store.Dispose();
        base.Dispose(disposing);
    }

    private Task<Order?> GetAsync(LedgerAccount account, string reference, CancellationToken cancellationToken) =>
        store.FirstAsync(_orders.Get(account, reference, Now), ToOrder, cancellationToken);

    // In order, so that no two hosts deadlock.
    private Task RecordAsync<T>(IReadOnlyList<T> items, Func<T, object> id, Func<LedgerAccount, T, Statement> statement) =>
        ChangeAsync(account => [.. items.OrderBy(item => PanelId.Of(id(item))).Select(item => statement(account, item))], items.Count);

    private Task ChangeAsync(Func<LedgerAccount, Statement> statement) => ChangeAsync(account => [statement(account)], 1);

    // A ledger is not made for what it does not know.
    private Task ChangeAsync(
        Func<LedgerAccount, IReadOnlyList<Statement>> statements, int count, CancellationToken cancellationToken = default) =>
        count == 0 || !store.Exists
            ? Task.CompletedTask
            : RunAsync(opened => store.WriteAsync(statements(opened.Account), _ => 0, cancellationToken), cancellationToken);

    private Task<Order?> WriteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken) =>
        store.WriteFirstAsync(statements, ToOrder, cancellationToken);

    private Order ToOrder(Row row) => ToOrder(row, panel);

    private Order ToOrder(Row row, string? of) => OrderRow.Read(row, of, store.Dialect.IsShared ? null : holder);

    private Task<T?> ReadAsync<T>(Func<Opened, Task<T?>> read, CancellationToken cancellationToken, Func<T?>? absent = null) =>
        store.Exists
            ? RunAsync(read, cancellationToken)
            : _boundary.RunAsync(() => Task.FromResult(absent is null ? default : absent()), cancellationToken);

    // What is kept on this computer comes first: it may be about the very order in question.
    private Task<T> RunAsync<T>(Func<Opened, Task<T>> work, CancellationToken cancellationToken) => _boundary.RunAsync(
        async () =>
        {
            try
            {
                var opened = await OpenedAsync(cancellationToken).ConfigureAwait(false);
                var settled = await journal.SettleAsync(
                    opened.Identity.Id, entry => SettleKeptAsync(opened.Account, entry, cancellationToken)).ConfigureAwait(false);
                Interlocked.Add(ref _caughtUp, settled);
                return await work(opened).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not YallaTakeException)
            {
                // By the next time another ledger may be in its place.
                _opened = null;
                throw;
            }
        },
        cancellationToken);

    // Orders at the same time may each open it: none of them waits for what another one gives up.
    private async Task<Opened> OpenedAsync(CancellationToken cancellationToken) =>
        _opened ??= await OpenStoreAsync(cancellationToken).ConfigureAwait(false);

    private async Task<Opened> OpenStoreAsync(CancellationToken cancellationToken)
    {
        var identity = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (_id is { } id && id != identity.Id)
            throw new InvalidDataException("another ledger was put in its place. Put it back, or connect again");

        var (account, registration) = await _accounts.FindAsync(
            store, key, identity, cancellationToken).ConfigureAwait(false);
        _id = identity.Id;
        if (store.Dialect.IsShared)
            journal.Forget(identity.Id, Now);
        return new Opened(identity, account, registration);
    }

    // An account that the ledger does not know yet is written down with its first order: a read writes nothing.
    private sealed record Opened(LedgerIdentity Identity, LedgerAccount Account, IReadOnlyList<Statement> Registration);
}
