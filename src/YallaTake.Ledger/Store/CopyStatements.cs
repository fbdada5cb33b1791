using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Reads all orders of an account, and writes them into another ledger.</summary>
internal sealed class CopyStatements(SqlDialect dialect)
{
    private readonly string _entries = dialect.Schema + "entries";

    /// <summary>Every order of an account, with what users do not see of it.</summary>
    public Statement All(LedgerAccount account, DateTimeOffset now) => new(
        $"""
        SELECT {OrderRow.Columns(dialect)}, entries.spent, entries.is_open, entries.rules, entries.in_doubt, entries.category
        FROM {_entries} WHERE entries.account = @account ORDER BY entries.entry
        """,
        Given.Text("account", account.Id),
        Given.Time("now", now));

    /// <summary>Where else there are orders that are one for the whole ledger: an order of this account may be one of them.</summary>
    public Statement OtherPanels(LedgerAccount account) => new(
        $"""
        SELECT DISTINCT a.address FROM {_entries} JOIN {dialect.Schema}accounts AS a ON a.account = entries.account
        WHERE a.address <> @address AND entries.state IN ('Sending', 'Placed', 'Unknown')
            AND {OrderRow.IsLedgerWide(dialect, "entries.reference")} AND {OrderRow.IsOfSameKind}
        ORDER BY a.address
        """,
        Given.Text("address", account.Address),
        Given.Flag("local", account.IsLocal));

    public Statement AllRefills(LedgerAccount account) => new(
        $"""
        SELECT r.refill, entries.reference, r.requested_at, r.status, r.status_at
        FROM {dialect.Schema}refills AS r JOIN {_entries} ON entries.entry = r.entry WHERE entries.account = @account
        """,
        Given.Text("account", account.Id));

    public Statement AllChanges(LedgerAccount account) => new(
        $"""
        SELECT entries.reference, entries.order_id, c.* FROM {dialect.Schema}order_changes AS c JOIN {_entries} ON entries.entry = c.entry
        WHERE entries.account = @account
        """,
        Given.Text("account", account.Id));

    /// <summary>
    /// Writes an order of another ledger. What is there already may have gone on, and stays; unless it was not bought there and then was by
    /// way of the other. In which field it went out is not copied: what is unknown there is not sent again from here.
    /// </summary>
    public IReadOnlyList<Statement> Copy(LedgerAccount account, CopiedOrder copied) =>
    [
        .. OrderStatements.Widen(dialect, copied.Order.Reference!, copied.Order.IsLedgerWide),
        CopyEntry(account, copied),
    ];

    private Statement CopyEntry(LedgerAccount account, CopiedOrder copied) => new(
        $"""
        INSERT INTO {_entries} (account, reference, {OrderStatements.Columns}, status, charge, start_count, remains, status_at,
            cancel_at, attempts, rules, evidence, candidates, in_doubt, repeats, started_after, started_at, ended_after, ended_at)
        VALUES (@account, @reference, @service, @name, @category, @link, @target, @fields, @quantity, @estimate, @currency, @state, @order,
            @error, @created, @sent, @settled, @balance, @spent, @open, @status, @charge, @start, @remains, @status_at, @cancel,
            @attempts, @rules, @evidence, @candidates, @doubt, @repeats, @started_after, @started_at, @ended_after, @ended_at)
        ON CONFLICT (account, reference) DO UPDATE SET service = excluded.service, service_name = excluded.service_name,
            category = excluded.category, link = excluded.link, target = excluded.target, fields = excluded.fields,
            quantity = excluded.quantity, estimate = excluded.estimate,
            currency = excluded.currency, state = excluded.state, order_id = excluded.order_id, error = excluded.error,
            sent_at = excluded.sent_at, settled_at = excluded.settled_at, balance_before = excluded.balance_before, spent = excluded.spent,
            is_open = excluded.is_open, status = excluded.status, charge = excluded.charge, start_count = excluded.start_count,
            remains = excluded.remains, status_at = excluded.status_at, cancel_at = excluded.cancel_at, rules = excluded.rules,
            evidence = excluded.evidence, candidates = excluded.candidates, request_field = NULL, request_value = NULL,
            in_doubt = excluded.in_doubt, repeats = excluded.repeats, started_after = excluded.started_after,
            started_at = excluded.started_at, ended_after = excluded.ended_after, ended_at = excluded.ended_at
        WHERE entries.state IN ('Rejected', 'NotSent')
            AND (excluded.state = 'Placed' OR excluded.state = 'Unknown' AND excluded.sent_at > entries.settled_at)
        RETURNING entries.entry
        """,
        Given.Text("account", account.Id),
        Given.Text("reference", copied.Order.Reference),
        Given.PanelId("service", copied.Order.ServiceId),
        Given.Text("name", copied.Order.ServiceName),
        Given.Text("category", copied.Category),
        Given.Text("link", copied.Order.Link),
        Given.Text("target", LinkTarget.Of(copied.Order.Link)),
        Given.Text("fields", copied.Fields),
        Given.Number("quantity", copied.Order.Count),
        Given.Money("estimate", copied.Order.EstimatedCharge),
        Given.Text("currency", copied.Order.Currency),
        Given.Text("state", copied.Order.State),
        Given.PanelId("order", copied.Order.OrderId),
        Given.Text("error", copied.Order.Error),
        Given.Time("created", copied.Order.CreatedAt),
        Given.Time("sent", copied.Order.SentAt),
        Given.Time("settled", copied.Order.SettledAt),
        Given.Money("balance", copied.Order.BalanceBefore),
        Given.Number("spent", copied.Spent),
        Given.Flag("open", copied.IsOpen),
        Given.Text("status", copied.Order.Status),
        Given.Money("charge", copied.Order.Charge),
        Given.Number("start", copied.Order.StartCount),
        Given.Number("remains", copied.Order.Remains),
        Given.Time("status_at", copied.Order.StatusAt),
        Given.Time("started_after", copied.Order.StartedAfter),
        Given.Time("started_at", copied.Order.StartedAt),
        Given.Time("ended_after", copied.Order.EndedAfter),
        Given.Time("ended_at", copied.Order.EndedAt),
        Given.Time("cancel", copied.Order.CancelRequestedAt),
        Given.Number("attempts", copied.Attempts),
        Given.Number("rules", copied.Rules),
        Given.Flag("doubt", copied.InDoubt),
        Given.Text("repeats", copied.Order.Repeats),
        Given.Text("evidence", copied.Order.Evidence),
        Given.Text("candidates", copied.Order.CandidateId.Count > 0 ? string.Join(",", copied.Order.CandidateId) : null));

    public Statement Copy(LedgerAccount account, CopiedRefill refill) => new(
        $"""
        INSERT INTO {dialect.Schema}refills (account, refill, entry, requested_at, status, status_at)
        SELECT @account, @refill, entry, @requested, @status, @status_at FROM {_entries} WHERE account = @account AND reference = @reference
        ON CONFLICT (account, refill) DO NOTHING
        """,
        Given.Text("account", account.Id),
        Given.Text("refill", refill.RefillId),
        Given.Text("reference", refill.Reference),
        Given.Time("requested", refill.RequestedAt),
        Given.Text("status", refill.Status),
        Given.Time("status_at", refill.StatusAt));

    public Statement Copy(LedgerAccount account, CopiedChange change) => new(
        $"""
        INSERT INTO {dialect.Schema}order_changes (entry, seen_at, seen_before, status, charge, start_count, remains)
        SELECT entry, @at, @before, @status, @charge, @start, @remains FROM {_entries}
        WHERE account = @account AND reference = @reference AND order_id = @order
        ON CONFLICT (entry, seen_at) DO NOTHING
        """,
        Given.Text("account", account.Id),
        Given.Text("reference", change.Reference),
        Given.Text("order", change.OrderId),
        Given.Time("at", change.SeenAt),
        Given.Time("before", change.SeenBefore),
        Given.Text("status", change.Status),
        Given.Money("charge", change.Charge),
        Given.Number("start", change.StartCount),
        Given.Number("remains", change.Remains));
}
