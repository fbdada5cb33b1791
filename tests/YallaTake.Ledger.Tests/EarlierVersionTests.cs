using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Postgres;

namespace YallaTake;

/// <summary>Ledgers that version 0.1.0 made: see Fixtures/0.1.0/README.md. Each test works on a copy.</summary>
[Collection(PostgresCollection.Name)]
public sealed partial class EarlierVersionTests(PostgresServer server) : IDisposable
{
    private const string PanelUri = "https://panel.example/api/v2";
    private const string Key = "fixture-key-0.1.0";

    private static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "Fixtures", "0.1.0");
    private static readonly DateTimeOffset LaterThatDay = new(2026, 11, 27, 15, 0, 0, TimeSpan.Zero);

    private static readonly StandingTime Time = new() { Moment = LaterThatDay };

    private static readonly string[] SurelyNotBought =
    [
        "refused-funds", "refused-link", "refused-quantity", "refused-service", "refused-key", "refused-dotted-key",
        "refused-unknown-text", "refused-plain-text", "refused-status-error", "refused-400", "refused-401", "refused-402", "refused-403",
        "refused-404", "refused-422", "server-error-500-funds", "server-error-502-service", "server-error-503-key",
        "server-error-500-plain-text", "not-sent-connection-refused", "not-sent-stopped", "not-sent-ledger-lost", "not-sent-resolved",
        "not-sent-lapsed-resolved", "rotated-rejected",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _opened = [];
    private string? _database;

    [Theory]
    [InlineData("panel", PanelUri, Key)]
    [InlineData("rotated", PanelUri, "another-key-0.1.0")]
    [InlineData("other", "https://other.example/api/v2", Key)]
    public async Task Every_order_has_the_outcome_that_it_had_unless_the_rule_for_it_is_no_longer_held(
        string account, string uri, string key)
    {
        foreach (var ledger in await BothAsync(uri, key))
            Assert.Equal(ExpectedStates(account), await StatesAsync(ledger));
    }

    [Fact]
    public async Task The_same_rows_place_nothing_and_give_the_same_orders_back()
    {
        var services = await File.ReadAllTextAsync(Path.Combine(Fixtures, "services.json"), TestContext.Current.CancellationToken);
        using var panel = new TestPanel("""{"order":99999}""") { Services = services };
        var client = Opened(TestPanels.Client(PanelUri, Key, Time, handler: panel));
        var catalogue = new Catalogue(client, Time);
        var expected = ExpectedStates("panel");

        foreach (var ledger in await BothAsync())
        {
            var desk = new OrderDesk(
                client, catalogue, ledger, new OrderDeskSettings("panel", "USD", null, TimeSpan.FromSeconds(60)), Time, Chance.System);
            foreach (var row in Rows("orders.csv"))
            {
                var check = await desk.CheckAsync(Request(row), new OrderTerms(), null, TestContext.Current.CancellationToken);
                Assert.Equal(
                    Assert.Single(expected, state => state.Reference == row["Reference"]).OrderId, check.Existing?.OrderId?.ToString());
            }
        }

        Assert.Equal(0, panel.Adds);
    }

    [Fact]
    public async Task What_was_spent_or_may_have_been_counts_toward_a_limit()
    {
        // What the earlier version counted, and 0.9 for each order that is in doubt now.
        var spent = 376.0325m + (0.9m * Rows("states.csv").Count(row => row["Account"] == "panel" && IsInDoubt(row)));
        foreach (var ledger in await BothAsync())
        {
            Assert.Null(await ledger.PreviewAsync(TestOrders.Intent("next", charge: 1, limit: spent + 1), 0));
            Assert.Equal(
                ErrorId.SpendLimitReached,
                (await ledger.PreviewAsync(TestOrders.Intent("next", charge: 1, limit: spent + 0.9999m), 0))?.Id);
            await ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: spent + 1));
            await TestLedgers.RefusedAsync(
                ErrorId.SpendLimitReached, () => ledger.ClaimAsync(TestOrders.Intent("one more", charge: 0.0001m, limit: spent + 1)));
        }
    }

    [Fact]
    public async Task What_was_ordered_with_a_rotated_key_is_one_account_as_soon_as_both_have_the_name()
    {
        foreach (var name in new[] { null, "shop" })
        {
            foreach (var (one, other) in (await BothAsync(name: name)).Zip(
                await BothAsync(key: "another-key-0.1.0", name: name, again: true)))
            {
                await one.ClaimAsync(TestOrders.Intent($"next {name}"));
                if (name is null)
                    await TestLedgers.RefusedAsync(
                        ErrorId.ReferenceMismatch, () => other.ClaimAsync(TestOrders.Intent("type-default")), "under another key");
                else
                    Assert.Equal(23547L, (await other.GetAsync("own-field"))?.OrderId);
            }
        }
    }

    [Fact]
    public async Task Outcomes_in_the_journal_reach_the_entries_that_are_there_and_replace_the_one_that_is_lost()
    {
        var database = await RestoreAsync();
        var journal = Directory.CreateDirectory(_folder.File("earlier"));
        foreach (var file in Directory.GetFiles(Path.Combine(Fixtures, "journal", "7BF9143980F1E8A6")))
            File.Copy(file, Path.Combine(journal.FullName, Path.GetFileName(file)));
        var ledger = OpenDatabase(database, earlier: journal.FullName);

        Assert.Equal(2, await ledger.CatchUpAsync());

        Assert.Equal(1, ledger.Kept);
        Assert.Equal(24001L, (await ledger.GetAsync("journal-placed"))?.OrderId);
        Assert.StartsWith("panel.example did not answer", (await ledger.GetAsync("journal-unknown"))?.Error, StringComparison.Ordinal);
        Assert.Equal(24002L, (await ledger.ClaimAsync(TestOrders.Intent("journal-placed-and-entry-lost"))).Existing?.OrderId);
        Assert.Equal((1, 0), (await ledger.CatchUpAsync(), ledger.Kept));
    }

    [Fact]
    public async Task A_process_of_that_version_can_neither_claim_nor_settle_in_a_file()
    {
        await OpenFile().GetAsync("own-field");
        using var connection = new SqliteConnection($"Data Source={_folder.File("orders.db")};Pooling=False");
        connection.Open();

        foreach (var statement in new[] { "sqlite recall", "sqlite claim", "sqlite renew", "sqlite settle", "sqlite second" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = Statement(statement);
            Assert.Contains(
                "no such table", Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_process_of_that_version_can_neither_claim_nor_settle_in_a_database()
    {
        var database = await RestoreAsync();
        await OpenDatabase(database).GetAsync("own-field");

        foreach (var statement in new[] { "postgres claim", "postgres renew", "postgres settle", "postgres second" })
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(
                () => server.ExecuteAsync(database, Parameter().Replace(Statement(statement), "NULL")));
            Assert.Contains("relation \"yallatake.orders\" does not exist", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_that_is_brought_up_to_date_leaves_a_copy_beside_it()
    {
        await OpenFile().GetAsync("own-field");

        using var copy = new SqliteConnection($"Data Source={_folder.File("orders.db.version1")};Pooling=False");
        copy.Open();
        using var command = copy.CreateCommand();
        command.CommandText = "SELECT count(*) FROM orders";
        Assert.Equal(174L, command.ExecuteScalar());
        Assert.Equal(
            ["orders.db", "orders.db-shm", "orders.db-wal", "orders.db.version1"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact(Explicit = true)]
    [Trait("Slow", "minutes")]
    public async Task A_million_orders_are_brought_up_to_date_in_a_file()
    {
        File.Copy(Path.Combine(Fixtures, "orders.db"), _folder.File("orders.db"));
        using (var connection = new SqliteConnection($"Data Source={_folder.File("orders.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Million(
                "(WITH RECURSIVE series (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < 1000000) SELECT n FROM series)",
                string.Empty,
                "n",
                "CAST(n AS TEXT)");
            command.ExecuteNonQuery();
        }

        await MeasureAsync(OpenFile());
    }

    [Fact(Explicit = true)]
    [Trait("Slow", "minutes")]
    public async Task A_million_orders_are_brought_up_to_date_in_a_database()
    {
        var database = await RestoreAsync();
        await server.ExecuteAsync(database, Million("generate_series(1, 1000000) AS n", "yallatake.", "to_timestamp(n)", "n::text"));

        await MeasureAsync(OpenDatabase(database));
    }

    public void Dispose()
    {
        foreach (var opened in _opened)
            opened.Dispose();
        _folder.Dispose();
    }

    // Of every ten, eight are placed, one was refused, and of one it is not known any more that it was not bought.
    private static string Million(string series, string schema, string time, string text) =>
        $"""
        INSERT INTO {schema}orders (account, reference, service_id, service_name, link, fields, quantity, estimate, currency, state,
            order_id, error, created_at, sent_at, settled_at, spent, is_open)
        SELECT o.account, 'million ' || n, 101, 'Likes', 'https://example.com/p/' || (n % 50000), o.fields, 1000, o.estimate, 'USD',
            CASE n % 10 WHEN 8 THEN 'Rejected' WHEN 9 THEN 'NotSent' ELSE 'Placed' END, CASE WHEN n % 10 < 8 THEN {text} END,
            CASE n % 10 WHEN 8 THEN 'The panel says: Incorrect link' WHEN 9 THEN 'The panel says: Too many requests' END,
            {time}, {time}, {time}, CASE WHEN n % 10 < 8 THEN 90000000 ELSE 0 END, n % 1000 = 0
        FROM {series} CROSS JOIN (
            SELECT account, fields, estimate FROM {schema}orders
            WHERE reference = 'type-default' AND created_at = (SELECT min(created_at) FROM {schema}orders)) AS o
        """;

    private static async Task MeasureAsync(StoredLedger ledger)
    {
        Assert.Equal(OrderState.Unknown, (await TimeAsync("brought up to date", () => ledger.GetAsync("million 9")))?.Phase);
        Assert.Equal(OrderState.Rejected, (await TimeAsync("one found", () => ledger.GetAsync("million 8")))?.Phase);
        await TimeAsync("claimed under a limit", () => ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1_000_000)));
        await TimeAsync(
            "claimed with a look at duplicates",
            () => ledger.ClaimAsync(
                TestOrders.Intent("later", service: 101, link: "https://example.com/p/7", noDuplicateWithin: TimeSpan.FromDays(1))));
        Assert.Equal(1_000_124, await TimeAsync("all listed", () => ledger.CountAsync()));
        await TimeAsync("the newest ten", () => ledger.FindAsync(new OrderFilter { Newest = 10 }));
        OrderStatus[] statuses = [.. Enumerable.Range(5000, 100).Select(n => TestOrders.Status(n, "Completed", 0.9m, "USD"))];
        await TimeAsync("a hundred statuses with changes", () => RecordAsync(ledger, statuses));
        await TimeAsync("the same hundred without", () => RecordAsync(ledger, statuses));
        Assert.NotEmpty(await TimeAsync(
            "services measured", () => ledger.MeasureServicesAsync(new OrderFilter(), TestContext.Current.CancellationToken)));
    }

    private static async Task<int> RecordAsync(StoredLedger ledger, OrderStatus[] statuses)
    {
        await ledger.RecordAsync(statuses);
        return statuses.Length;
    }

    private static async Task<T> TimeAsync<T>(string what, Func<Task<T>> act)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = await act();
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{what}: {clock.Elapsed.TotalSeconds:0.000} s"));
        return result;
    }

    private static List<State> ExpectedStates(string account) =>
    [
        .. from row in Rows("states.csv")
           where row["Account"] == account
           select new State(
               row["Reference"], IsInDoubt(row) ? "Unknown" : row["State"], row["OrderId"] is { Length: > 0 } number ? number : null),
    ];

    // What its text does not say of an order that was surely not bought.
    private static bool IsInDoubt(Dictionary<string, string> row) =>
        row["State"] is "Rejected" or "NotSent" && !SurelyNotBought.Contains(row["Reference"]);

    private static async Task<List<State>> StatesAsync(OrderLedger ledger) =>
        await ledger.FindAsync(new OrderFilter(), TestContext.Current.CancellationToken)
            .Select(order => new State(order.Reference!, order.Phase.ToString(), order.OrderId?.ToString()))
            .ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>What New-YtOrder makes of a row.</summary>
    private static OrderRequest Request(Dictionary<string, string> row) => new(
        long.Parse(row["ServiceId"], CultureInfo.InvariantCulture),
        from cell in row
        where cell.Key is not ("Reference" or "ServiceId") && cell.Value.Length > 0
        select cell.Key switch
        {
            "MinQuantity" or "MaxQuantity" => new KeyValuePair<string, string>(cell.Key[..3].ToLowerInvariant(), cell.Value),
            "Expiry" => new("expiry", string.Join('/', cell.Value.Split('-').Reverse())),
            _ => new(WordBoundary().Replace(cell.Key, "_").ToLowerInvariant(), cell.Value),
        })
    {
        Reference = row["Reference"],
    };

    // Every cell is quoted.
    private static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        List<string> row = [], names = [];
        foreach (Match cell in Cell().Matches(File.ReadAllText(Path.Combine(Fixtures, file))))
        {
            row.Add(cell.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal));
            if (cell.Groups[2].Value == ",")
                continue;

            if (names.Count == 0)
                names = row;
            else
                yield return names.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second);
            row = [];
        }
    }

    private static string Statement(string name) => Statement(Fixtures, name);

    private static string Statement(string folder, string name) =>
        File.ReadAllText(Path.Combine(folder, "statements.sql"))
            .Split("-- name: ")
            .Single(part => part.StartsWith(name + "\n", StringComparison.Ordinal))[(name.Length + 1)..];

    private async Task<OrderLedger[]> BothAsync(string uri = PanelUri, string key = Key, string? name = null, bool again = false) =>
        [OpenFile(uri, key, name), OpenDatabase(again ? _database! : await RestoreAsync(), uri, key, name)];

    private StoredLedger OpenFile(string uri = PanelUri, string key = Key, string? name = null)
    {
        if (!File.Exists(_folder.File("orders.db")))
            File.Copy(Path.Combine(Fixtures, "orders.db"), _folder.File("orders.db"));
        return Opened(TestLedgers.InFile(_folder.File("orders.db"), AccountOf(uri, key, name), Time, makes: false));
    }

    private StoredLedger OpenDatabase(
        string database, string uri = PanelUri, string key = Key, string? name = null, string? earlier = null) =>
        Opened(
            TestLedgers.InDatabase(
                server.Address(database),
                new OutcomeJournal(_folder.File("journal"), earlier),
                AccountOf(uri, key, name),
                Time,
                makes: false));

    private AccountKey AccountOf(string uri, string key, string? name) =>
        TestPanels.Key(Opened(TestPanels.Client(uri, key, Time)), uri, name);

    private async Task<string> RestoreAsync()
    {
        PostgresServer.SkipIfMissing();
        _database = await server.NewDatabaseAsync();
        await using var connection = new NpgsqlConnection(server.Address(_database) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var dump = await File.ReadAllLinesAsync(Path.Combine(Fixtures, "orders.sql"), TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(string.Join('\n', dump.Where(line => !line.StartsWith('\\'))), TestContext.Current.CancellationToken);
        return _database;
    }

    private T Opened<T>(T opened)
        where T : IDisposable
    {
        _opened.Add(opened);
        return opened;
    }

    [GeneratedRegex("\"((?:[^\"]|\"\")*)\"(,|\n)")]
    private static partial Regex Cell();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordBoundary();

    [GeneratedRegex("@[a-z]+")]
    private static partial Regex Parameter();

    private sealed record State(string Reference, string Status, string? OrderId);
}
