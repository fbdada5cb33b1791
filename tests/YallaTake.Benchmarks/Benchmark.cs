namespace YallaTake;

/// <summary>Something that is measured, and the rows that come of it.</summary>
internal abstract class Benchmark
{
    /// <summary>What <c>--only</c> looks at.</summary>
    public abstract string Title { get; }

    public abstract IEnumerable<Row> Run(Rounds rounds);
}
