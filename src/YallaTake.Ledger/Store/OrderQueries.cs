using YallaTake.Client.Values;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Reads orders.</summary>
internal sealed class OrderQueries(SqlDialect dialect)
{
    private readonly string _entries = dialect.Schema + "entries";
    private readonly string _columns = OrderRow.Columns(dialect);

    public Statement Get(LedgerAccount account, string reference, DateTimeOffset now) =>
        One(account, OrderRow.IsOfReference, now, Given.Text("reference", reference));

    /// <summary>What is known of orders.</summary>
    public Statement Contexts(LedgerAccount account, IEnumerable<object> orderIds) => new(
        $"""
        SELECT order_id, reference, service, service_name, link, quantity, sent_at FROM {_entries}
        WHERE account = @account AND {dialect.IsAmong("order_id", "@orders")}
        """,
        Given.Text("account", account.Id),
        Given.Texts("orders", orderIds.Select(id => id.ToString()!)));

    public static OrderContext Context(Row row) => new(
        row.Text("reference"),
        row.Id("service")!,
        row.Text("service_name"),
        row.Text("link"),
        row.Number("quantity"),
        row.Time("sent_at")!.Value);

    /// <summary>
    /// The entry of a reference, with <c>is_own</c>; and where the reference is one for the whole ledger, what other accounts bought or
    /// may have bought under it, with their <c>address</c>.
    /// </summary>
    /// <param name="account">Whose order it is.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="isLedgerWide">Whether it is one for the whole ledger from now on; the ledger may know it as such already.</param>
    /// <param name="now">The time.</param>
    public Statement Recall(LedgerAccount account, string reference, bool isLedgerWide, DateTimeOffset now) => new(
        $"""
        SELECT {_columns}, entries.account = @account AS is_own, a.address
        FROM {_entries} LEFT JOIN {dialect.Schema}accounts AS a ON a.account = entries.account
        WHERE entries.reference = @reference AND (entries.account = @account OR entries.state IN ('Sending', 'Placed', 'Unknown')
            AND (@wide OR {OrderRow.IsLedgerWide(dialect, "@reference")}) AND {OrderRow.IsOfSameKind})
        ORDER BY entries.entry
        """,
        Given.Text("account", account.Id),
        Given.Text("reference", reference),
        Given.Flag("wide", isLedgerWide),
        Given.Flag("local", account.IsLocal),
        Given.Time("now", now));

    public Statement WithOrderId(LedgerAccount account, string orderId, DateTimeOffset now) =>
        One(account, "entries.account = @account AND entries.order_id = @order", now, Given.Text("order", orderId));

    /// <summary>The orders of entries.</summary>
    public Statement Get(IEnumerable<long> entries, DateTimeOffset now) => new(
        $"SELECT {_columns} FROM {_entries} WHERE {dialect.IsAmong("entries.entry", "@entries")}",
        Given.Numbers("entries", entries),
        Given.Time("now", now));

    private Statement One(LedgerAccount account, string where, DateTimeOffset now, Parameter parameter) =>
        new(
            $"SELECT {_columns} FROM {_entries} WHERE {where} LIMIT 1",
            Given.Text("account", account.Id),
            Given.Time("now", now),
            parameter);
}
