using System.Globalization;

namespace YallaTake;

/// <summary>What a shared ledger makes of orders, against the database by itself, against a file, and with several hosts.</summary>
internal sealed class SharedLedgerSpeed : Benchmark
{
    private const int AtOnce = 16;
    private const int Orders = 2000;
    private const int WholeOrders = 400;
    private const int Hosts = 4;

    public override string Title => "PostgreSQL";

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        var server = new PostgresServer();
        server.InitializeAsync().AsTask().GetAwaiter().GetResult();
        try
        {
            var database = server.NewDatabaseAsync().GetAwaiter().GetResult();
            var location = server.Address(database);
            using (var ledger = LedgerHost.Open(location))
                ledger.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();

            var script = PgBench.Script();
            TimeSpan ByPgbench(int orders, int atOnce) => server.BenchAsync(database, script, orders, atOnce).GetAwaiter().GetResult();

            foreach (var atOnce in new[] { 1, AtOnce })
            {
                var orders = atOnce == 1 ? Orders / 4 : Orders;
                var alone = rounds.Compare(
                    () => LedgerHost.Run(location, 1, orders, atOnce),
                    () => ByPgbench(orders, atOnce));
                yield return Row.Ratio(
                    $"{Title}: claim and settle, {atOnce} at a time", alone, 1 / 0.6, "pgbench with the same statements");
            }

            var hosts = rounds.Compare(
                () => LedgerHost.Run(location, Hosts, Orders / Hosts, AtOnce), () => LedgerHost.Run(location, 1, Orders, AtOnce));
            yield return Row.Ratio($"{Title}: as many orders by {Hosts} hosts together", hosts, 1, "by one");
            foreach (var row in RunWhole(rounds, location, () => ByPgbench(WholeOrders, AtOnce)))
                yield return row;
        }
        finally
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private IEnumerable<Row> RunWhole(Rounds rounds, string location, Func<TimeSpan> claimsAlone)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"ledger-{Guid.NewGuid():N}.db");
        using var engine = Engine.WithSandbox("-Balance 1000000");
        engine.Run($$"""
            $sandbox | Connect-YtPanel -Name file -NewLedger -Ledger '{{file}}'
            $sandbox | Connect-YtPanel -Name shared -Ledger '{{location}}'
            $links = 1..{{WholeOrders}} | ForEach-Object { [pscustomobject]@{ Link = "https://example.com/$_" } }
            """).ThrowIfFailed();
        TimeSpan Order(string panel) =>
            engine.Value<Arrival>(
                $"$links | New-YtOrder -ServiceId 1 -Quantity 100 -ThrottleLimit {AtOnce} -Panel {panel} | Measure-Arrival").Whole;

        try
        {
            var whole = rounds.Compare(() => Order("shared"), () => Order("file"));
            yield return Row.Ratio(
                string.Create(CultureInfo.InvariantCulture, $"{Title}: New-YtOrder, {WholeOrders:N0} orders, throttle {AtOnce}"),
                whole,
                1 / 0.8,
                "with a file");

            // The limit: what the database alone takes of the same two processors, without a cmdlet, a panel or a client.
            yield return Row.Ratio(
                string.Create(CultureInfo.InvariantCulture, $"{Title}: pgbench, claims and settles of {WholeOrders:N0} orders"),
                rounds.Compare(claimsAlone, () => Order("file")),
                null,
                "New-YtOrder with a file");
        }
        finally
        {
            engine.Run("Disconnect-YtPanel *").ThrowIfFailed();
            foreach (var left in Directory.GetFiles(AppContext.BaseDirectory, Path.GetFileName(file) + "*"))
                File.Delete(left);
        }
    }
}
