using YallaTake.Client.Values;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Finds orders, and reads them.</summary>
internal sealed class OrderQueries(SqlDialect dialect)
{
    // Of an order that ended before such times were kept it is only known that it was made before.
    private const string EndedAt = "coalesce(ended_at, created_at)";

    private readonly string _entries = dialect.Schema + "entries";
    private readonly string _columns = OrderRow.Columns(dialect);

    public Statement Get(LedgerAccount account, string reference, DateTimeOffset now) =>
        One(account, "entries.reference = @reference", now, Given.Text("reference", reference));

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
        One(account, "entries.order_id = @order", now, Given.Text("order", orderId));

    /// <summary>The entries of the orders that are asked for, the oldest first; or the newest.</summary>
    public Statement Find(LedgerAccount account, OrderFilter filter)
    {
        var parameters = new List<Parameter> { Given.Text("account", account.Id) };
        var where = new List<string> { "account = @account" };

        if (filter.OrderIds is { } ids)
            Add(dialect.IsAmong("order_id", "@ids"), Given.Texts("ids", ids));
        if (filter.References is { } references)
            AddPatterns("reference", dialect.IsAmong, references);
        if (filter.Links is { } links)
            AddPatterns("link", dialect.IsLinkAmong, links);
        if (filter.ServiceIds is { } services)
            Add(dialect.IsAmong("service", "@services"), Given.Texts("services", services));

        // One that is being sent may turn out unknown once its row is read.
        if (filter.States is { } states)
            Add(
                dialect.IsAmong("state", "@states"),
                Given.Texts(
                    "states", states.Select(state => state.ToString()).Concat(states.Contains(OrderState.Unknown) ? ["Sending"] : [])));
        if (filter.After is { } from)
            Add("created_at >= @from", Given.Time("from", from));
        if (filter.Before is { } before)
            Add("created_at < @before", Given.Time("before", before));
        if (filter.Open)
            where.Add("is_open");
        if (filter.RefillDue is { } due)
        {
            where.Add("state = 'Placed' AND order_id IS NOT NULL AND NOT is_open AND " + EndedAt + " <= @latest");
            where.Add(
                $"""
                NOT EXISTS (
                    SELECT 1 FROM {dialect.Schema}refills AS r WHERE r.entry = entries.entry
                        AND (r.requested_at > @latest OR r.status IS NULL OR NOT {dialect.IsAmong(Folded("r.status"), "@final")}))
                """);
            parameters.Add(Given.Time("latest", due.Latest));
            parameters.Add(Given.Texts("final", StatusWords.FinalRefills));
        }
        if (filter.Unsettled)
            where.Add("(state IN ('Unknown', 'Sending') OR is_open AND candidates IS NOT NULL AND order_id IS NULL)");

        // Of those in a state, some may be left out once their rows are read.
        var limit = filter is { Newest: { } newest, States: null, RefillDue: null }
            ? FormattableString.Invariant($" LIMIT {newest}")
            : string.Empty;
        var columns = filter.RefillDue is null ? "entry" : $"entry, service, service_name, status, {EndedAt} AS ended";
        return new Statement(
            $"SELECT {columns} FROM {_entries} WHERE {string.Join(" AND ", where)} ORDER BY "
            + $"entry{(filter.Newest is null ? string.Empty : " DESC")}{limit}",
            [.. parameters]);

        void Add(string condition, Parameter parameter)
        {
            where.Add(condition);
            parameters.Add(parameter);
        }

        void AddPatterns(string column, Func<string, string, string> isAmong, IReadOnlyList<string> texts)
        {
            var patterns = texts.ToLookup(text => text.IndexOfAny(['*', '?']) >= 0);
            var plain = isAmong(column, $"@{column}");
            Add(
                patterns[true].Any() ? $"({plain} OR {dialect.MatchesOne(column, $"@{column}_patterns")})" : plain,
                Given.Texts(column, patterns[false]));
            parameters.Add(Given.Texts($"{column}_patterns", patterns[true].Select(dialect.Pattern)));
        }
    }

    /// <summary>The entry of a row of <see cref="Find"/>; null when it is not asked for after all.</summary>
    public static long? Entry(Row row, OrderFilter filter)
    {
        var isMeant = filter.RefillDue is not { } due
            || (row.Text("status") is { } status
                && (StatusWords.IsCompletedOrder(status) || StatusWords.IsPartialOrder(status))
                && due.IsWithin(PanelId.Of(row.Text("service")!), row.Text("service_name"), row.Time("ended")!.Value));
        return isMeant ? row.Number("entry") : null;
    }

    /// <summary>The orders of entries.</summary>
    public Statement Get(IEnumerable<long> entries, DateTimeOffset now) => new(
        $"SELECT {_columns} FROM {_entries} WHERE {dialect.IsAmong("entries.entry", "@entries")}",
        Given.Numbers("entries", entries),
        Given.Time("now", now));

    // As FoldedWord does.
    private static string Folded(string column) => $"replace(replace(replace(lower({column}), ' ', ''), '_', ''), '-', '')";

    private Statement One(LedgerAccount account, string where, DateTimeOffset now, Parameter parameter) =>
        new(
            $"SELECT {_columns} FROM {_entries} WHERE entries.account = @account AND {where} LIMIT 1",
            Given.Text("account", account.Id),
            Given.Time("now", now),
            parameter);
}
