using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Sqlite;
using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>A ledger of many years answers at once: no question on plain values reads it all.</summary>
public sealed class SqliteIndexTests : IClassFixture<SqliteIndexTests.Years>
{
    private const int Orders = 20_000;

    private readonly Years _years;

    public SqliteIndexTests(Years years) => _years = years;

    private static readonly Dictionary<string, (OrderFilter Filter, string By, int Found)> Filters = new()
    {
        ["order id"] = (new OrderFilter { OrderIds = ["123", "19999"] }, "order_id=?", 2),
        ["reference"] = (new OrderFilter { References = ["order 7", "order 8"] }, "reference=?", 2),
        ["link"] = (new OrderFilter { Links = ["https://example.com/p/42"] }, "link=?", 20),
        ["all"] = (new OrderFilter(), "orders_by_time", Orders),
        ["service"] = (new OrderFilter { ServiceIds = ["11"] }, "service=? AND state=?", 200),
        ["services and states"] = (
            new OrderFilter { ServiceIds = ["0", "11"], States = [OrderState.Unknown, OrderState.Placed] }, "service=? AND state=?", 400),
        ["links that begin so"] = (new OrderFilter { Links = ["https://example.com/p/99*", "https://example.com/p/8?"] }, "rowid=?", 420),
        ["references that begin so"] = (new OrderFilter { References = ["order 1999*"] }, "rowid=?", 11),
        ["to be settled"] = (new OrderFilter { Unsettled = true }, "orders_open", 20),
        ["service and link"] = (new OrderFilter { ServiceIds = ["42"], Links = ["https://example.com/p/142"] }, "link=?", 20),
        ["state"] = (new OrderFilter { States = [OrderState.Unknown] }, "state=? AND created_at>?", 200),
        ["time"] = (
            new OrderFilter { After = DateTimeOffset.FromUnixTimeMilliseconds(100), Before = DateTimeOffset.FromUnixTimeMilliseconds(110) },
            "created_at>? AND created_at<?", 10),
        ["open"] = (new OrderFilter { Open = true }, "orders_open", 20),
    };

    public static TheoryData<string> Questions => [.. Filters.Keys];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_question_is_answered_by_an_index(string question)
    {
        var (filter, by, found) = Filters[question];
        var plan = _years.Plan(filter);

        Assert.True(
            plan.Any(step => step.StartsWith("SEARCH", StringComparison.Ordinal) && step.Contains(by, StringComparison.Ordinal)),
            $"{question}: {string.Join("; ", plan)}");
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN entries", StringComparison.Ordinal)
            || step.StartsWith("SCAN b", StringComparison.Ordinal)
            || (step.EndsWith("(account=?)", StringComparison.Ordinal) && question != "all"));

        // Only a page of each list is sorted, to be merged.
        Assert.All(
            plan.Zip(plan.Skip(1)).Where(steps => steps.Second.Contains("TEMP B-TREE", StringComparison.Ordinal)),
            steps => Assert.StartsWith("SCAN l", steps.First, StringComparison.Ordinal));
        Assert.Equal(
            found,
            await _years.Ledger.FindAsync(filter, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_batch_of_statuses_is_written_by_indexes()
    {
        foreach (var plan in _years.Plans(TestOrders.Status(123, "Completed", 1)))
        {
            Assert.Contains(plan, step => step.Contains("order_id=?", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.StartsWith("SCAN e", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void An_order_is_settled_by_an_index()
    {
        var plan = _years.Plan(TestOrders.Intent("order 7").With("account", null, OrderState.Placed, "1", null, DateTimeOffset.UnixEpoch));

        Assert.Contains(plan, step => step.StartsWith("SEARCH entries", StringComparison.Ordinal)
            && step.Contains("reference=?", StringComparison.Ordinal));
    }

    /// <summary>A ledger with many orders, one a millisecond, of 100 services for 1000 links.</summary>
    public sealed class Years : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly LedgerFile _file;
        private readonly SqliteStore _store;
        private readonly LedgerAccount _account = new("account", "https://panel.example", null);

        public Years()
        {
            _file = new LedgerFile(_folder.File("orders.db"), makes: true, Chance.System);
            _store = new SqliteStore(_file.Path, makes: false, TimeProvider.System, Chance.System);
            Ledger = TestLedgers.InFile(_file.Path, new AccountKey("https://panel.example", null, _ => "account", _ => "earlier"));
            using var connection = _file.OpenForWriting();
            connection.Execute(
                $"""
                WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < {Orders - 1})
                INSERT INTO entries (account, reference, service, link, fields, state, order_id, created_at, sent_at, spent, is_open)
                SELECT 'account', 'order ' || n, n % 100, 'https://example.com/p/' || (n % 1000), '', iif(n % 100 = 0, 'Unknown',
                    'Placed'), n, n, n, 1, n % 1000 = 0 FROM number
                """);
        }

        internal OrderLedger Ledger { get; }

        internal List<string> Plan(OrderFilter filter)
        {
            var finding = new FindingStatements(_store.Dialect);
            using var connection = _file.OpenForReading();
            var isFew = FindingStatements.IsByName(filter)
                || connection.Query(finding.Begin(_account, filter), row => row.Flag("is_few"))[0];
            return Plan(isFew
                ? finding.Few(_account, filter)
                : finding.Page(_account, filter, newest: Orders, new FoundEntry(0, DateTimeOffset.UnixEpoch, true), count: 50));
        }

        internal List<string> Plan(JournalEntry outcome) =>
            Plan(new OutcomeStatements(_store.Dialect).Settle(outcome, DateTimeOffset.UnixEpoch));

        internal List<List<string>> Plans(params OrderStatus[] statuses) =>
            [.. new StatusStatements(_store.Dialect).Record(_account, statuses, DateTimeOffset.UnixEpoch).Select(Plan)];

        private List<string> Plan(Statement statement)
        {
            using var connection = _file.OpenForReading();
            return [.. connection.Query(statement with { Sql = "EXPLAIN QUERY PLAN " + statement.Sql }, row => row.Text("detail")!)];
        }

        public void Dispose()
        {
            Ledger.Dispose();
            _store.Dispose();
            _folder.Dispose();
        }
    }
}
