using System.Diagnostics;
using System.Management.Automation;

namespace YallaTake;

/// <summary>Swallows what arrives, and tells how much it was and when the first of it came.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Arrival")]
[OutputType(typeof(Arrival))]
public sealed class MeasureArrivalCommand : PSCmdlet
{
    private long _begun;
    private long _first;
    private long _count;

    /// <summary>What arrives.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _begun = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_count++ == 0)
            _first = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteObject(new Arrival(_count, Stopwatch.GetElapsedTime(_begun, _first), Stopwatch.GetElapsedTime(_begun)));
}
