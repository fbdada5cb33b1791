namespace YallaTake;

/// <summary>Many orders, against the least time that the requests can take, and what writing them down adds.</summary>
internal sealed class OrderSpeed : Benchmark
{
    private const int Orders = 1000;
    private const int Throttle = 8;
    private const int Latency = 20;

    public override string Title => "New-YtOrder, 1,000 orders at 20 ms, throttle 8";

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        var ledger = Path.Combine(AppContext.BaseDirectory, $"ledger-{Guid.NewGuid():N}.db");
        using var engine = Engine.WithSandbox($"-Latency {Latency} -Balance 1000000");
        using var client = engine.PlainClient();
        engine.Run($$"""
            $sandbox | Connect-YtPanel -Name ledger -NewLedger -Ledger '{{ledger}}'
            $links = 1..{{Orders}} | ForEach-Object { [pscustomobject]@{ Link = "https://example.com/$_" } }
            """);
        var (uri, key) = (engine.Value<Uri>("$sandbox.Uri"), engine.Value<string>("$sandbox.ApiKey"));
        try
        {
            var whole = rounds.Compare(
                () => engine.Value<Arrival>(
                    $"$links | New-YtOrder -ServiceId 1 -Quantity 100 -ThrottleLimit {Throttle} -Panel ledger | Measure-Arrival").Whole,
                () => client.Time(
                    Orders / Throttle,
                    request => [("action", "add"), ("service", "1"), ("link", $"https://example.com/{request}"), ("quantity", "100")]));
            yield return Row.Ratio($"{Title}, with a ledger on disk", whole, 1.3, $"{Orders / Throttle} requests in a row");
            var ideal = TimeSpan.FromMilliseconds(Orders / Throttle * Latency);
            yield return Row.Ratio(
                $"{Title}, with a ledger on disk, if a request took {Latency} ms sharp",
                whole with { Ratio = whole.Measured / ideal, Against = ideal },
                1.3,
                "ideally");

            // New-YtOrder sends one order after the other where nothing is remembered.
            var desk = rounds.Compare(
                () => DeskHost.Run(uri, key, ledger, Orders, Throttle), () => DeskHost.Run(uri, key, DeskHost.None, Orders, Throttle));
            yield return Row.Ratio($"{Title}, by the desk alone, with a ledger on disk", desk, 1.05, "with one that remembers nothing");
        }
        finally
        {
            engine.Run("Disconnect-YtPanel *").ThrowIfFailed();
            foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, Path.GetFileName(ledger) + "*"))
                File.Delete(file);
        }
    }
}
