using System.Globalization;

namespace YallaTake;

/// <summary>What it adds to reading a catalogue that the ledger remembers what it was.</summary>
internal sealed class CatalogueLook(int services) : Benchmark
{
    public override string Title => string.Create(CultureInfo.InvariantCulture, $"Get-YtServiceChange, {services:N0} services");

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        var ledger = Path.Combine(AppContext.BaseDirectory, $"ledger-{Guid.NewGuid():N}.db");
        using var engine = Engine.WithSandbox(
            $"-ServiceCount {services}; $sandbox | Connect-YtPanel -Name ledger -NewLedger -Ledger '{ledger}'; "
            + "$sandbox | Connect-YtPanel -Name none -NoLedger");
        try
        {
            var comparison = rounds.Compare(
                () => engine.Time("Get-YtServiceChange -Panel ledger 3> $null"),
                () => engine.Time("Get-YtService -Refresh -Panel none"));
            yield return Row.Ratio(Title, comparison, 1.15, "Get-YtService -Refresh without a ledger");
        }
        finally
        {
            engine.Run("Disconnect-YtPanel *").ThrowIfFailed();
            foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, Path.GetFileName(ledger) + "*"))
                File.Delete(file);
        }
    }
}
