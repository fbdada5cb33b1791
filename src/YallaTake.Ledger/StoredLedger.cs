using System.Runtime.CompilerServices;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
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
    // Between a refusal and asking why, others may have changed everything; not for ever.
    private const int MostAttempts = 10;

    private const int PageSize = 500;

    private readonly LedgerBoundary _boundary = new(store);
    private readonly OrderStatements _placing = new(store.Dialect);
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

    public override async Task<OrderClaim> ClaimAsync(OrderIntent intent, CancellationToken cancellationToken)
    {
        var mark = chance.Guid().ToString("N");
        Opened? claiming = null;
        try
        {
            return await RunAsync(
                opened => ClaimAsync(claiming = opened, intent, mark, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            claiming is not null && exception is OperationCanceledException or YallaTakeException { Id: ErrorId.LedgerUnavailable })
        {
            // It may be written without our knowledge; it will not be sent.
            var notSent = OrderOutcome.NotSent(
                new YallaTakeException(ErrorId.LedgerUnavailable, "The ledger was lost before it was sent."));
            journal.Keep(claiming!.Identity.Id, intent.With(claiming.Account.Id, mark, notSent, Now));
            throw;
        }
    }

    public override Task<bool> RenewAsync(OrderClaim claim, TimeSpan lease, CancellationToken cancellationToken) => RunAsync(
        async opened =>
        {
            var renewal = _placing.Renew(opened.Account, claim, lease, Now);
            return await store.WriteFirstAsync([renewal], row => row.Number("entry"), cancellationToken).ConfigureAwait(false) is not null;
        },
        cancellationToken);

    public override async Task<(Order Order, YallaTakeException? NotRecorded)> SettleAsync(
        OrderClaim claim, OrderIntent intent, OrderOutcome outcome)
    {
        var entry = intent.With(claim.Account, claim.Mark, outcome, Now);

        // First of all: a database that is gone now may come back without what it had.
        if (store.Dialect.IsShared && outcome.Kind == OutcomeKind.Placed)
            journal.Remember(claim.Ledger, entry);
        try
        {
            var order = await RunAsync(
                opened => opened.Identity.Id == claim.Ledger
                    ? SettleAsync(opened.Account, entry, CancellationToken.None)
                    : throw new InvalidDataException("another ledger was put in its place"),
                CancellationToken.None).ConfigureAwait(false) ?? entry.ToOrder(panel, Now);
            return (order, null);
        }
        catch (Exception exception)
        {
            var kept = journal.Keep(claim.Ledger, entry);
            return (entry.ToOrder(panel, Now), ClaimRules.NotRecorded(entry, kept, exception));
        }
    }

    public override Task<bool> HasDoubtAsync(OrderIntent intent, CancellationToken cancellationToken) => RunAsync(
        async opened =>
        {
            var doubtful = _placing.Doubtful(opened.Account, intent.Request.Link, intent.Reference);
            return await store.FirstAsync(doubtful, row => row.Text("reference"), cancellationToken).ConfigureAwait(false) is not null;
        },
        cancellationToken);

    public override Task<Order?> RecallAsync(
        string reference, OrderRequest request, IdempotencyField? field, CancellationToken cancellationToken) => ReadAsync(
        async opened => (await RecallAsync(
            opened.Account, reference, request, field, repeats: null, cancellationToken).ConfigureAwait(false)).Existing,
        cancellationToken);

    public override Task<YallaTakeException?> PreviewAsync(
        OrderIntent intent, decimal alreadyCounted, CancellationToken cancellationToken) => ReadAsync<YallaTakeException>(
        async opened =>
        {
            try
            {
                await ThrowIfForbiddenAsync(opened.Account, intent, alreadyCounted, cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (YallaTakeException forbidden)
            {
                return forbidden;
            }
        },
        cancellationToken,
        absent: () => ClaimRules.Limited(intent, alreadyCounted));

    public override async Task<decimal> GetSpentAsync(TimeSpan window, CancellationToken cancellationToken) => Money.FromUnits(
        await ReadAsync(
            async opened => await store.FirstAsync(
                _placing.Spent(opened.Account, window, Now), row => row.Number("spent"), cancellationToken).ConfigureAwait(false) ?? 0,
            cancellationToken).ConfigureAwait(false));

    public override Task<Order?> GetAsync(string reference, CancellationToken cancellationToken) =>
        ReadAsync(opened => GetAsync(opened.Account, reference, cancellationToken), cancellationToken);

    // All entries and then their rows, page by page: a slow reader must not hold a snapshot of the store.
    public override async IAsyncEnumerable<Order> FindAsync(
        OrderFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await ReadAsync(
            opened => store.ReadAsync(_orders.Find(opened.Account, filter), row => OrderQueries.Entry(row, filter), cancellationToken)!,
            cancellationToken).ConfigureAwait(false) ?? [];
        var entries = found.OfType<long>().ToList();
        var left = filter.Newest ?? int.MaxValue;
        for (var start = 0; start < entries.Count && left > 0; start += PageSize)
        {
            var page = entries.Skip(start).Take(PageSize).ToList();
            var orders = (await RunAsync(
                _ => store.ReadAsync(
                    _orders.Get(page, Now), row => (Entry: row.Number("entry")!.Value, Order: ToOrder(row)), cancellationToken),
                cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Entry, row => row.Order);
            foreach (var entry in page)
            {
                if (left > 0 && orders.TryGetValue(entry, out var order) && filter.States?.Contains(order.State) != false
                    && !(filter.Unsettled && order.State == OrderState.Sending))
                {
                    left--;
                    yield return order;
                }
            }
        }
    }

    public override Task<Order> ResolveAsync(
        string reference, Settlement settlement, CancellationToken cancellationToken) => RunAsync(
        async opened =>
        {
            var account = opened.Account;
            var (order, seen) = await store.FirstAsync(
                _orders.Get(account, reference, Now), row => (ToOrder(row), SeenClaim.Of(row)), cancellationToken).ConfigureAwait(false);
            if (order is null)
                throw ClaimRules.NotFound(reference);
            if (order.State != OrderState.Unknown && (settlement.OrderId is null || !order.CandidateId.Contains(settlement.OrderId.Value)))
                throw ClaimRules.NothingToResolve(order);
            if (settlement.Attempts is { } attempts && attempts != order.Attempts)
                throw ClaimRules.Changed(reference);
            foreach (var id in settlement.OrderIds)
            {
                if (await WithOrderIdAsync(account, id.ToString(), cancellationToken).ConfigureAwait(false) is { } other)
                    throw ClaimRules.OrderIdTaken(id, other.Reference!);
            }

            // Whoever looked at the panel did so before the entry changed, and has to look again.
            var resolution = _placing.Resolve(account, reference, seen, settlement, Now);
            if (await WriteAsync(resolution, cancellationToken).ConfigureAwait(false) is not { } settled)
            {
                var now = await GetAsync(account, reference, cancellationToken).ConfigureAwait(false);
                throw now is { State: not OrderState.Unknown } ? ClaimRules.NothingToResolve(now) : ClaimRules.Changed(reference);
            }

            if (store.Dialect.IsShared && settlement.IsPlaced)
                journal.Remember(opened.Identity.Id, new()
                {
                    Account = account.Id,
                    Reference = reference,
                    State = OrderState.Placed,
                    OrderId = settlement.OrderId?.ToString(),
                    Candidates = settlement.Candidates,
                    SentAt = Now,
                });
            return settled;
        },
        cancellationToken);

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
                    _following.Contexts(opened.Account, answers.Select(answer => answer.OrderId)),
                    row => (OrderId: row.Id("order_id")!, Context: FollowingStatements.Context(row)),
                    CancellationToken.None).ConfigureAwait(false);
                var contexts = known.ToLookup(order => order.OrderId, order => order.Context);
                foreach (var answer in answers)
                    answer.Context = contexts[answer.OrderId].FirstOrDefault();
                return 0;
            },
            CancellationToken.None);

    public override async Task<int> CatchUpAsync(CancellationToken cancellationToken)
    {
        if (store.Exists)
            await RunAsync(Task.FromResult, cancellationToken).ConfigureAwait(false);
        return Interlocked.Exchange(ref _caughtUp, 0);
    }

    protected override void Dispose(bool disposing)
    {
        _boundary.Close();
        store.Dispose();
        base.Dispose(disposing);
    }

    private async Task<OrderClaim> ClaimAsync(Opened opened, OrderIntent intent, string mark, CancellationToken cancellationToken)
    {
        var account = opened.Account;

        // What this computer knows to be placed is not bought again because the database has lost it. Version 0.1.0 kept the outcome alone.
        if (store.Dialect.IsShared && journal.Recall(opened.Identity.Id, account.Id, intent.Reference, Now) is { } known)
        {
            var entry = known.Fields is null ? intent.With(account.Id, known.Claim, known.State, known.OrderId, known.Error, Now) : known;
            await store.WriteAsync([_placing.Restore(entry, Now)], ToOrder, cancellationToken).ConfigureAwait(false);
        }

        if (intent.NoOverlap)
            await CompleteTargetsAsync(cancellationToken).ConfigureAwait(false);
        SeenClaim? unknown = null;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var claim = await store.WriteFirstAsync(
                [
                    .. opened.Registration,
                    .. Read(account, intent.BalanceRead),
                    .. _placing.Claim(account, intent, mark, holder.NewClaim(), unknown, Now),
                ],
                row => ToClaim(opened, intent, mark, row),
                cancellationToken).ConfigureAwait(false);
            if (opened.Registration.Count > 0)
                _opened = opened = opened with { Registration = [] };
            if (claim is not null)
            {
                _written = intent.BalanceRead;
                return claim;
            }

            (var existing, unknown) = await RecallAsync(
                account, intent.Reference, intent.Request, intent.IdempotencyField, intent.Repeats, cancellationToken)
                .ConfigureAwait(false);
            if (existing is not null)
                return new OrderClaim(intent.Reference, mark, 0, existing);
            await ThrowIfForbiddenAsync(account, intent, alreadyCounted: 0, cancellationToken).ConfigureAwait(false);
        }

        throw ClaimRules.Busy(intent.Reference);
    }

    private static OrderClaim ToClaim(Opened opened, OrderIntent intent, string mark, Row row)
    {
        var isInDoubt = row.Flag("in_doubt");
        var firstAttempt = intent.Repeats?.CreatedAt ?? (isInDoubt ? row.Time("created_at") : null);
        return new OrderClaim(intent.Reference, mark, row.Number("attempts")!.Value)
        {
            Ledger = opened.Identity.Id,
            Account = opened.Account.Id,
            IsInDoubt = isInDoubt,
            SendBy = firstAttempt is { } at ? intent.IdempotencyField?.SendBy(at) : null,
        };
    }

    // Null when the ledger has nothing of it and it cannot have cost anything, or nothing is known of it but its outcome.
    private async Task<Order?> SettleAsync(LedgerAccount account, JournalEntry entry, CancellationToken cancellationToken)
    {
        if (await WriteAsync([_placing.Settle(entry, Now)], cancellationToken).ConfigureAwait(false) is { } settled)
            return settled;

        var there = await GetAsync(account with { Id = entry.Account }, entry.Reference, cancellationToken).ConfigureAwait(false);
        if (there is null && entry is { MayCost: true, Fields: not null })
            return await WriteAsync([_placing.Restore(entry, Now)], cancellationToken).ConfigureAwait(false);
        if (there is not null && entry.OrderId is not null && entry.OrderId != there.OrderId?.ToString())
            return await AddSecondAsync(account, entry, there, cancellationToken).ConfigureAwait(false);

        // Others settled it meanwhile, and know no less.
        return there;
    }

    private Task<Order?> AddSecondAsync(
        LedgerAccount account, JournalEntry entry, Order first, CancellationToken cancellationToken)
    {
        var second = entry.Fields is not null
            ? entry
            : entry with
            {
                ServiceId = first.ServiceId.ToString(),
                ServiceName = first.ServiceName,
                Link = first.Link,
                Fields = OrderFields.Text(first.Fields),
                Count = first.Count,
                EstimatedCharge = first.EstimatedCharge,
                Currency = first.Currency,
                SentAt = first.CreatedAt,
            };

        // Whatever the panel was seen to do, one order was sold twice.
        var forget = _accounts.RecordTestedField(account, null);
        return WriteAsync([forget, _placing.AddSecond(second, Now)], cancellationToken);
    }

    // The order that was placed before; or the entry as it was seen whose outcome is unknown and which may be sent again all the same.
    private async Task<(Order? Existing, SeenClaim? Unknown)> RecallAsync(
        LedgerAccount account,
        string reference,
        OrderRequest request,
        IdempotencyField? field,
        Order? repeats,
        CancellationToken cancellationToken)
    {
        var (entry, fields, seen) = await store.FirstAsync(
            _orders.Get(account, reference, Now),
            row => (ToOrder(row), row.Text("fields"), SeenClaim.Of(row)),
            cancellationToken).ConfigureAwait(false);
        if (entry is not null)
        {
            var isSame = entry.ServiceId.Equals(request.ServiceId) && OrderFields.AreOf(request, fields)
                && (repeats is null || repeats.Reference == entry.Repeats);
            var sendFrom = field?.SendFrom(entry, Now);
            if (sendFrom is not null && await store.FirstAsync(
                _accounts.TestedField(account), row => row.Text("tested_field"), cancellationToken).ConfigureAwait(false) != field!.Name)
                sendFrom = null;
            if (ClaimRules.IsPlaced(entry, isSame, sendFrom, Now))
                return (entry, null);

            // A test that bought nothing is no order of its own.
            if (entry.Repeats is { } tested && repeats is null)
                return (await GetAsync(account, tested, cancellationToken).ConfigureAwait(false), null);
            if (entry.State == OrderState.Unknown)
                return (null, seen);
        }

        var otherKey = _placing.OtherKey(account, reference);
        return await store.FirstAsync(otherKey, row => row.Time("created_at"), cancellationToken).ConfigureAwait(false) is { } made
            ? throw ClaimRules.OtherKey(reference, account, made)
            : default;
    }

    private async Task ThrowIfForbiddenAsync(
        LedgerAccount account, OrderIntent intent, decimal alreadyCounted, CancellationToken cancellationToken)
    {
        if (intent.NoDuplicateWithin is not null)
        {
            var duplicates = _placing.Duplicates(account, intent, Now);
            if (await store.FirstAsync(duplicates, row => row.Text("reference"), cancellationToken).ConfigureAwait(false) is { } duplicate)
                throw ClaimRules.Duplicate(intent, duplicate);
        }

        if (intent.NoOverlap)
        {
            await CompleteTargetsAsync(cancellationToken).ConfigureAwait(false);
            var overlapping = _placing.Overlapping(account, intent, Now);
            if (await store.FirstAsync(overlapping, ToOrder, cancellationToken).ConfigureAwait(false) is { } open)
                throw ClaimRules.Overlaps(intent, open);
        }

        if (intent.SpendLimit is not null)
        {
            var spent = await store.FirstAsync(
                _placing.Spent(account, intent, Now), row => row.Number("spent"), cancellationToken).ConfigureAwait(false) ?? 0;
            if (ClaimRules.Limited(intent, alreadyCounted + Money.FromUnits(spent)) is { } limited)
                throw limited;
        }
    }

    // What earlier versions wrote.
    private async Task CompleteTargetsAsync(CancellationToken cancellationToken)
    {
        if (_hasTargets)
            return;

        var entries = await store.ReadAsync(
            _placing.WithoutTarget(), row => (Entry: row.Number("entry")!.Value, Target: LinkTarget.Of(row.Text("link"))),
            cancellationToken).ConfigureAwait(false);
        for (var start = 0; start < entries.Count; start += PageSize)
        {
            await store.WriteAsync(
                [.. entries.Skip(start).Take(PageSize).Select(entry => _placing.RecordTarget(entry.Entry, entry.Target))],
                _ => 0,
                cancellationToken).ConfigureAwait(false);
        }

        _hasTargets = true;
    }

    // A reading is written down with the first order that it comes with.
    private IReadOnlyList<Statement> Read(LedgerAccount account, BalanceReading? reading) =>
        reading is null || ReferenceEquals(reading, _written) ? [] : [_balances.Record(account, reading)];

    private Task<Order?> GetAsync(LedgerAccount account, string reference, CancellationToken cancellationToken) =>
        store.FirstAsync(_orders.Get(account, reference, Now), ToOrder, cancellationToken);

    // In order, so that two hosts do not wait for each other crosswise.
    private Task RecordAsync<T>(IReadOnlyList<T> items, Func<T, object> id, Func<LedgerAccount, T, Statement> statement) =>
        ChangeAsync(account => [.. items.OrderBy(item => PanelId.Of(id(item))).Select(item => statement(account, item))], items.Count);

    private Task ChangeAsync(Func<LedgerAccount, Statement> statement) => ChangeAsync(account => [statement(account)], 1);

    // What the ledger does not know is no reason to make one.
    private Task ChangeAsync(
        Func<LedgerAccount, IReadOnlyList<Statement>> statements, int count, CancellationToken cancellationToken = default) =>
        count == 0 || !store.Exists
            ? Task.CompletedTask
            : RunAsync(opened => store.WriteAsync(statements(opened.Account), _ => 0, cancellationToken), cancellationToken);

    private Task<Order?> WithOrderIdAsync(LedgerAccount account, string orderId, CancellationToken cancellationToken) =>
        store.FirstAsync(_orders.WithOrderId(account, orderId, Now), ToOrder, cancellationToken);

    private Task<Order?> WriteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken) =>
        store.WriteFirstAsync(statements, ToOrder, cancellationToken);

    private Order ToOrder(Row row) => OrderRow.Read(row, panel, store.Dialect.IsShared ? null : holder);

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

    // One that is of another account waits for that one's connection; one that cannot have cost anything need not find its entry.
    private async Task<bool> SettleKeptAsync(LedgerAccount account, JournalEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Account != account.Id)
            return false;

        return await SettleAsync(account, entry, cancellationToken).ConfigureAwait(false) is not null || !entry.MayCost;
    }

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
