using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;

namespace YallaTake;

/// <summary>The database is gone for a while; what was sent meanwhile is not lost.</summary>
[Collection(PostgresCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<StoredLedger> _opened = [];
    private readonly PostgresServer _server;
    private string _database = string.Empty;

    public PostgresOutageTests(PostgresServer server)
    {
        PostgresServer.SkipIfMissing();
        _server = server;
    }

    public async ValueTask InitializeAsync() => _database = await _server.NewDatabaseAsync();

    [Fact]
    public async Task Outcomes_that_come_while_the_database_is_gone_are_kept_and_settled_when_it_is_back()
    {
        var ledger = Open();
        OrderState[] outcomes = [OrderState.Placed, OrderState.Rejected, OrderState.NotSent, OrderState.Unknown];
        var claims = new List<(OrderState State, OrderClaim Claim)>();
        foreach (var state in outcomes)
            claims.Add((state, await ledger.ClaimAsync(TestOrders.Intent($"{state}"))));

        await _server.StopHardAsync();
        try
        {
            var settled = await Task.WhenAll(
                claims.Select(
                    claim => ledger.SettleAsync(claim.Claim, TestOrders.Intent($"{claim.State}"), TestOrders.Outcome(claim.State))));
            Assert.Equal(outcomes, settled.Select(result => result.Order.Phase));
            Assert.All(settled, result => Assert.Equal(ErrorId.OrderNotRecorded, result.NotRecorded?.Id));
            Assert.Equal(23501L, settled[0].Order.OrderId);

            await TestLedgers.UnavailableAsync(() => ledger.ClaimAsync(TestOrders.Intent("next")));
            Assert.Equal(4, ledger.Kept);
        }
        finally
        {
            await _server.StartAsync();
        }

        // The process that kept them may be gone too.
        var later = Open();
        Assert.Equal(4, await later.CatchUpAsync());
        Assert.Equal((0, 0), (later.Kept, await later.CatchUpAsync()));
        foreach (var state in outcomes)
            Assert.Equal(state, (await later.GetAsync($"{state}"))!.Phase);
        Assert.Equal(23501L, (await later.ClaimAsync(TestOrders.Intent("Placed"))).Existing?.OrderId);
    }

    [Fact]
    public async Task A_kept_outcome_is_settled_before_the_same_order_is_placed_again()
    {
        var ledger = Open();
        var claim = await ledger.ClaimAsync(TestOrders.Intent());
        await _server.StopHardAsync();
        try
        {
            await ledger.SettleAsync(claim, TestOrders.Intent(), TestOrders.Placed("23501"));
        }
        finally
        {
            await _server.StartAsync();
        }

        Assert.Equal(23501L, (await Open().ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
    }

    [Fact]
    public async Task A_restart_between_two_orders_is_not_noticed()
    {
        var ledger = Open();
        var first = await ledger.ClaimAsync(TestOrders.Intent("first"));

        await _server.StopHardAsync();
        await _server.StartAsync();

        await ledger.SettleAsync(first, TestOrders.Placed("1"));
        Assert.Null((await ledger.ClaimAsync(TestOrders.Intent("second"))).Existing);
        Assert.Equal(0, ledger.Kept);
    }

    [Fact]
    public async Task A_claim_that_ends_with_its_connection_is_not_sent_and_free_again()
    {
        var ledger = Open();
        await ledger.GetAsync("order");
        await _server.ExecuteAsync(
            _database,
            "CREATE FUNCTION public.hang_up() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); "
            + "RETURN NULL; END'");
        await _server.ExecuteAsync(
            _database, "CREATE TRIGGER hang_up AFTER INSERT ON yallatake.entries FOR EACH ROW EXECUTE FUNCTION public.hang_up()");

        await TestLedgers.UnavailableAsync(() => ledger.ClaimAsync(TestOrders.Intent()));

        Assert.Equal(1, ledger.Kept);
        await _server.ExecuteAsync(_database, "DROP TRIGGER hang_up ON yallatake.entries");
        Assert.Null((await ledger.ClaimAsync(TestOrders.Intent())).Existing);
        Assert.Equal(0, ledger.Kept);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var ledger in _opened)
            ledger.Dispose();
        _folder.Dispose();
        return default;
    }

    private StoredLedger Open()
    {
        var ledger = TestLedgers.InDatabase(_server.Address(_database), new OutcomeJournal(_folder.Path));
        _opened.Add(ledger);
        return ledger;
    }
}
