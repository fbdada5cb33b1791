using System.Globalization;

namespace YallaTake;

/// <summary>How time and memory grow with the number of services and of ids, at no latency.</summary>
internal sealed class Growth : Benchmark
{
    private const int Orders = 10_000;

    private static readonly int[] Counts = [1000, 10_000, 100_000];

    public override string Title => "Growth";

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        foreach (var count in Counts)
        {
            using var engine = Engine.WithSandbox($"-ServiceCount {count}; $sandbox | Connect-YtPanel -NoLedger");
            yield return Measure(rounds, engine, "Get-YtService -Refresh", "services", count);
        }

        using var panel = Engine.WithOrders(Orders);
        foreach (var count in Counts)
        {
            panel.Run($"$ids = [long[]](0..{count - 1} | ForEach-Object {{ $orders[$_ % {Orders}] }})").ThrowIfFailed();
            yield return Measure(rounds, panel, "$ids | Get-YtOrderStatus", "ids", count);
        }
    }

    private Row Measure(Rounds rounds, Engine engine, string script, string unit, int count)
    {
        var milliseconds = rounds.Measure(() => engine.Time(script).TotalMilliseconds);
        var growth = engine.HeapGrowth(script, every: count / 20);
        return new Row(
            string.Create(CultureInfo.InvariantCulture, $"{Title}: {script}, {count:N0} {unit}"),
            string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
            null,
            true,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{milliseconds * 1000 / count:0.0} µs for one; the live heap grows by {growth / 1e6:0.0} MB"));
    }
}
