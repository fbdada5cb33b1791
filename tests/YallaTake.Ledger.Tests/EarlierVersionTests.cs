using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

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

    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _opened = [];

    [Theory]
    [InlineData("panel", PanelUri, Key)]
    [InlineData("rotated", PanelUri, "another-key-0.1.0")]
    [InlineData("other", "https://other.example/api/v2", Key)]
    public async Task Every_order_in_a_file_has_the_outcome_that_it_had(string account, string uri, string key)
    {
        Assert.Equal(ExpectedStates(account), await StatesAsync(OpenFile(uri, key)));
    }

    [Theory]
    [InlineData("panel", PanelUri, Key)]
    [InlineData("rotated", PanelUri, "another-key-0.1.0")]
    [InlineData("other", "https://other.example/api/v2", Key)]
    public async Task Every_order_in_a_database_has_the_outcome_that_it_had(string account, string uri, string key)
    {
        Assert.Equal(ExpectedStates(account), await StatesAsync(OpenDatabase(await RestoreAsync(), uri, key)));
    }

    [Fact]
    public async Task An_order_placed_from_the_same_row_is_given_back()
    {
        var file = OpenFile();
        var database = OpenDatabase(await RestoreAsync());
        var expected = ExpectedStates("panel");

        foreach (var row in Rows("orders.csv"))
        {
            var number = Assert.Single(expected, state => state.Reference == row["Reference"]).OrderId;
            Assert.Equal(number, (await file.RecallAsync(row["Reference"], Request(row)))?.OrderIdText);
            Assert.Equal(number, (await database.RecallAsync(row["Reference"], Request(row)))?.OrderIdText);
        }
    }

    [Fact]
    public async Task What_was_spent_counts_toward_a_limit()
    {
        foreach (var ledger in new OrderLedger[] { OpenFile(), OpenDatabase(await RestoreAsync()) })
        {
            Assert.Null(await ledger.PreviewAsync(TestOrders.Intent("next", charge: 1, limit: 377.0325m), 0));
            var refusal = await ledger.PreviewAsync(TestOrders.Intent("next", charge: 1, limit: 377.0324m), 0);
            Assert.Equal(ErrorId.SpendLimitReached, refusal?.Id);
        }
    }

    [Fact]
    public async Task Outcomes_in_the_journal_reach_the_entries_that_are_there()
    {
        var database = await RestoreAsync();
        var journal = Directory.CreateDirectory(_folder.File(JournalName($"127.0.0.1:{server.Port}/{database}")));
        foreach (var file in Directory.GetFiles(Path.Combine(Fixtures, "journal", JournalName("db.example:5432/orders"))))
            File.Copy(file, Path.Combine(journal.FullName, Path.GetFileName(file)));
        var ledger = OpenDatabase(database);

        Assert.Equal(2, await ledger.CatchUpAsync());

        Assert.Equal(1, ledger.Kept);
        Assert.Equal("24001", (await ledger.GetAsync("journal-placed"))?.OrderIdText);
        Assert.StartsWith("panel.example did not answer", (await ledger.GetAsync("journal-unknown"))?.Error, StringComparison.Ordinal);
        Assert.Null(await ledger.GetAsync("journal-placed-and-entry-lost"));
    }

    [Fact]
    public async Task A_process_of_that_version_claims_and_settles_in_a_file()
    {
        var ledger = OpenFile();
        using var connection = new LedgerConnection($"Data Source={_folder.File("orders.db")};Pooling=False");
        connection.Open();
        var account = connection.Scalar<string>("SELECT account FROM orders WHERE reference = 'own-field'");

        var entry = connection.Scalar<long>(
            Statement("sqlite claim"),
            [
                ("@account", account), ("@reference", "old process"), ("@service", 7), ("@name", "Likes"), ("@link", "x"),
                ("@fields", "{}"), ("@quantity", 1), ("@estimate", "1"), ("@currency", "USD"), ("@now", 1), ("@holder", "host/1/mark/1"),
                ("@lease", long.MaxValue), ("@balance", null), ("@spent", 1),
            ]);
        Assert.Equal(OrderState.Sending, (await ledger.GetAsync("old process"))?.State);
        connection.Execute(
            Statement("sqlite settle"),
            [
                ("@state", "Placed"), ("@order", "99"), ("@error", null), ("@now", 2), ("@open", true), ("@spent", 1),
                ("@holder", "host/1/mark/1"), ("@entry", entry),
            ]);
        Assert.Equal("99", (await ledger.GetAsync("old process"))?.OrderIdText);
    }

    [Fact]
    public async Task A_process_of_that_version_claims_and_settles_in_a_database()
    {
        var database = await RestoreAsync();
        var ledger = OpenDatabase(database);
        await using var connection = new NpgsqlConnection(server.Address(database) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var account = await connection.FirstAsync(
            "SELECT account FROM yallatake.orders WHERE reference = 'own-field'",
            row => row.GetString(0));
        var mark = Guid.NewGuid();
        NpgsqlParameter[] Order() =>
        [
            Given.Text("account", account), Given.Text("reference", "old process"), Given.Time("now", LaterThatDay),
            Given.Number("spent", 1), Given.Id("claim", mark),
        ];

        await connection.ExecuteAsync(Statement("postgres queue"), Given.Text("account", account));
        await connection.ExecuteAsync(
            Statement("postgres claim"),
            [
                .. Order(), Given.Number("service", 7), Given.Text("name", "Likes"), Given.Text("link", "x"), Given.Text("fields", "{}"),
                Given.Number("quantity", 1), Given.Money("estimate", 1), Given.Text("currency", "USD"),
                Given.Text("holder", "host/1/mark/1"), Given.Span("lease", TimeSpan.FromDays(1)), Given.Money("balance", null),
                Given.Span("duplicate", null), Given.Span("window", TimeSpan.FromDays(1)), Given.Money("room", 1000),
            ]);
        Assert.Equal(OrderState.Sending, (await ledger.GetAsync("old process"))?.State);
        await connection.ExecuteAsync(
            Statement("postgres settle"),
            [.. Order(), Given.Text("state", "Placed"), Given.Text("order", "99"), Given.Text("error", null), Given.Flag("open", true)]);
        Assert.Equal("99", (await ledger.GetAsync("old process"))?.OrderIdText);
    }

    public void Dispose()
    {
        foreach (var opened in _opened)
            opened.Dispose();
        _folder.Dispose();
    }

    private static List<State> ExpectedStates(string account) =>
    [
        .. from row in Rows("states.csv")
           where row["Account"] == account
           select new State(row["Reference"], row["State"], row["OrderId"] is { Length: > 0 } number ? number : null),
    ];

    private static async Task<List<State>> StatesAsync(OrderLedger ledger) =>
        await ledger.FindAsync(new OrderFilter(), TestContext.Current.CancellationToken)
            .Select(order => new State(order.Reference!, order.State.ToString(), order.OrderIdText))
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
        });

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

    private static string Statement(string name) =>
        File.ReadAllText(Path.Combine(Fixtures, "statements.sql"))
            .Split("-- name: ")
            .Single(part => part.StartsWith(name + "\n", StringComparison.Ordinal))[(name.Length + 1)..];

    private static string JournalName(string database) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(database)))[..16];

    private SqliteLedger OpenFile(string uri = PanelUri, string key = Key)
    {
        File.Copy(Path.Combine(Fixtures, "orders.db"), _folder.File("orders.db"));
        return Opened(new SqliteLedger(_folder.File("orders.db"), "panel", Fingerprint(uri, key), Time, Chance.System));
    }

    private PostgresLedger OpenDatabase(string database, string uri = PanelUri, string key = Key) =>
        Opened(new PostgresLedger(server.Address(database), null, _folder.Path, "panel", Fingerprint(uri, key), Time, Chance.System) { ServerTime = Time.GetUtcNow });

    private async Task<string> RestoreAsync()
    {
        PostgresServer.SkipIfMissing();
        var database = await server.NewDatabaseAsync();
        await using var connection = new NpgsqlConnection(server.Address(database) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var dump = await File.ReadAllLinesAsync(Path.Combine(Fixtures, "orders.sql"), TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(string.Join('\n', dump.Where(line => !line.StartsWith('\\'))));
        return database;
    }

    private Func<byte[], string> Fingerprint(string uri, string key)
    {
        using var secure = new SecureString();
        foreach (var letter in key)
            secure.AppendChar(letter);
        return Opened(new PanelClient(new PanelOptions { Uri = new Uri(uri), ApiKey = secure, Time = Time, Chance = Chance.System })).Fingerprint;
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

    private sealed record State(string Reference, string Status, string? OrderId);
}
