using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Figures;

namespace YallaTake.Ledger.Store;

/// <summary>Adds up what an account's orders cost, where the rows are.</summary>
internal sealed class FigureStatements(SqlDialect dialect)
{
    private const string Ended = "state = 'Placed' AND NOT is_open";

    private readonly string _entries = dialect.Schema + "entries";
    private readonly string _balances = dialect.Schema + "balances";

    /// <summary>The orders by service, currency and outcome, with the name that the service had last.</summary>
    public Statement Orders(LedgerAccount account, DateTimeOffset? after, DateTimeOffset? before) => new(
        $"""
        SELECT f.service, e.service_name, f.currency, f.state, f.status, f.newest, f.orders, f.spent, f.below
        FROM (
            SELECT service, currency, state, status, count(*) AS orders, max(entry) AS newest, {Sum("spent")} AS spent,
                {Sum(Below(Ended))} AS below
            FROM {_entries} WHERE {Within("created_at", after, before)}
            GROUP BY service, currency, state, status
        ) AS f JOIN {_entries} AS e ON e.entry = f.newest
        """,
        Range(account, after, before));

    public static OrderFigure Order(Row row) => new(
        PanelId.Of(row.Text("service")!),
        row.Text("service_name"),
        row.Text("currency"),
        Enum.TryParse(row.Text("state"), out OrderState state) ? state : OrderState.Unknown,
        row.Text("status"),
        row.Number("newest")!.Value,
        row.Number("orders")!.Value,
        Money.FromUnits(row.Number("spent")!.Value),
        Money.FromUnits(row.Number("below")!.Value));

    /// <summary>The placed orders by quarters of an hour.</summary>
    /// <param name="account">Whose orders.</param>
    /// <param name="after">Made at this time or later; null for all.</param>
    /// <param name="before">Made before this time; null for all.</param>
    /// <param name="refunding">The statuses of orders that ended without being completed.</param>
    public Statement Quarters(
        LedgerAccount account, DateTimeOffset? after, DateTimeOffset? before, IEnumerable<string> refunding) => new(
        $"""
        SELECT {dialect.Quarter("created_at")} AS quarter, currency, count(*) AS orders, {Sum("spent")} AS spent,
            {Sum(Below($"{Ended} AND {dialect.IsAmong("status", "@refunding")}"))} AS refunded
        FROM {_entries} WHERE {Within("created_at", after, before)} AND state = 'Placed'
        GROUP BY 1, 2 ORDER BY 1
        """,
        [.. Range(account, after, before), Given.Texts("refunding", refunding)]);

    public static QuarterFigure Quarter(Row row) => new(
        DateTimeOffset.FromUnixTimeSeconds(row.Number("quarter")!.Value * 900),
        row.Text("currency"),
        row.Number("orders")!.Value,
        Money.FromUnits(row.Number("spent")!.Value),
        Money.FromUnits(row.Number("refunded")!.Value));

    /// <summary>The last reading of the balance in each quarter of an hour.</summary>
    public Statement Balances(LedgerAccount account, DateTimeOffset? after, DateTimeOffset? before) => new(
        $"""
        SELECT asked_at, answered_at, balance FROM {_balances} WHERE account = @account AND asked_at IN (
            SELECT max(asked_at) FROM {_balances} WHERE {Within("asked_at", after, before)} GROUP BY {dialect.Quarter("asked_at")})
        ORDER BY asked_at
        """,
        Range(account, after, before));

    private string Sum(string amounts) => dialect.Sum($"{amounts} / 1000", $"{amounts} % 1000");

    private string Below(string condition) =>
        $"(CASE WHEN {condition} AND {dialect.Units("estimate")} > spent THEN {dialect.Units("estimate")} - spent ELSE 0 END)";

    private static string Within(string column, DateTimeOffset? after, DateTimeOffset? before) =>
        "account = @account"
        + (after is null ? string.Empty : $" AND {column} >= @after")
        + (before is null ? string.Empty : $" AND {column} < @before");

    private static Parameter[] Range(LedgerAccount account, DateTimeOffset? after, DateTimeOffset? before) =>
        [Given.Text("account", account.Id), Given.Time("after", after), Given.Time("before", before)];
}
