namespace YallaTake;

/// <summary>How two things measured in turns compare.</summary>
/// <param name="Ratio">The median of the ratios of neighbours.</param>
/// <param name="Measured">The median of the one.</param>
/// <param name="Against">The median of the other.</param>
internal sealed record Comparison(double Ratio, TimeSpan Measured, TimeSpan Against);
