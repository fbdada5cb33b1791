using YallaTake.Client.Outcomes;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger;

/// <content>Outcomes: written down, kept while the ledger cannot be written, or found out later.</content>
internal sealed partial class StoredLedger
{
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
        var entry = intent.With(claim.Account, claim.Mark, outcome, Now) with
        {
            IsLedgerWide = claim.IsLedgerWide,
            IsLocal = LedgerAccount.IsLocalAddress(key.Address),
        };

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

    public override Task<Order> ResolveAsync(
        string reference, Settlement settlement, CancellationToken cancellationToken) => RunAsync(
        async opened =>
        {
            var account = opened.Account;
            var (order, seen) = await store.FirstAsync(
                _orders.Get(account, reference, Now), row => (ToOrder(row), SeenClaim.Of(row)), cancellationToken).ConfigureAwait(false);
            if (order is null)
                throw ClaimRules.NotFound(reference);
            if (ClaimRules.Settled(order, settlement.OrderId) is { } settledBefore)
                throw settledBefore;
            if (settlement.Attempts is { } attempts && attempts != order.Attempts)
                throw ClaimRules.Changed(reference);
            foreach (var id in settlement.OrderIds)
            {
                if (await WithOrderIdAsync(account, id.ToString(), cancellationToken).ConfigureAwait(false) is { } other)
                    throw ClaimRules.OrderIdTaken(id, other.Reference!);
            }

            // Whoever looked at the panel did so before the entry changed, and has to look again.
            var resolution = _outcomes.Resolve(account, reference, seen, settlement, Now);
            if (await WriteAsync(resolution, cancellationToken).ConfigureAwait(false) is not { } settled)
            {
                var now = await GetAsync(account, reference, cancellationToken).ConfigureAwait(false);
                throw now is { Phase: not OrderState.Unknown } ? ClaimRules.NothingToResolve(now) : ClaimRules.Changed(reference);
            }

            if (store.Dialect.IsShared && settlement.IsPlaced)
                journal.Remember(opened.Identity.Id, JournalEntry.Of(settled, account.Id) with
                {
                    Candidates = settlement.Candidates,
                    SentAt = Now,
                    IsLocal = account.IsLocal,
                });
            return settled;
        },
        cancellationToken);

    public override async Task<int> CatchUpAsync(CancellationToken cancellationToken)
    {
        if (store.Exists)
            await RunAsync(Task.FromResult, cancellationToken).ConfigureAwait(false);
        return Interlocked.Exchange(ref _caughtUp, 0);
    }

    // Null when the ledger has nothing of it and it cannot have cost anything, or nothing is known of it but its outcome.
    private async Task<Order?> SettleAsync(LedgerAccount account, JournalEntry entry, CancellationToken cancellationToken)
    {
        if (await WriteAsync([_outcomes.Settle(entry, Now)], cancellationToken).ConfigureAwait(false) is { } settled)
            return settled;

        var there = await GetAsync(account with { Id = entry.Account }, entry.Reference, cancellationToken).ConfigureAwait(false);
        if (there is null && entry is { MayCost: true, Fields: not null })
            return await WriteAsync(_outcomes.Restore(entry, Now), cancellationToken).ConfigureAwait(false);
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
            : JournalEntry.Of(first, entry.Account) with { State = entry.State, OrderId = entry.OrderId, SentAt = first.CreatedAt };

        // Whatever the panel was seen to do, one order was sold twice.
        var forget = _accounts.RecordTestedField(account with { Id = entry.Account }, null);
        return WriteAsync([forget, _outcomes.AddSecond(second, Now)], cancellationToken);
    }

    private Task<Order?> WithOrderIdAsync(LedgerAccount account, string orderId, CancellationToken cancellationToken) =>
        store.FirstAsync(_orders.WithOrderId(account, orderId, Now), ToOrder, cancellationToken);

    // One that is of another account waits for that one's connection, unless other accounts must see it. One that cannot have cost
    // anything need not find its entry.
    private async Task<bool> SettleKeptAsync(LedgerAccount account, JournalEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Account != account.Id && !entry.IsLedgerWide)
            return false;

        return await SettleAsync(account, entry, cancellationToken).ConfigureAwait(false) is not null || !entry.MayCost;
    }
}
