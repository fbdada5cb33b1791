using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Measuring;

namespace YallaTake.Ledger.Store;

/// <summary>Reads what the measure of a service is made of.</summary>
internal sealed class ServiceStatements(SqlDialect dialect)
{
    private readonly string _entries = dialect.Schema + "entries";

    /// <summary>The orders that were placed or may have been, in no order.</summary>
    public Statement Orders(LedgerAccount account, OrderFilter filter, DateTimeOffset now) => new(
        $"""
        SELECT e.entry, e.service, e.state = 'Placed' AS is_placed, e.status, e.quantity, e.remains, e.estimate, e.charge, e.currency,
            e.sent_at, e.started_at, e.ended_after, e.ended_at
        FROM {_entries} AS e
        WHERE {Where(filter)}
            AND CASE WHEN e.state = 'Sending' THEN e.lease_end < {dialect.LeaseNow} ELSE e.state IN ('Placed', 'Unknown') END
        """,
        [.. Parameters(account, filter), Given.Time("now", now)]);

    public static MeasuredOrder Order(Row row, OrderEndings endings) => new(
        row.Number("entry")!.Value,
        row.Flag("is_placed"),
        endings.Of(row.Text("status")),
        row.Number("quantity"),
        row.Number("remains"),
        row.Money("estimate"),
        row.Money("charge"),
        row.Text("currency"),
        row.Time("sent_at")!.Value,
        row.Time("started_at"),
        row.Time("ended_after"),
        row.Time("ended_at"));

    /// <summary>What orders say of their services.</summary>
    public Statement Names(IEnumerable<long> entries) => new(
        $"SELECT service, service_name, currency FROM {_entries} WHERE {dialect.IsAmong("entry", "@entries")}",
        Given.Numbers("entries", entries));

    /// <summary>How many refills there are of each service in each status.</summary>
    public Statement Refills(LedgerAccount account, OrderFilter filter) => new(
        $"""
        SELECT e.service, r.status, count(*) AS refills FROM {dialect.Schema}refills AS r JOIN {_entries} AS e ON e.entry = r.entry
        WHERE {Where(filter)} GROUP BY e.service, r.status
        """,
        Parameters(account, filter));

    /// <summary>The categories and types of services, the latest last.</summary>
    public Statement Kinds(LedgerAccount account, IEnumerable<string> services) => new(
        $"""
        SELECT v.service, g.text AS category, t.text AS type
        FROM {dialect.Schema}catalogues AS c JOIN {dialect.Schema}service_versions AS v ON v.catalogue = c.catalogue
            JOIN {dialect.Schema}catalogue_texts AS g ON g.hash = v.category
            JOIN {dialect.Schema}catalogue_texts AS t ON t.hash = v.type
        WHERE c.account = @account AND {dialect.IsAmong("v.service", "@services")} ORDER BY v.seen_from
        """,
        Given.Text("account", account.Id),
        Given.Texts("services", services));

    // By time, too, when nobody asks for one: so the orders are read in the order in which they are stored.
    private string Where(OrderFilter filter) =>
        "e.account = @account AND e.created_at >= @after"
        + (filter.ServiceIds is null ? string.Empty : $" AND {dialect.IsAmong("e.service", "@services")}")
        + (filter.Before is null ? string.Empty : " AND e.created_at < @before");

    private static Parameter[] Parameters(LedgerAccount account, OrderFilter filter) =>
    [
        Given.Text("account", account.Id),
        Given.Texts("services", filter.ServiceIds ?? []),
        Given.Time("after", filter.After ?? DateTimeOffset.FromUnixTimeMilliseconds(0)),
        Given.Time("before", filter.Before),
    ];
}
