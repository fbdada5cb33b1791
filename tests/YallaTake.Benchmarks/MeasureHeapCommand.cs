using System.Management.Automation;

namespace YallaTake;

/// <summary>Lets objects pass, and tells at the end by how many bytes the live heap grew while they did.</summary>
/// <remarks>
/// What counts is what cannot be collected: every so many objects all garbage is, and what remains is compared with what there was before
/// the first.
/// Garbage is left out because its amount is the collector's choice, the same for every program: it lets it grow to the size of the
/// processor's cache.
/// </remarks>
[Cmdlet(VerbsDiagnostic.Measure, "Heap")]
public sealed class MeasureHeapCommand : PSCmdlet
{
    private long _before;
    private long _passed;

    /// <summary>What passes.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>Between how many objects to look.</summary>
    [Parameter(Mandatory = true)]
    public int Every { get; set; }

    /// <summary>Where the growth is noted.</summary>
    [Parameter(Mandatory = true)]
    public HeapGrowth? Growth { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _before = LiveBytes();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (++_passed % Every == 0)
            Growth!.Note(LiveBytes() - _before);
        WriteObject(InputObject);
    }

    private static long LiveBytes() => GC.GetTotalMemory(forceFullCollection: true);
}
