using System.Globalization;
using Npgsql;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Postgres;
using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>One database, many hosts and roles.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresSharingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<StoredLedger> _opened = [];
    private readonly PostgresServer _server;

    public PostgresSharingTests(PostgresServer server)
    {
        PostgresServer.SkipIfMissing();
        _server = server;
    }

    [Fact]
    public async Task Hosts_that_open_a_new_database_at_once_all_use_the_same_ledger()
    {
        var database = await _server.NewDatabaseAsync();
        var hosts = Enumerable.Range(0, 6).Select(_ => Open(_server.Address(database))).ToArray();

        await Task.WhenAll(hosts.Select((host, number) => Task.Run(() => host.ClaimAsync(TestOrders.Intent($"order {number}")))));

        Assert.Equal(
            6,
            await hosts[0].FindAsync(
                new OrderFilter(), TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            $"1|{PostgresSchema.Migrations.Count}",
            await _server.AskAsync(database, "SELECT count(*), max(version) FROM yallatake.ledger"));
    }

    [Theory]
    [InlineData("", 8)]
    [InlineData(";Maximum Pool Size=2", 2)]
    [InlineData(";MaxPoolSize=3", 3)]
    [InlineData(";Minimum Pool Size=10", 10)]
    public async Task However_many_orders_a_host_places_at_once_it_takes_few_of_the_servers_connections(string settings, int most)
    {
        var database = await _server.NewDatabaseAsync();
        var host = Open(_server.Address(database) + settings);

        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(() => host.ClaimAsync(TestOrders.Intent($"order {number}")))));

        var taken = await _server.AskAsync(
            "postgres", $"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}' AND backend_type = 'client backend'");
        Assert.InRange(int.Parse(taken, CultureInfo.InvariantCulture), 1, most);
    }

    [Fact]
    public async Task Processes_that_look_at_a_catalogue_at_once_record_each_change_once()
    {
        var address = _server.Address(await _server.NewDatabaseAsync());
        await CatalogueLooks.AssertRecordedOnceAsync(Open(address), address);
    }

    [Fact]
    public async Task A_role_that_may_only_use_the_tables_needs_no_more()
    {
        var database = await _server.NewDatabaseAsync();
        await _server.ExecuteAsync("postgres", $"CREATE ROLE {database}_user LOGIN PASSWORD 'sesam open'");

        var early = await Assert.ThrowsAsync<YallaTakeException>(
            () => Open(_server.Address(database, $"{database}_user") + ";Password=sesam open").ClaimAsync(TestOrders.Intent()));
        Assert.Equal(ErrorId.LedgerUnavailable, early.Id);
        Assert.Contains("permission denied", early.Message, StringComparison.Ordinal);
        Assert.Contains("about_YallaTake_SharedLedger", early.Message, StringComparison.Ordinal);

        await Open(_server.Address(database)).GetAsync("order");
        await _server.ExecuteAsync(
            database,
            $"GRANT USAGE ON SCHEMA yallatake TO {database}_user; GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA yallatake TO "
            + $"{database}_user");
        var ledger = Open(_server.Uri(database, $"{database}_user"), new System.Net.NetworkCredential($"{database}_user", "sesam open"));
        await ledger.SettleAsync(
            await ledger.ClaimAsync(TestOrders.Intent(limit: 5, noDuplicateWithin: TimeSpan.FromDays(1))), TestOrders.Placed("23501"));
        await ledger.RecordAsync([TestOrders.Status(23501, "Completed", 1)]);
        await ledger.RecordAsync([new Refill { RefillId = 5L, OrderId = 23501L }]);

        Assert.Equal(("Completed", 5L), ((await ledger.GetAsync("order"))!.Status, (await ledger.GetAsync("order"))!.RefillId.Single()));
    }

    [Fact]
    public async Task Neither_an_address_nor_a_failure_shows_the_password()
    {
        const string password = "s3cr3t-phrase";
        var database = await _server.NewDatabaseAsync();
        await _server.ExecuteAsync("postgres", $"CREATE ROLE {database}_user LOGIN PASSWORD 'another'");
        var ledger = Open(_server.Address(database, $"{database}_user") + $";Password={password}");

        var refused = await Assert.ThrowsAsync<YallaTakeException>(() => ledger.GetAsync("order"));
        var invalid = Assert.Throws<YallaTakeException>(() => Open($"Host=127.0.0.1;Port=none;Password={password}"));
        var torn = Assert.Throws<YallaTakeException>(() => Open($"Host=127.0.0.1;Password=a;{password}=b"));

        Assert.Contains("password authentication failed", refused.Message, StringComparison.Ordinal);
        Assert.Equal($"postgresql://{database}_user@127.0.0.1:{_server.Port}/{database}", ledger.Address);
        Assert.DoesNotContain(password, $"{refused} {invalid} {torn}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_of_one_account_do_not_wait_for_those_of_another()
    {
        var database = await _server.NewDatabaseAsync();
        var one = Open(_server.Address(database), account: "one");
        await one.ClaimAsync(TestOrders.Intent("first", limit: 10));

        await using var holder = new NpgsqlConnection(_server.Address(database));
        await holder.OpenAsync(TestContext.Current.CancellationToken);
        var transaction = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await holder.ExecuteAsync("SELECT 1 FROM yallatake.panels FOR UPDATE", TestContext.Current.CancellationToken);
        var waiting = one.ClaimAsync(TestOrders.Intent("limited", limit: 10));

        await Open(_server.Address(database), account: "other").ClaimAsync(TestOrders.Intent("limited", limit: 10));
        await one.ClaimAsync(TestOrders.Intent("without a limit"));
        Assert.False(waiting.IsCompleted);

        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        Assert.Null((await waiting).Existing);
    }

    [Fact]
    public async Task A_database_that_calls_every_transaction_to_order_is_asked_again()
    {
        var database = await _server.NewDatabaseAsync();
        await _server.ExecuteAsync("postgres", $"ALTER DATABASE {database} SET default_transaction_isolation = 'serializable'");
        var hosts = Enumerable.Range(0, 3).Select(_ => Open(_server.Address(database))).ToArray();

        var claims = Enumerable.Range(0, 18)
            .Select(number => Task.Run(() => hosts[number % 3].ClaimAsync(TestOrders.Intent($"order {number}", charge: 1, limit: 7))))
            .ToArray();
        var refusal = await Assert.ThrowsAsync<YallaTakeException>(() => Task.WhenAll(claims));

        Assert.Equal(ErrorId.SpendLimitReached, refusal.Id);
        Assert.Equal(7, claims.Count(claim => claim.IsCompletedSuccessfully));
        Assert.All(
            claims.Where(claim => claim.IsFaulted),
            claim => Assert.Equal(ErrorId.SpendLimitReached, Assert.IsType<YallaTakeException>(claim.Exception!.InnerException).Id));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Hosts_that_place_orders_under_one_limit_have_all_of_them_written_down()
    {
        // How fast is told, and not tested: claim and settle, one order after the other on each host.
        const int orders = 50;
        await MeasureAsync(_folder.File("orders.db"), "SQLite", 1, orders);
        foreach (var hosts in new[] { 1, 4, 8 })
        {
            var database = await _server.NewDatabaseAsync();
            await MeasureAsync(_server.Address(database), "PostgreSQL", hosts, orders);
            Assert.Equal(
                $"{hosts * orders}", await _server.AskAsync(database, "SELECT count(*) FROM yallatake.entries WHERE state = 'Placed'"));
        }
    }

    [Fact]
    public async Task An_order_of_a_new_account_is_found_by_its_reference_in_a_ledger_of_another()
    {
        var database = await _server.NewDatabaseAsync();
        await Open(_server.Address(database)).PlaceAsync("order", "1");
        await _server.ExecuteAsync(
            database,
            """
            INSERT INTO yallatake.entries (account, reference, service, fields, state, created_at, sent_at, spent, is_open)
            SELECT 'other', 'order ' || n, '7', '{}', 'Placed', now(), now(), 0, false FROM generate_series(1, 20000) AS n;
            ANALYZE yallatake.entries;
            """);

        var where = OrderRow.IsOfReference.Replace("@reference", "'new'", StringComparison.Ordinal)
            .Replace("@account", "'new'", StringComparison.Ordinal);
        var plan = await _server.AskAsync(database, $"EXPLAIN UPDATE yallatake.entries SET state = state WHERE {where}");

        Assert.Contains("Index Cond: (reference", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_left_alone()
    {
        var database = await _server.NewDatabaseAsync();
        await Open(_server.Address(database)).GetAsync("order");
        await _server.ExecuteAsync(database, "UPDATE yallatake.ledger SET version = 99");

        var refusal = await Assert.ThrowsAsync<YallaTakeException>(() => Open(_server.Address(database)).ClaimAsync(TestOrders.Intent()));

        Assert.Contains("Update the module", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_file_is_copied_with_all_it_has_of_the_account_and_again_without_harm()
    {
        var path = _folder.File("orders.db");
        using (var file = TestLedgers.InFile(path))
        using (var other = TestLedgers.InFile(path, TestLedgers.Key(address: "https://other.example")))
        {
            await file.SettleAsync(
                await file.ClaimAsync(TestOrders.Intent("placed", charge: 0.123456789m, fields: ("quantity", "10"))),
                TestOrders.Placed("23501"));
            await file.SettleAsync(await file.ClaimAsync(TestOrders.Intent("refused")), TestOrders.Outcome(OrderState.Rejected));
            await file.SettleAsync(
                await file.ClaimAsync(TestOrders.Intent("unknown", charge: 2)),
                TestOrders.Outcome(OrderState.Unknown),
                TestOrders.Intent("unknown", charge: 2));
            await file.RecordAsync([TestOrders.Status(23501, "Partial", 0.1m)]);
            await file.RecordAsync([new Refill { RefillId = 5L, OrderId = 23501L }]);
            await other.ClaimAsync(TestOrders.Intent("another account's"));
        }

        var ledger = Open(_server.Address(await _server.NewDatabaseAsync()));
        var copy = await ledger.CopyFromAsync(path, TestContext.Current.CancellationToken);
        await ledger.ResolveAsync("unknown", "23502");
        var again = await ledger.CopyFromAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal((3, 3, 0, 1), (copy.Orders, copy.Copied, copy.Different, copy.Refills));
        Assert.Equal((3, 0, 1, 1), (again.Orders, again.Copied, again.Different, again.Refills));
        using var original = TestLedgers.InFile(path);
        Assert.Equal(Text(await original.GetAsync("placed")), Text(await ledger.GetAsync("placed")));
        Assert.Equal("23501 Partial", await HistoryAsync(original));
        Assert.Equal("23501 Partial", await HistoryAsync(ledger));
        Assert.Equal(23501L, (await ledger.ClaimAsync(TestOrders.Intent("placed", fields: ("quantity", "10")))).Existing?.OrderId);
        var refusal = await Assert.ThrowsAsync<YallaTakeException>(() => ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 3)));
        Assert.Contains("2.1 of the limit of 3", refusal.Message, StringComparison.Ordinal);

        static async Task<string> HistoryAsync(StoredLedger ledger) => string.Join(
            ' ', await ledger.GetChangesAsync([(await ledger.GetAsync("placed"))!], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_reference_with_fallbacks_is_one_for_the_whole_ledger_in_the_copy_too()
    {
        var path = _folder.File("orders.db");
        using (var file = TestLedgers.InFile(path))
            await file.PlaceAsync("order", "23501", TestOrders.Intent(isLedgerWide: true));
        var address = _server.Address(await _server.NewDatabaseAsync());

        await Open(address).CopyFromAsync(path, TestContext.Current.CancellationToken);

        var other = Open(address, account: "other");
        Assert.Equal(23501L, (await other.ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
    }

    [Fact]
    public async Task An_order_that_went_over_to_a_named_account_is_not_written_anew_by_the_journal()
    {
        var database = await _server.NewDatabaseAsync();
        var address = _server.Address(database);
        var wide = TestOrders.Intent(isLedgerWide: true);
        await Open(address).PlaceAsync("order", "23501", wide);
        var named = Open(address, name: "shop");
        await named.PlaceAsync("next", "23502");

        Assert.Equal(23501L, (await Open(address, account: "other").ClaimAsync(wide)).Existing?.OrderId);

        Assert.Equal("2", await _server.AskAsync(database, "SELECT count(*) FROM yallatake.entries"));
    }

    [Fact]
    public async Task An_order_that_was_bought_by_way_of_the_file_after_the_shared_ledger_refused_it_is_not_bought_again()
    {
        var ledger = Open(_server.Address(await _server.NewDatabaseAsync()));
        foreach (var reference in new[] { "bought", "unknown", "resolved" })
            await ledger.SettleAsync(await ledger.ClaimAsync(TestOrders.Intent(reference)), TestOrders.Outcome(OrderState.Rejected));
        var path = _folder.File("orders.db");
        using (var file = TestLedgers.InFile(path))
        {
            await file.SettleAsync(await file.ClaimAsync(TestOrders.Intent("bought")), TestOrders.Placed("23501"));
            await file.SettleAsync(await file.ClaimAsync(TestOrders.Intent("unknown")), TestOrders.Outcome(OrderState.Unknown));
            await file.SettleAsync(await file.ClaimAsync(TestOrders.Intent("resolved")), TestOrders.Outcome(OrderState.Unknown));
        }

        var copy = await ledger.CopyFromAsync(path, TestContext.Current.CancellationToken);
        await ledger.ResolveAsync("resolved", null);
        var again = await ledger.CopyFromAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal((3, 0), (copy.Copied, copy.Different));
        Assert.Equal((0, 1), (again.Copied, again.Different));
        Assert.Equal(23501L, (await ledger.ClaimAsync(TestOrders.Intent("bought"))).Existing?.OrderId);
        await Assert.ThrowsAsync<YallaTakeException>(() => ledger.ClaimAsync(TestOrders.Intent("unknown")));
        Assert.Null((await ledger.ClaimAsync(TestOrders.Intent("resolved", limit: 3))).Existing);
        await Assert.ThrowsAsync<YallaTakeException>(() => ledger.ClaimAsync(TestOrders.Intent("next", limit: 3)));
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\ud83d')]
    public async Task A_text_that_no_database_takes_is_no_hindrance(char half)
    {
        var text = $"part of an emoji {half}";
        var ledger = Open(_server.Address(await _server.NewDatabaseAsync()));

        var order = await ledger.SettleAsync(
            await ledger.ClaimAsync(TestOrders.Intent(fields: ("comments", text))), OrderOutcome.Unknown(TestOrders.Failure(text)));

        Assert.Equal(OrderState.Unknown, order.Phase);
        Assert.Equal(0, ledger.Kept);
        await Assert.ThrowsAsync<YallaTakeException>(
            () => ledger.RecallAsync("order", TestOrders.Intent(fields: ("comments", text)).Request));
    }

    [Fact]
    public async Task A_ledger_file_by_way_of_which_orders_are_being_sent_is_not_copied()
    {
        var path = _folder.File("orders.db");
        using var file = TestLedgers.InFile(path);
        await file.ClaimAsync(TestOrders.Intent());

        var refusal = await Assert.ThrowsAsync<YallaTakeException>(
            async () => await Open(
                _server.Address(await _server.NewDatabaseAsync())).CopyFromAsync(path, TestContext.Current.CancellationToken));

        Assert.Contains("are being sent", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (var ledger in _opened)
            ledger.Dispose();
        _folder.Dispose();
    }

    private static async Task MeasureAsync(string store, string what, int hosts, int orders)
    {
        var processes = Enumerable.Range(1, hosts).Select(host => LedgerProcess.Measure(store, $"host {host}", orders)).ToArray();
        try
        {
            var told = new List<(double Orders, double Milliseconds)>();
            foreach (var process in processes)
            {
                told.Add(await process.EndAsync() is { } line && line.Split(' ') is [var count, var time]
                    ? (Number(count), Number(time))
                    : throw new InvalidDataException("A host told nothing."));
            }

            TestContext.Current.TestOutputHelper?.WriteLine(
                FormattableString.Invariant(
                    $"{what}, {hosts} hosts: {told.Sum(host => host.Orders / host.Milliseconds) * 1000:0} orders a second, ")
                + FormattableString.Invariant($"{told.Average(host => host.Milliseconds / host.Orders):0.0} ms an order."));
        }
        finally
        {
            foreach (var process in processes)
                process.Dispose();
        }
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(Order? order) => Newtonsoft.Json.JsonConvert.SerializeObject(order);

    private StoredLedger Open(
        string address,
        System.Net.NetworkCredential? credential = null,
        string account = "panel",
        bool makes = true,
        string? name = null)
    {
        var store = new PostgresStore(PostgresAddress.Parse(address, credential), makes, TimeProvider.System, Chance.System);
        var ledger = TestLedgers.Over(
            store, TestLedgers.Key(address: $"https://{account}.example/api/v2", name: name), new OutcomeJournal(_folder.File("journal")));
        _opened.Add(ledger);
        return ledger;
    }
}
