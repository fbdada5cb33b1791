using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Postgres;
using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>A database that promises less than an order needs, or has lost what it had.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresDurabilityTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandingTime _time = new();
    private readonly List<StoredLedger> _opened = [];
    private readonly PostgresServer _server;
    private string _database = string.Empty;

    public PostgresDurabilityTests(PostgresServer server)
    {
        PostgresServer.SkipIfMissing();
        _server = server;
    }

    public async ValueTask InitializeAsync() => _database = await _server.NewDatabaseAsync();

    [Fact]
    public async Task Every_write_waits_for_the_disk_whatever_the_servers_settings()
    {
        await _server.ExecuteAsync(
            "postgres",
            $"ALTER DATABASE {_database} SET synchronous_commit = off; ALTER ROLE owner IN DATABASE {_database} SET synchronous_commit = "
            + "off");
        using var store = new PostgresStore(
            PostgresAddress.Parse(_server.Address(_database), null), makes: true, TimeProvider.System, Chance.System);
        var asked = new Statement("SELECT current_setting('synchronous_commit') AS value");

        Assert.Equal("off", await store.FirstAsync(asked, row => row.Text("value"), TestContext.Current.CancellationToken));
        Assert.Equal("on", await store.WriteFirstAsync([asked], row => row.Text("value"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_never_waits_for_the_disk_is_warned_of()
    {
        Assert.Null((await Open().OpenAsync(TestContext.Current.CancellationToken)).Doubt);
        try
        {
            await SetFsyncAsync("off");
            Assert.Contains(
                "fsync off", (await Open().OpenAsync(TestContext.Current.CancellationToken)).Doubt, StringComparison.Ordinal);
        }
        finally
        {
            await SetFsyncAsync("on");
        }
    }

    [Fact]
    public async Task A_database_without_a_ledger_is_refused_and_left_as_it_is()
    {
        var ledger = Open(makes: false);

        await TestLedgers.UnavailableAsync(() => ledger.GetAsync("order"), "-NewLedger");
        await TestLedgers.UnavailableAsync(() => ledger.ClaimAsync(TestOrders.Intent()), "-NewLedger");

        Assert.Equal("0", await _server.AskAsync(_database, "SELECT count(*) FROM pg_namespace WHERE nspname = 'yallatake'"));
    }

    [Fact]
    public async Task What_the_database_lost_is_not_bought_again_from_this_host_for_a_week()
    {
        var placed = await Open().PlaceAsync("order", "23501", TestOrders.Intent(charge: 2, fields: ("quantity", "10")));
        await _server.ExecuteAsync(_database, "DELETE FROM yallatake.entries");
        _time.Moment += TimeSpan.FromDays(6);

        var existing = (await Open().ClaimAsync(TestOrders.Intent(charge: 2, fields: ("quantity", "10")))).Existing;

        Assert.Equal(
            (placed.OrderId, placed.EstimatedCharge, placed.Link, placed.Quantity),
            (existing?.OrderId, existing?.EstimatedCharge, existing?.Link, existing?.Quantity));
        await TestLedgers.RefusedAsync(
            ErrorId.SpendLimitReached,
            () => Open().ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 2, window: TimeSpan.FromDays(7))));

        await _server.ExecuteAsync(_database, "DELETE FROM yallatake.entries");
        _time.Moment += TimeSpan.FromDays(2);
        Assert.Null((await Open().ClaimAsync(TestOrders.Intent())).Existing);
    }

    [Fact]
    public async Task What_a_person_found_at_the_panel_is_not_bought_again_either()
    {
        var ledger = Open();
        await ledger.SettleAsync(await ledger.ClaimAsync(TestOrders.Intent()), TestOrders.Outcome(OrderState.Unknown));
        await ledger.ResolveAsync("order", "23501");
        await _server.ExecuteAsync(_database, "DELETE FROM yallatake.entries");

        Assert.Equal(23501L, (await Open().ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
    }

    [Theory]
    [InlineData("Sending")]
    [InlineData("Unknown")]
    [InlineData("NotSent")]
    public async Task What_this_host_knows_to_be_placed_is_put_right_when_an_older_copy_says_less(string older)
    {
        await Open().PlaceAsync("order", "23501");
        await _server.ExecuteAsync(_database, $"UPDATE yallatake.entries SET state = '{older}', order_id = NULL, spent = 0");

        Assert.Equal(23501L, (await Open().ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
        await TestLedgers.RefusedAsync(ErrorId.SpendLimitReached, () => Open().ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1)));
    }

    [Theory]
    [InlineData(OrderState.Placed, true)]
    [InlineData(OrderState.Unknown, true)]
    [InlineData(OrderState.Rejected, false)]
    public async Task An_entry_that_is_lost_while_its_order_is_sent_is_written_anew_when_it_may_cost(OrderState state, bool written)
    {
        var ledger = Open();
        var claim = await ledger.ClaimAsync(TestOrders.Intent());
        await _server.ExecuteAsync(_database, "DELETE FROM yallatake.entries");

        Assert.Equal(state, (await ledger.SettleAsync(claim, TestOrders.Outcome(state))).Phase);

        Assert.Equal(written ? state : null, (await ledger.GetAsync("order"))?.Phase);
    }

    [Fact]
    public async Task The_journal_belongs_to_the_ledger_wherever_the_database_is()
    {
        var ledger = Open();
        await ledger.PlaceAsync("lost", "1");
        var claim = await ledger.ClaimAsync(TestOrders.Intent());
        ledger.Dispose();
        await ledger.SettleAsync(claim, TestOrders.Intent(), TestOrders.Placed("23501"));
        var moved = _database + "_moved";
        await _server.ExecuteAsync("postgres", $"ALTER DATABASE {_database} RENAME TO {moved}");
        await _server.ExecuteAsync(moved, "DELETE FROM yallatake.entries WHERE reference = 'lost'");
        _database = moved;

        Assert.Equal(23501L, (await Open().ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
        Assert.Equal(1L, (await Open().ClaimAsync(TestOrders.Intent("lost"))).Existing?.OrderId);
    }

    [Fact]
    public async Task A_failure_of_one_order_leaves_nothing_of_its_transaction()
    {
        using var store = new PostgresStore(
            PostgresAddress.Parse(_server.Address(_database), null), makes: true, TimeProvider.System, Chance.System);

        await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => store.WriteAsync(
                [new Statement("CREATE TABLE half (n int)"), new Statement("SELECT 1 / 0")],
                _ => 0,
                TestContext.Current.CancellationToken));

        Assert.Equal("0", await _server.AskAsync(_database, "SELECT count(*) FROM pg_class WHERE relname = 'half'"));
        Assert.Equal(
            "f",
            await store.FirstAsync(
                new Statement("SELECT (pg_current_xact_id_if_assigned() IS NOT NULL)::text AS value"),
                row => row.Text("value")?[..1],
                TestContext.Current.CancellationToken));
    }

    // It lends connections to several clients in turn, which know statements by the same names.
    [Fact]
    public async Task Orders_through_a_pooler_are_claimed_settled_and_read_as_without()
    {
        await using var pooler = await PoolerProcess.StartAsync(_server, TestContext.Current.CancellationToken);
        await Open().OpenAsync(TestContext.Current.CancellationToken);
        StoredLedger[] hosts = [.. Enumerable.Range(1, 3).Select(host => TestLedgers.InDatabase(
            pooler.Address(_database), new OutcomeJournal(_folder.File($"journal{host}"))))];
        _opened.AddRange(hosts);

        await Parallel.ForEachAsync(
            Enumerable.Range(1, 120),
            new ParallelOptions { MaxDegreeOfParallelism = 9, CancellationToken = TestContext.Current.CancellationToken },
            async (number, _) =>
            {
                // Each host comes by its statements in another order.
                var host = hosts[number % hosts.Length];
                if (number % 2 == 0)
                    Assert.Null(await host.GetAsync($"nothing {number}", TestContext.Current.CancellationToken));
                await host.PlaceAsync($"order {number}", $"{number}");
                if (number % 3 == 0)
                    await host.RecordAsync([TestOrders.Status(number, "Pending")]);
                Assert.Equal($"order {number}", (await host.GetAsync($"order {number}", TestContext.Current.CancellationToken))!.Reference);
            });

        foreach (var host in hosts)
            Assert.Equal(120, await host.CountAsync());

        // One to the server itself keeps them.
        var prepared = new Statement("SELECT count(*) AS value FROM pg_prepared_statements");
        foreach (var (address, isPooled) in new[] { (pooler.Address(_database), true), (_server.Address(_database), false) })
        {
            using var store = new PostgresStore(PostgresAddress.Parse(address, null), makes: false, TimeProvider.System, Chance.System);
            var counts = new List<long?>();
            for (var time = 0; time < 9; time++)
                counts.Add(await store.FirstAsync(prepared, row => row.Number("value"), TestContext.Current.CancellationToken));
            Assert.Equal(isPooled, counts.All(count => count == 0));
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var ledger in _opened)
            ledger.Dispose();
        _folder.Dispose();
        return default;
    }

    private async Task SetFsyncAsync(string value)
    {
        await _server.ExecuteAsync("postgres", $"ALTER SYSTEM SET fsync = {value}");
        await _server.AskAsync("postgres", "SELECT pg_reload_conf()");
        while (await _server.AskAsync("postgres", "SHOW fsync") != value)
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    private StoredLedger Open(bool makes = true)
    {
        var ledger = TestLedgers.InDatabase(_server.Address(_database), new OutcomeJournal(_folder.Path), time: _time, makes: makes);
        _opened.Add(ledger);
        return ledger;
    }
}
