namespace YallaTake;

/// <summary>What a catalogue that passes a filter leaves in memory while it does.</summary>
internal sealed class CatalogueMemory : Benchmark
{
    public override string Title => "Get-YtService -Refresh | Where rate -lt 0.02, 100,000 services: growth of the live heap";

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        using var engine = Engine.WithSandbox("-ServiceCount 100000; $sandbox | Connect-YtPanel -NoLedger");
        yield return Row.Megabytes(
            Title, engine.HeapGrowth("Get-YtService -Refresh", every: 5000, then: "| Where rate -lt 0.02"), 10, "at 20 points on the way");
    }
}
