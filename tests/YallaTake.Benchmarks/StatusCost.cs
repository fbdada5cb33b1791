using System.Globalization;

namespace YallaTake;

/// <summary>What an id costs beside the server's time: many ids at no latency, against the same requests by themselves.</summary>
internal sealed class StatusCost : Benchmark
{
    private const int Orders = 10_000;
    private const int Ids = 100_000;
    private const int IdsPerRequest = 100;
    private const double MostMicroseconds = 6;

    public override string Title => "Get-YtOrderStatus, 100,000 ids: the time of one beside the server's";

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        using var engine = Engine.WithOrders(Orders);
        using var client = engine.PlainClient();
        var orders = engine.Value<long[]>(", $orders");
        engine.Run($"$ids = [long[]](0..{Ids - 1} | ForEach-Object {{ $orders[$_ % {Orders}] }})").ThrowIfFailed();
        string[] lists = [.. orders.Chunk(IdsPerRequest).Select(ids => string.Join(',', ids))];

        var comparison = rounds.Compare(
            () => engine.Time("$ids | Get-YtOrderStatus"),
            () => client.Time(Ids / IdsPerRequest, request => [("action", "status"), ("orders", lists[request % lists.Length])]));
        var microseconds = (comparison.Measured - comparison.Against).TotalMicroseconds / Ids;
        yield return new Row(
            Title,
            string.Create(CultureInfo.InvariantCulture, $"{microseconds:0.0} µs"),
            string.Create(CultureInfo.InvariantCulture, $"{MostMicroseconds:0} µs"),
            microseconds <= MostMicroseconds,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{comparison.Measured.TotalMilliseconds:0} ms, the requests alone {comparison.Against.TotalMilliseconds:0} ms"));
    }
}
