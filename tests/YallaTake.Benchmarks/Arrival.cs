namespace YallaTake;

/// <summary>What came out of a pipeline.</summary>
/// <param name="Count">How many objects.</param>
/// <param name="First">From the pipeline's beginning to the first of them.</param>
/// <param name="Whole">From the pipeline's beginning to its end.</param>
public sealed record Arrival(long Count, TimeSpan First, TimeSpan Whole);
