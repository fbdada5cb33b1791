namespace YallaTake;

/// <summary>Many ids asked of a panel with latency, against the least time that the requests can take.</summary>
internal sealed class StatusSpeed : Benchmark
{
    private const int Orders = 10_000;
    private const int IdsPerRequest = 100;
    private const int Throttle = 4;
    private const int Latency = 20;
    private const int Requests = Orders / IdsPerRequest;

    public override string Title => "Get-YtOrderStatus, 10,000 ids at 20 ms";

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        using var engine = Engine.WithOrders(Orders, $"-Latency {Latency}");
        using var client = engine.PlainClient();
        var orders = engine.Value<long[]>(", $orders");
        var asked = new List<long>();

        var comparison = rounds.Compare(
            () =>
            {
                var before = engine.Value<long>("$sandbox.RequestCount");
                var arrival = engine.Value<Arrival>("$orders | Get-YtOrderStatus | Measure-Arrival");
                asked.Add(engine.Value<long>("$sandbox.RequestCount") - before);
                return arrival.Whole;
            },
            () => client.Time(
                Requests / Throttle,
                request => [("action", "status"), ("orders", string.Join(',', orders.Skip(request * IdsPerRequest).Take(IdsPerRequest)))]));

        yield return new Row(
            $"{Title}: requests", $"{asked.Max()}", $"{Requests}", asked.All(count => count == Requests), "the most of all rounds");
        yield return Row.Ratio($"{Title}: time", comparison, 1.05, $"{Requests / Throttle} requests in a row");
        var ideal = TimeSpan.FromMilliseconds(Requests / Throttle * Latency);
        yield return Row.Ratio(
            $"{Title}: time, if a request took {Latency} ms sharp",
            comparison with { Ratio = comparison.Measured / ideal, Against = ideal },
            1.25,
            "ideally");
    }
}
