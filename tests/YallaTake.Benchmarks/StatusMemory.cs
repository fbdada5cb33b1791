namespace YallaTake;

/// <summary>What a million ids leave in memory while they are asked.</summary>
internal sealed class StatusMemory : Benchmark
{
    public override string Title => "Get-YtOrderStatus, a million ids: growth of the live heap";

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        using var engine = Engine.WithOrders(10_000);
        yield return Row.Megabytes(
            Title,
            engine.HeapGrowth("1..100 | ForEach-Object { $orders } | Get-YtOrderStatus", every: 20_000),
            20,
            "at 50 points on the way");
    }
}
