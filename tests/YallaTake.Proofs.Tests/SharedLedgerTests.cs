using System.Globalization;

namespace YallaTake;

/// <summary>Hosts that share a ledger in PostgreSQL act as one, whatever dies.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SharedLedgerTests
{
    // The lease of a connection with a time-out of a second, and a little more.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(33);

    private static readonly int Hosts = Proof.Rounds > 1 ? 8 : 3;
    private static readonly int Orders = Proof.Rounds > 1 ? 500 : 60;
    private static readonly int Crashes = Proof.Rounds > 1 ? 5 : 2;

    private readonly Random _random = new();
    private readonly PostgresServer _server;
    private int _unknown;

    public SharedLedgerTests(PostgresServer server)
    {
        PostgresServer.SkipIfMissing();
        _server = server;
    }

    [Fact]
    public async Task Hosts_that_place_the_same_orders_at_once_buy_each_once()
    {
        using var market = await OpenAsync();

        var runs = await FinishAsync(market);

        Proof.Tell(
            $"shared: {Hosts} hosts with the same {Orders} orders, {runs} runs each; each order was bought once, {_unknown} were unknown.");
    }

    [Fact]
    public async Task Hosts_whose_database_crashes_again_and_again_buy_each_order_once()
    {
        using var market = await OpenAsync();
        for (var crash = 0; crash < Crashes; crash++)
            await CrashAsync(market);

        var runs = await FinishAsync(market);

        Proof.Tell(
            $"shared, database stopped hard {Crashes} times: {Hosts} hosts, {Orders} orders, {Crashes + runs} runs each; "
            + $"each order was bought once, {_unknown} were unknown.");
    }

    [Fact]
    public async Task Hosts_that_are_killed_buy_each_order_once()
    {
        using var market = await OpenAsync();
        for (var crash = 0; crash < Crashes; crash++)
        {
            using var victim = await StartAsync(market, Hosts);
            await Task.Delay(_random.Next(500), TestContext.Current.CancellationToken);
            victim.Kill();
        }

        await Task.Delay(Lease, TestContext.Current.CancellationToken);
        var runs = await FinishAsync(market);

        Proof.Tell(
            $"shared, {Crashes} hosts killed: {Hosts} hosts, {Orders} orders, {runs} runs each; "
            + $"each order was bought once, {_unknown} were unknown.");
    }

    [Fact]
    public async Task Hosts_together_never_spend_more_than_their_limit_and_use_it_up()
    {
        const decimal limit = 10m, price = 0.36m * 700 / 1000;
        using var market = await OpenAsync();
        var hosts = Enumerable.Range(1, Hosts)
            .Select(
                host => market.PlaceOn(
                    host, $"host{host}", Orders, "-Quantity", "700", "-SpendLimit", limit.ToString(CultureInfo.InvariantCulture)))
            .ToArray();
        await EndAsync(hosts);

        var charged = await market.ChargedAsync();
        Assert.InRange(charged, limit - price, limit);
        Proof.Tell($"shared spend limit: {Hosts} hosts wanted {Hosts * Orders * price}, and were charged {charged} of {limit}.");
    }

    private async Task<Market> OpenAsync() => new Market(latency: 20, ledger: _server.Address(await _server.NewDatabaseAsync()));

    private static async Task<ShellProcess> StartAsync(Market market, int host)
    {
        var process = market.PlaceOn(host, "order", Orders, "-TimeoutSec", "1");
        Assert.Equal("started", await process.ReadLineAsync());
        return process;
    }

    private async Task CrashAsync(Market market)
    {
        var hosts = await Task.WhenAll(Enumerable.Range(1, Hosts).Select(host => StartAsync(market, host)));
        await Task.Delay(_random.Next(1500), TestContext.Current.CancellationToken);
        await _server.StopHardAsync();
        await EndAsync(hosts);
        await _server.StartAsync();
    }

    // Runs all hosts until there is nothing left to do, as a scheduler and a user would, and compares with what was sold.
    private async Task<int> FinishAsync(Market market)
    {
        for (var run = 1; ; run++)
        {
            Assert.InRange(run, 1, 20);
            await EndAsync([.. Enumerable.Range(1, Hosts).Select(host => market.PlaceOn(host, "order", Orders, "-TimeoutSec", "1"))]);

            var sold = await market.SoldAsync();
            var written = await market.WrittenDownAsync("order");
            Assert.All(sold, order => Assert.Single(order));
            if (written.Count == Orders && written.All(entry => entry.State == "Placed"))
            {
                Assert.All(written, entry => Assert.Equal($"{Assert.Single(sold[entry.Reference])}", entry.OrderId));
                return run;
            }

            var unknown = written.Where(entry => entry.State == "Unknown").ToArray();
            _unknown += unknown.Length;
            await market.SettleAsync(unknown, sold);
        }
    }

    private static async Task EndAsync(ShellProcess[] hosts)
    {
        foreach (var host in hosts)
        {
            await host.LeaveAsync();
            host.Dispose();
        }
    }
}
