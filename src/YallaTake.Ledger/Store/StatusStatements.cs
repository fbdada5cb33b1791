using YallaTake.Client.Values;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Writes down what a panel says of orders, and keeps each change of it.</summary>
internal sealed class StatusStatements(SqlDialect dialect)
{
    // A charge in another currency than the account's, or a doubtful one, changes nothing that is summed.
    private const string IsKnown =
        "(s.units IS NOT NULL AND (s.currency IS NULL OR e.currency IS NULL OR lower(s.currency) = lower(e.currency)))";

    private const string Charge = $"CASE WHEN {IsKnown} THEN s.charge ELSE e.charge END";

    private readonly string _entries = dialect.Schema + "entries";
    private readonly string _changes = dialect.Schema + "order_changes";

    // What is said, and what becomes of each entry by it.
    private string Heard =>
        $"""
        WITH said AS (
            SELECT r.value ->> 0 AS order_id, r.value ->> 1 AS status, {dialect.AsMoney("r.value ->> 2")} AS charge,
                r.value ->> 3 AS currency, CAST(r.value ->> 4 AS bigint) AS units, CAST(r.value ->> 5 AS bigint) AS start_count,
                CAST(r.value ->> 6 AS bigint) AS remains, CAST(r.value ->> 7 AS boolean) AS started,
                CAST(r.value ->> 8 AS boolean) AS ended
            FROM {dialect.JsonRows("@said")} AS r
        ),
        heard AS MATERIALIZED (
            SELECT e.entry, s.status, {Charge} AS charge, coalesce(s.start_count, e.start_count) AS start_count,
                coalesce(s.remains, e.remains) AS remains, coalesce(e.status_at, e.sent_at) AS seen_before,
                CASE WHEN NOT {IsKnown} THEN e.spent
                    WHEN s.ended AND (s.currency IS NULL OR e.currency IS NOT NULL) OR e.spent < s.units THEN s.units
                    ELSE e.spent END AS spent,
                e.started_at IS NULL AND e.is_open
                    AND (s.started OR NOT s.ended AND s.remains > 0 AND s.remains < e.quantity) AS starts,
                s.ended AND e.is_open AS ends,
                NOT s.ended AS is_open,
                e.status IS DISTINCT FROM s.status
                    OR CAST({Charge} AS double precision) IS DISTINCT FROM CAST(e.charge AS double precision)
                    OR coalesce(s.start_count, e.start_count) IS DISTINCT FROM e.start_count
                    OR coalesce(s.remains, e.remains) IS DISTINCT FROM e.remains AS is_change
            FROM said AS s CROSS JOIN {_entries} AS e WHERE e.account = @account AND e.order_id = s.order_id
        )
        """;

    /// <summary>Keeps what has changed since the orders were last looked at, and updates the orders.</summary>
    public IReadOnlyList<Statement> Record(LedgerAccount account, IReadOnlyList<OrderStatus> statuses, DateTimeOffset now)
    {
        Dictionary<object, OrderStatus> said = [];
        foreach (var status in statuses)
            said[status.OrderId] = status;
        Parameter[] parameters =
        [
            Given.Text("account", account.Id),
            Given.Time("now", now),
            Given.Rows("said", said.Values.Select(Row)),
        ];
        var change = new Statement(
            $"""
            {Heard}
            INSERT INTO {_changes} (entry, seen_at, seen_before, status, charge, start_count, remains)
            SELECT entry, @now, seen_before, status, charge, start_count, remains FROM heard WHERE is_change
            ON CONFLICT (entry, seen_at) DO UPDATE SET status = excluded.status, charge = excluded.charge,
                start_count = excluded.start_count, remains = excluded.remains
            """,
            parameters);
        var update = new Statement(
            $"""
            {Heard}
            UPDATE {_entries} SET status = heard.status, charge = heard.charge, start_count = heard.start_count, remains = heard.remains,
                status_at = @now, is_open = heard.is_open, spent = heard.spent,
                started_after = CASE WHEN heard.starts THEN heard.seen_before ELSE entries.started_after END,
                started_at = CASE WHEN heard.starts THEN @now ELSE entries.started_at END,
                ended_after = CASE WHEN heard.ends THEN heard.seen_before WHEN NOT heard.is_open THEN entries.ended_after END,
                ended_at = CASE WHEN heard.ends THEN @now WHEN NOT heard.is_open THEN entries.ended_at END
            FROM heard WHERE entries.entry = heard.entry
            """,
            parameters);
        return dialect.SpendingOf is { } sums
            ? [Locked(account, said.Keys), LockedSums(sums, parameters), change, update]
            : [change, update];
    }

    /// <summary>The changes of orders, the oldest first.</summary>
    public Statement Changes(IEnumerable<long> entries) => new(
        $"SELECT * FROM {_changes} WHERE {dialect.IsAmong("entry", "@entries")} ORDER BY entry, seen_at",
        Given.Numbers("entries", entries));

    public static OrderChange Change(Row row, Order order) => new()
    {
        OrderId = order.OrderId!,
        Reference = order.Reference!,
        Status = row.Text("status")!,
        Charge = row.Money("charge"),
        Currency = order.Currency,
        StartCount = row.Number("start_count"),
        Remains = row.Number("remains"),
        SeenBefore = row.Time("seen_before")!.Value,
        SeenAt = row.Time("seen_at")!.Value,
        Panel = order.Panel,
    };

    // Two hosts that hear of the same orders do so one after the other, so that no two deadlock.
    private Statement Locked(LedgerAccount account, IEnumerable<object> ids) => new(
        $"""
        SELECT entry FROM {_entries} WHERE account = @account AND {dialect.IsAmong("order_id", "@ids")}
        ORDER BY order_id FOR NO KEY UPDATE
        """,
        Given.Text("account", account.Id),
        Given.Texts("ids", ids.Select(id => id.ToString()!)));

    // Nor for the sums of days that change with them.
    private Statement LockedSums(Func<string, string> sums, Parameter[] parameters) => new(
        $"""
        {Heard}
        SELECT 1 FROM {dialect.Schema}spending AS t
        WHERE (t.account, t.day, t.part) IN (
            SELECT {sums("e")} FROM heard JOIN {_entries} AS e ON e.entry = heard.entry WHERE e.spent <> heard.spent)
        ORDER BY t.day, t.part FOR NO KEY UPDATE OF t
        """,
        parameters);

    private static object?[] Row(OrderStatus status) =>
    [
        status.OrderId.ToString(),
        status.Status,
        Money.Text(status.Charge),
        status.Currency,
        status.Charge >= 0 ? Money.Units(status.Charge) : null,
        status.StartCount,
        status.Remains,
        StatusWords.HasStarted(status.Status),
        status.IsFinal,
    ];
}
