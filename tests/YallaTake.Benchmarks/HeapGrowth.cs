namespace YallaTake;

/// <summary>By how much the live heap grew at most.</summary>
public sealed class HeapGrowth
{
    /// <summary>In bytes.</summary>
    public long Most { get; private set; }

    /// <summary>Takes a look into account.</summary>
    public void Note(long bytes) => Most = Math.Max(Most, bytes);
}
