using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger;

/// <content>Claims: whether an order may be sent, and the entry that is written first.</content>
internal sealed partial class StoredLedger
{
    // Between a refusal and asking why, others may have changed everything; not for ever.
    private const int MostAttempts = 10;

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

    public override Task<Order?> RecallAsync(
        string reference, OrderRequest request, IdempotencyField? field, bool isLedgerWide, CancellationToken cancellationToken) =>
        ReadAsync(
            async opened => (await RecallAsync(
                opened.Account, reference, request, field, isLedgerWide, repeats: null, cancellationToken).ConfigureAwait(false)).Existing,
            cancellationToken);

    public override Task WidenAsync(string reference, CancellationToken cancellationToken) => RunAsync(
        _ => store.WriteAsync(OrderStatements.Widen(store.Dialect, reference, isLedgerWide: true), _ => 0, cancellationToken),
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

    public override Task<bool> HasDoubtAsync(OrderIntent intent, CancellationToken cancellationToken) => RunAsync(
        async opened =>
        {
            var doubtful = _limits.Doubtful(opened.Account, intent.Request.Link, intent.Reference);
            return await store.FirstAsync(doubtful, row => row.Text("reference"), cancellationToken).ConfigureAwait(false) is not null;
        },
        cancellationToken);

    private async Task<OrderClaim> ClaimAsync(Opened opened, OrderIntent intent, string mark, CancellationToken cancellationToken)
    {
        var account = opened.Account;

        // What this computer knows to be placed is not bought again because the database has lost it, or has still to be told by another
        // account's connection. Version 0.1.0 kept the outcome alone.
        if (journal.Recall(opened.Identity.Id, account.Id, account.IsLocal, intent.Reference, intent.IsLedgerWide, Now) is { } known)
        {
            var entry = known.Fields is null
                ? intent.With(known.Account, known.Claim, known.State, known.OrderId, known.Error, Now) with
                {
                    Candidates = known.Candidates,
                }
                : known;
            await store.WriteAsync(_outcomes.Restore(entry, Now), ToOrder, cancellationToken).ConfigureAwait(false);
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
                account, intent.Reference, intent.Request, intent.IdempotencyField, intent.IsLedgerWide, intent.Repeats, cancellationToken)
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
            IsLedgerWide = row.Flag("ledger_wide"),
            IsInDoubt = isInDoubt,
            SendBy = firstAttempt is { } at ? intent.IdempotencyField?.SendBy(at) : null,
        };
    }

    // The order that was placed before; or the entry as it was seen whose outcome is unknown and which may be sent again all the same.
    private async Task<(Order? Existing, SeenClaim? Unknown)> RecallAsync(
        LedgerAccount account,
        string reference,
        OrderRequest request,
        IdempotencyField? field,
        bool isLedgerWide,
        Order? repeats,
        CancellationToken cancellationToken)
    {
        var known = await store.ReadAsync(
            _orders.Recall(account, reference, isLedgerWide, Now), row => ToKnown(row, request), cancellationToken).ConfigureAwait(false);
        SeenClaim? unknown = null;
        if (known.FirstOrDefault(entry => entry.IsOwn) is { Order: { } entry } own)
        {
            // With fallbacks it has a service on each panel.
            var isSame = own.HasFields
                && (isLedgerWide || entry.IsLedgerWide || entry.ServiceId.Equals(request.ServiceId))
                && (repeats is null || repeats.Reference == entry.Repeats);
            var sendFrom = field?.SendFrom(entry, Now);
            if (sendFrom is not null && await store.FirstAsync(
                _accounts.TestedField(account), row => row.Text("tested_field"), cancellationToken).ConfigureAwait(false) != field!.Name)
                sendFrom = null;
            if (ClaimRules.IsPlaced(entry, isSame, sendFrom, Now))
                return (entry, null);

            // A test that bought nothing is not an order of its own.
            if (entry.Repeats is { } tested && repeats is null)
                return (await GetAsync(account, tested, cancellationToken).ConfigureAwait(false), null);
            if (entry.Phase == OrderState.Unknown)
                unknown = own.Seen;
        }

        // The same order on another panel, if there is one, before another order.
        if (known.Where(entry => !entry.IsOwn).OrderByDescending(entry => entry.HasFields)
            .ThenByDescending(entry => entry.Order.Phase == OrderState.Placed).FirstOrDefault() is { Order: { } there } elsewhere
            && ClaimRules.IsPlaced(there, elsewhere.HasFields, sendFrom: null, Now, $" on {there.Panel}"))
            return (there, null);
        if (unknown is not null)
            return (null, unknown);

        var otherKey = _limits.OtherKey(account, reference);
        return await store.FirstAsync(otherKey, row => row.Time("created_at"), cancellationToken).ConfigureAwait(false) is { } made
            ? throw ClaimRules.OtherKey(reference, account, made)
            : default;
    }

    // An order of another account carries its panel's address, until the caller knows by which name that panel is connected.
    private KnownEntry ToKnown(Row row, OrderRequest request)
    {
        var isOwn = row.Flag("is_own");
        var order = isOwn ? ToOrder(row) : ToOrder(row, row.Text("address") ?? "another panel");
        return new KnownEntry(order, isOwn, OrderFields.AreOf(request, row.Text("fields")), SeenClaim.Of(row));
    }

    private async Task ThrowIfForbiddenAsync(
        LedgerAccount account, OrderIntent intent, decimal alreadyCounted, CancellationToken cancellationToken)
    {
        if (intent.NoDuplicateWithin is not null)
        {
            var duplicates = _limits.Duplicates(account, intent, Now);
            var duplicate = await store.FirstAsync(
                duplicates,
                row => ClaimRules.Duplicate(intent, row.Text("reference")!, row.Id("service")!, Where(account, row)),
                cancellationToken).ConfigureAwait(false);
            if (duplicate is not null)
                throw duplicate;
        }

        if (intent.NoOverlap)
        {
            await CompleteTargetsAsync(cancellationToken).ConfigureAwait(false);
            var overlapping = _limits.Overlapping(account, intent, Now);
            var overlap = await store.FirstAsync(
                overlapping,
                row => ClaimRules.Overlaps(intent, ToOrder(row), Where(account, row)),
                cancellationToken).ConfigureAwait(false);
            if (overlap is not null)
                throw overlap;
        }

        if (intent.SpendLimit is not null)
        {
            var spent = await store.FirstAsync(
                _limits.Spent(account, intent, Now), row => row.Number("spent"), cancellationToken).ConfigureAwait(false) ?? 0;
            if (ClaimRules.Limited(intent, alreadyCounted + Money.FromUnits(spent)) is { } limited)
                throw limited;
        }
    }

    private static string Where(LedgerAccount account, Row row) =>
        row.Text("address") is { } address && address != account.Address ? $" on {address}" : string.Empty;

    // What earlier versions wrote.
    private async Task CompleteTargetsAsync(CancellationToken cancellationToken)
    {
        if (_hasTargets)
            return;

        var entries = await store.ReadAsync(
            _limits.WithoutTarget(), row => (Entry: row.Number("entry")!.Value, Target: LinkTarget.Of(row.Text("link"))),
            cancellationToken).ConfigureAwait(false);
        for (var start = 0; start < entries.Count; start += PageSize)
        {
            await store.WriteAsync(
                [.. entries.Skip(start).Take(PageSize).Select(entry => _limits.RecordTarget(entry.Entry, entry.Target))],
                _ => 0,
                cancellationToken).ConfigureAwait(false);
        }

        _hasTargets = true;
    }

    // A reading is written down with the first order that it comes with.
    private IReadOnlyList<Statement> Read(LedgerAccount account, BalanceReading? reading) =>
        reading is null || ReferenceEquals(reading, _written) ? [] : [_balances.Record(account, reading)];

    /// <summary>An entry of a reference, of this account or of another one.</summary>
    private sealed record KnownEntry(Order Order, bool IsOwn, bool HasFields, SeenClaim Seen);
}
