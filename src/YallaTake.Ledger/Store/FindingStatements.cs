using System.Globalization;
using YallaTake.Client.Values;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>
/// Finds the entries of the orders that are asked for. Few are found by what they are called, and sorted afterwards. Many are found page by
/// page in the order of their age, each page from an index in that order.
/// </summary>
internal sealed class FindingStatements(SqlDialect dialect)
{
    // Of an order that ended before such times were kept it is only known that it was made before.
    private const string EndedAt = "coalesce(ended_at, created_at)";

    // The beginning of a name is looked for by it as long as no more names begin so.
    private const int MostByBeginning = 5000;

    // Each service and each state has a list of its own in the index, and those are merged.
    private const int MostMerged = 100;

    private static readonly OrderState[] AllStates =
        [OrderState.Sending, OrderState.Placed, OrderState.Rejected, OrderState.NotSent, OrderState.Unknown];

    private readonly string _entries = dialect.Schema + "entries";

    /// <summary>Whether it names orders, of which there are few.</summary>
    public static bool IsByName(OrderFilter filter) =>
        filter.OrderIds is not null || IsPlain(filter.References) || IsPlain(filter.Links);

    /// <summary>
    /// The <c>newest</c> entry of the ledger, after which a list ends whatever is ordered meanwhile; and whether few names begin as is
    /// asked for, as <c>is_few</c>.
    /// </summary>
    public Statement Begin(LedgerAccount account, OrderFilter filter)
    {
        var parameters = new List<Parameter> { Given.Text("account", account.Id) };
        var isFew = Beginning(filter, parameters) is { } sql
            ? FormattableString.Invariant($"(SELECT count(*) FROM ({sql} LIMIT {MostByBeginning + 1}) AS m) <= {MostByBeginning}")
            : "FALSE";
        return new Statement($"SELECT (SELECT max(entry) FROM {_entries}) AS newest, {isFew} AS is_few", [.. parameters]);
    }

    /// <summary>All entries, in no order: those of names, or of names that begin as is asked for.</summary>
    public Statement Few(LedgerAccount account, OrderFilter filter)
    {
        var parameters = new List<Parameter> { Given.Text("account", account.Id) };
        var where = Conditions(filter, parameters);

        // By nothing else: SQLite takes any index for better than a list of entries.
        where.Insert(0, !IsByName(filter) && Beginning(filter, parameters) is { } sql ? $"entry IN ({sql})" : "account = @account");
        return new Statement($"SELECT {Columns(filter)} FROM {_entries} WHERE {string.Join(" AND ", where)}", [.. parameters]);
    }

    /// <summary>The next entries in the order of their age.</summary>
    /// <param name="account">Whose orders.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="newest">The newest entry that counts.</param>
    /// <param name="last">The entry after which to go on; null to begin.</param>
    /// <param name="count">How many at most.</param>
    public Statement Page(LedgerAccount account, OrderFilter filter, long newest, FoundEntry? last, int count)
    {
        var parameters = new List<Parameter>
        {
            Given.Text("account", account.Id),
            Given.Number("newest", newest),
            Given.Number("count", count),
            Given.Time("at", last?.CreatedAt),
            Given.Number("entry", last?.Entry),
        };
        var lists = Lists(filter, parameters).ToList();
        var where = Conditions(filter, parameters, isListed: lists is not [[_]]);
        where.Add("entry <= @newest");
        if (last is not null)
            where.Add($"(created_at, entry) {(filter.Newest is null ? ">" : "<")} (@at, @entry)");
        var order = filter.Newest is null ? "ORDER BY created_at, entry LIMIT @count" : "ORDER BY created_at DESC, entry DESC LIMIT @count";
        var pages = lists.ConvertAll(
            list => $"SELECT {Columns(filter)} FROM {_entries} WHERE {string.Join(" AND ", [.. list, .. where])} {order}");
        return new Statement(
            pages.Count == 1
                ? pages[0]
                : string.Join(" UNION ALL ", pages.Select((page, number) => Invariant($"SELECT * FROM ({page}) AS l{number}")))
                    + $" {order}",
            [.. parameters]);
    }

    /// <summary>An entry of a row.</summary>
    public static FoundEntry Entry(Row row, OrderFilter filter)
    {
        var isMeant = filter.RefillDue is not { } due
            || (row.Text("status") is { } status
                && (StatusWords.IsCompletedOrder(status) || StatusWords.IsPartialOrder(status))
                && due.IsWithin(PanelId.Of(row.Text("service")!), row.Text("service_name"), row.Time("ended")!.Value));
        return new FoundEntry(row.Number("entry")!.Value, row.Time("created_at")!.Value, isMeant);
    }

    private static string Columns(OrderFilter filter) =>
        filter.RefillDue is null ? "entry, created_at" : $"entry, created_at, service, service_name, status, {EndedAt} AS ended";

    private static bool IsPlain(IReadOnlyList<string>? texts) => texts?.All(text => BeginningOf(text) == text) == true;

    private static string BeginningOf(string text) => text.IndexOfAny(['*', '?']) is >= 0 and var end ? text.Substring(0, end) : text;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Of the states that a filter of its own stands for, too.
    private static IReadOnlyList<OrderState>? StatesOf(OrderFilter filter) =>
        filter.States ?? (filter.RefillDue is null ? null : [OrderState.Placed]);

    // One that is being sent may turn out unknown once its row is read.
    private static IEnumerable<string> Written(IEnumerable<OrderState> states) =>
        states.SelectMany(state => state == OrderState.Unknown ? [state, OrderState.Sending] : new[] { state })
            .Select(state => state.ToString())
            .Distinct();

    // The lists that an index has in the order of age. Open orders have one to themselves.
    private static IEnumerable<string[]> Lists(OrderFilter filter, List<Parameter> parameters)
    {
        var states = Written(StatesOf(filter) ?? (filter.ServiceIds is null ? [] : AllStates)).ToList();
        var services = filter.ServiceIds?.Distinct(StringComparer.Ordinal).ToList();
        if (filter.Open || filter.Unsettled || states.Count == 0 || (services?.Count ?? 1) * states.Count > MostMerged)
            return [["account = @account"]];

        parameters.AddRange(states.Select((state, number) => Given.Text(Invariant($"state_{number}"), state)));
        parameters.AddRange((services ?? []).Select((service, number) => Given.Text(Invariant($"service_{number}"), service)));
        var byState = states.Select((_, number) => Invariant($"state = @state_{number}"));
        return services is null
            ? byState.Select(state => new[] { "account = @account", state })
            : services.SelectMany((_, number) => byState.Select(
                state => new[] { "account = @account", Invariant($"service = @service_{number}"), state }));
    }

    // What the lists say of services and states, SQLite must not hear again: it would sort them by that.
    private List<string> Conditions(OrderFilter filter, List<Parameter> parameters, bool isListed = false)
    {
        var where = new List<string>();
        if (filter.OrderIds is { } ids)
            Add(dialect.IsAmong("order_id", "@ids"), Given.Texts("ids", ids));
        if (filter.References is { } references)
            AddPatterns("reference", dialect.IsAmong, references);
        if (filter.Links is { } links)
            AddPatterns("link", dialect.IsLinkAmong, links);
        if (!isListed && filter.ServiceIds is { } services)
            Add(dialect.IsAmong("service", "@services"), Given.Texts("services", services));
        if (!isListed && filter.States is { } states)
            Add(dialect.IsAmong("state", "@states"), Given.Texts("states", Written(states)));
        if (filter.After is { } from)
            Add("created_at >= @from", Given.Time("from", from));
        if (filter.Before is { } before)
            Add("created_at < @before", Given.Time("before", before));
        if (filter.Open || filter.Unsettled)
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
            where.Add("(state IN ('Unknown', 'Sending') OR candidates IS NOT NULL AND order_id IS NULL)");
        return where;

        void Add(string condition, Parameter parameter)
        {
            where.Add(condition);
            parameters.Add(parameter);
        }

        void AddPatterns(string column, Func<string, string, string> isAmong, IReadOnlyList<string> texts)
        {
            var patterns = texts.ToLookup(text => BeginningOf(text) != text);
            var plain = isAmong(column, $"@{column}");
            Add(
                patterns[true].Any() ? $"({plain} OR {dialect.MatchesOne(column, $"@{column}_patterns")})" : plain,
                Given.Texts(column, patterns[false]));
            parameters.Add(Given.Texts($"{column}_patterns", patterns[true].Select(dialect.Pattern)));
        }
    }

    // The entries whose references or links begin as those that are asked for; null when they may begin in any way.
    private string? Beginning(OrderFilter filter, List<Parameter> parameters)
    {
        var (column, texts) = HaveBeginning(filter.Links) ? (dialect.Indexed("b.link"), filter.Links!)
            : HaveBeginning(filter.References) ? ("b.reference", filter.References!)
            : (string.Empty, []);
        if (texts.Count == 0)
            return null;

        // The last character that there is: every text that begins so stands before it.
        parameters.Add(Given.Texts("beginnings", texts.Select(BeginningOf).Distinct(StringComparer.Ordinal)));
        parameters.Add(Given.Text("above", "\U0010FFFF"));
        var beginning = filter.Links == texts ? dialect.Indexed("v.value") : "v.value";
        return $"SELECT b.entry FROM {dialect.Each("@beginnings", "v")} CROSS JOIN {_entries} AS b "
            + $"WHERE b.account = @account AND {column} >= {beginning} AND {column} < {beginning} || @above";

        static bool HaveBeginning(IReadOnlyList<string>? texts) => texts?.All(text => BeginningOf(text).Length > 0) == true;
    }

    // As FoldedWord does.
    private static string Folded(string column) => $"replace(replace(replace(lower({column}), ' ', ''), '_', ''), '-', '')";
}
