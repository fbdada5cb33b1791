using System.Globalization;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>What forbids an order: the SQL of duplicates, overlaps, the spend limit, and the same reference elsewhere.</summary>
internal sealed class LimitStatements
{
    private const long MillisecondsOfDay = 86_400_000;

    private readonly SqlDialect _dialect;
    private readonly string _entries;
    private readonly string _columns;
    private readonly string _spent;
    private readonly string _otherKey;
    private readonly string _elsewhere;

    public LimitStatements(SqlDialect dialect)
    {
        _dialect = dialect;
        _entries = dialect.Schema + "entries";
        _columns = OrderRow.Columns(dialect);

        // The same address under another key may be the same account, until both have names. Of the day in which the window begins only
        // the orders since then count; of later days the sums are kept.
        var (others, related) = (OfAddress(), Related());
        _spent =
            $"""
            SELECT {dialect.Sum("p.thousands", "p.rest")} FROM (
                SELECT d.thousands, d.rest FROM {dialect.Schema}spending AS d WHERE d.account IN ({related}) AND d.day > @day
                UNION ALL
                SELECT s.spent / 1000, s.spent % 1000 FROM {_entries} AS s
                WHERE s.account IN ({related}) AND s.sent_at > @window AND s.sent_at < @day_end AND s.spent > 0
                UNION ALL
                SELECT -(o.spent / 1000), -(o.spent % 1000) FROM {_entries} AS o
                WHERE o.account = @account AND o.reference = @reference AND o.sent_at > @window AND o.spent > 0
            ) AS p
            """;
        _otherKey =
            $"""
            SELECT k.created_at FROM {_entries} AS k
            WHERE k.account IN ({others}) AND k.reference = @reference AND k.state IN ('Sending', 'Placed', 'Unknown')
            """;
        _elsewhere =
            $"""
            SELECT 1 FROM {_entries} AS e LEFT JOIN {dialect.Schema}accounts AS a ON a.account = e.account
            WHERE e.reference = @reference AND e.account <> @account AND e.state IN ('Sending', 'Placed', 'Unknown')
                AND {OrderRow.IsOfSameKind} AND {OrderRow.IsLedgerWide(dialect, "@reference")}
            """;
    }

    /// <summary>Whether nothing forbids the intent, as a condition of its claim.</summary>
    public string Allows(OrderIntent intent) => string.Join(
        " AND ",
        new[]
        {
            intent.NoDuplicateWithin is null ? null : $"NOT EXISTS ({DuplicatesSql(intent)})",
            intent.NoOverlap ? $"NOT EXISTS ({OverlapsSql(intent)})" : null,
            intent.SpendLimit is null ? null : $"({_spent}) <= @room",
            $"NOT EXISTS ({_otherKey})",
            $"NOT EXISTS ({_elsewhere})",
        }.OfType<string>());

    /// <summary>Orders of a link of which it is not known whether they were bought.</summary>
    public Statement Doubtful(LedgerAccount account, string? link, string reference) => new(
        $"""
        SELECT d.reference FROM {_entries} AS d
        WHERE d.account = @account AND {_dialect.IsLink("d.link", "@link")} AND d.reference <> @reference
            AND d.state IN ('Sending', 'Unknown') LIMIT 1
        """,
        Given.Text("account", account.Id),
        Given.Text("link", link),
        Given.Text("reference", reference));

    /// <summary>The reference of a duplicate, its service, and its panel's address.</summary>
    public Statement Duplicates(LedgerAccount account, OrderIntent intent, DateTimeOffset now) => new(
        $"""
        SELECT u.reference, u.service, {Address("u")}
        FROM ({DuplicatesSql(intent)}) AS u ORDER BY u.entry DESC LIMIT 1
        """,
        About(account, intent, now));

    /// <summary>An order that may still change, of the same service or category and for the same link; and its panel's address.</summary>
    public Statement Overlapping(LedgerAccount account, OrderIntent intent, DateTimeOffset now) => new(
        $"""
        SELECT {_columns}, {Address("entries")}
        FROM {_entries} WHERE entries.entry IN ({OverlapsSql(intent)}) ORDER BY entries.entry LIMIT 1
        """,
        About(account, intent, now));

    /// <summary>Entries that may still change, of a version that did not write down what their links point to.</summary>
    public Statement WithoutTarget() =>
        new($"SELECT entry, link FROM {_entries} WHERE is_open AND target IS NULL AND link IS NOT NULL");

    public Statement RecordTarget(long entry, string? target) => new(
        $"UPDATE {_entries} SET target = @target WHERE entry = @entry", Given.Number("entry", entry), Given.Text("target", target));

    /// <summary>What other orders cost or may have cost within the window, as <c>spent</c>.</summary>
    public Statement Spent(LedgerAccount account, OrderIntent intent, DateTimeOffset now) =>
        new($"SELECT ({_spent}) AS spent", About(account, intent, now));

    /// <summary>What all orders cost or may have cost within a time, as <c>spent</c>.</summary>
    public Statement Spent(LedgerAccount account, TimeSpan window, DateTimeOffset now) => new(
        $"SELECT ({_spent}) AS spent",
        [.. Account(account), Given.Text("reference", string.Empty), .. Window(now, window)]);

    /// <summary>When an order of this reference was made under another key of the same address.</summary>
    public Statement OtherKey(LedgerAccount account, string reference) => new(
        $"{_otherKey} LIMIT 1",
        [.. Account(account), Given.Text("reference", reference)]);

    /// <summary>What all of this is asked about.</summary>
    public static Parameter[] About(LedgerAccount account, OrderIntent intent, DateTimeOffset now) =>
    [
        .. Account(account),
        .. intent.OtherChoices.SelectMany((other, number) => Account(other.Account, Name(number))
            .Append(Given.PanelId("service" + Name(number), other.ServiceId))),
        Given.Text("reference", intent.Reference),
        Given.PanelId("service", intent.Service.ServiceId),
        Given.Text("link", intent.Request.Link),
        Given.Text("target", intent.Target),
        Given.Text("category", intent.Service.Category),
        Given.Time("duplicate", intent.NoDuplicateWithin?.Before(now)),
        .. Window(now, intent.SpendLimit?.Window),
        Given.Flag("local", account.IsLocal),
        Given.Number("room", intent.Room),
        Given.Time("now", now),
    ];

    private static Parameter[] Account(LedgerAccount account, string choice = "") =>
    [
        Given.Text("account" + choice, account.Id), Given.Text("address" + choice, account.Address),
        Given.Text("named" + choice, account.Name),
    ];

    private static Parameter[] Window(DateTimeOffset now, TimeSpan? window)
    {
        var since = window?.Before(now);
        var day = since?.ToUnixTimeMilliseconds() / MillisecondsOfDay;
        return
        [
            Given.Time("window", since),
            Given.Number("day", day),
            Given.Time("day_end", day is { } begun ? DateTimeOffset.FromUnixTimeMilliseconds((begun + 1) * MillisecondsOfDay) : null),
        ];
    }

    private string Address(string entry) =>
        $"(SELECT a.address FROM {_dialect.Schema}accounts AS a WHERE a.account = {entry}.account) AS address";

    private string OfAddress(string choice = "") =>
        $"SELECT a.account FROM {_dialect.Schema}accounts AS a WHERE a.address = @address{choice} AND a.account <> @account{choice} AND "
        + $"(a.name IS NULL OR @named{choice} IS NULL)";

    private string Related(string choice = "") => $"SELECT @account{choice} UNION ALL {OfAddress(choice)}";

    private string DuplicatesSql(OrderIntent intent)
    {
        return OfEachChoice(intent, Of);

        string Of(string choice, string isOwn) =>
            $"""
            SELECT o.entry, o.reference, o.service, o.account FROM {_entries} AS o
            WHERE o.account IN ({Related(choice)}) AND o.service = @service{choice} AND {_dialect.IsLink("o.link", "@link")}
                AND NOT ({isOwn}) AND o.sent_at > @duplicate AND o.state IN ('Sending', 'Placed', 'Unknown')
            """;
    }

    // The category of another choice's service is not known before its turn.
    private string OverlapsSql(OrderIntent intent)
    {
        return OfEachChoice(intent, Of);

        string Of(string choice, string isOwn) =>
            $"""
            SELECT o.entry FROM {_entries} AS o
            WHERE o.account IN ({Related(choice)}) AND NOT ({isOwn})
                AND o.is_open AND o.target = @target AND (o.service = @service{choice} OR o.category = @category)
            """;
    }

    // Each choice has its own index to look in. What another choice has of the reference, which is one for the whole ledger, is this order.
    private static string OfEachChoice(OrderIntent intent, Func<string, string, string> of) => string.Join(
        " UNION ALL ",
        Enumerable.Range(0, intent.OtherChoices.Count)
            .Select(number => of(Name(number), "o.reference = @reference"))
            .Prepend(of(string.Empty, "o.account = @account AND o.reference = @reference")));

    private static string Name(int choice) => choice.ToString("'_'0", CultureInfo.InvariantCulture);
}
