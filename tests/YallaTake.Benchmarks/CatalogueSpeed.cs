using System.Globalization;

namespace YallaTake;

/// <summary>Get-YtService against the same by hand, and how soon its first object is there.</summary>
internal sealed class CatalogueSpeed(int services) : Benchmark
{
    public override string Title =>
        string.Create(CultureInfo.InvariantCulture, $"Get-YtService -Refresh | Where rate -lt 1, {services:N0} services");

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        using var engine = Engine.WithSandbox($"-ServiceCount {services}; $sandbox | Connect-YtPanel -NoLedger");

        var comparison = rounds.Compare(
            () => engine.Time("Get-YtService -Refresh | Where rate -lt 1"),
            () => engine.Time("Get-BareService $sandbox.Uri $sandbox.ApiKey | Where rate -lt 1"));
        yield return Row.Ratio(Title, comparison, 0.75, "by hand");

        var first = rounds.Measure(() =>
        {
            var arrival = engine.Value<Arrival>("Get-YtService -Refresh | Where rate -lt 1 | Measure-Arrival");
            return arrival.First / arrival.Whole;
        });
        yield return Row.Ratio(
            $"{Title}: the first object, of the whole time", first, 0.1, $"{first * comparison.Measured.TotalMilliseconds:0.0} ms");
    }
}
