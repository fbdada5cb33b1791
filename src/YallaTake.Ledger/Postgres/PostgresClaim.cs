using Npgsql;

namespace YallaTake;

/// <summary>The statements that claim an order: whether it may be sent and that it will be are one step of the database.</summary>
internal static class PostgresClaim
{
    /// <summary>Makes those wait that look at the sum or the duplicates of one account. A write, and no mere lock: under stricter isolation a claim that waited would see an old sum, and is refused and repeated instead.</summary>
    public const string Queue = "INSERT INTO yallatake.accounts AS a (account, claims) VALUES (@account, 1) ON CONFLICT (account) DO UPDATE SET claims = a.claims + 1";

    /// <summary>Other orders of the same service and link that were or may have been bought within the time.</summary>
    public const string Duplicates =
        $"""
        SELECT d.reference FROM yallatake.orders AS d
        WHERE d.account = @account AND d.service_id = @service AND d.link IS NOT DISTINCT FROM @link AND d.reference <> @reference
            AND d.sent_at > @now - @duplicate * interval '1 millisecond' AND d.state IN ('Sending', 'Placed', 'Unknown')
        """;

    /// <summary>What other orders cost or may have cost within the window.</summary>
    public const string Spent =
        $"""
        SELECT coalesce(sum(s.spent), 0) FROM yallatake.orders AS s
        WHERE s.account = @account AND s.reference <> @reference AND s.sent_at > @now - @window * interval '1 millisecond' AND s.spent > 0
        """;

    // An entry that carries the claim already was written by an attempt that nobody heard of.
    private const string Claim =
        $"""
        INSERT INTO yallatake.orders AS o (account, reference, service_id, service_name, link, fields, quantity, estimate, currency, state, created_at, sent_at, holder, claim, lease_until, balance_before, spent, is_open)
        SELECT @account, @reference, @service, @name, @link, @fields, @quantity, @estimate, @currency, 'Sending', @now, @now, @holder, @claim, {PostgresRow.ServerNow} + @lease * interval '1 millisecond', @balance, @spent, true
        WHERE (@duplicate IS NULL OR NOT EXISTS ({Duplicates})) AND (@room IS NULL OR ({Spent}) <= @room * 100000000)
        ON CONFLICT (account, reference) DO UPDATE SET quantity = excluded.quantity, estimate = excluded.estimate, currency = excluded.currency, state = excluded.state,
            error = NULL, sent_at = excluded.sent_at, settled_at = NULL, holder = excluded.holder, claim = excluded.claim, lease_until = excluded.lease_until,
            balance_before = excluded.balance_before, spent = excluded.spent, is_open = true
        WHERE o.claim = excluded.claim OR o.state IN ('Rejected', 'NotSent') AND o.service_id = excluded.service_id AND o.fields = excluded.fields
        RETURNING o.entry
        """;

    /// <summary>Claims the order, in one round trip. Returns its entry's number; null when something forbids it.</summary>
    public static async Task<long?> TryAsync(NpgsqlConnection connection, HeldClaim claim, params NpgsqlParameter[] times)
    {
        var intent = claim.Intent;
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        if (intent.SpendLimit is not null || intent.NoDuplicateWithin is not null)
            batch.Add(Queue, Given.Text("account", claim.Account));

        batch.Add(
            Claim,
            [
                .. times,
                .. Parameters(claim.Account, intent),
                Given.Text("name", intent.Service.Name),
                Given.Text("fields", OrderRow.Fields(intent.Request)),
                Given.Number("quantity", intent.Estimate.Count),
                Given.Money("estimate", intent.Estimate.Charge),
                Given.Text("currency", intent.Currency),
                Given.Text("holder", LedgerHolder.New()),
                Given.Id("claim", claim.Mark),
                Given.Span("lease", intent.Lease),
                Given.Money("balance", intent.BalanceBefore),
                Given.Number("spent", Money.Units(intent.Estimate.Charge)),
                Given.Money("room", Room(intent)),
            ]);
        return (long?)await batch.ExecuteScalarAsync().ConfigureAwait(false);
    }

    /// <summary>What <see cref="Duplicates"/> and <see cref="Spent"/> are asked about.</summary>
    public static NpgsqlParameter[] Parameters(string account, OrderIntent intent) =>
    [
        Given.Text("account", account),
        Given.Text("reference", intent.Reference),
        Given.Number("service", intent.Service.Id),
        Given.Text("link", intent.Request.Link),
        Given.Span("duplicate", intent.NoDuplicateWithin),
        Given.Span("window", intent.SpendLimit?.Window),
    ];

    // How much others may have spent; less than nothing when the order has no upper bound.
    private static decimal? Room(OrderIntent intent) =>
        intent.SpendLimit is not { } limit ? null : intent.Estimate.Charge is { } charge ? limit.Amount - charge : -1;
}
