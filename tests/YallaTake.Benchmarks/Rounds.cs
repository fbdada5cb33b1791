namespace YallaTake;

/// <summary>Measures two things in turns, A B A B and so on, so that whatever else the machine does falls on both.</summary>
/// <param name="count">How many pairs count.</param>
internal sealed class Rounds(int count)
{
    // The compiler is done with both by then.
    private const int WarmUps = 3;

    /// <summary>The ratio of the two: the median of those of neighbours.</summary>
    public Comparison Compare(Func<TimeSpan> measure, Func<TimeSpan> against)
    {
        var pairs = Enumerable.Range(0, WarmUps + count).Select(_ => (Measured: Run(measure), Against: Run(against))).Skip(WarmUps).ToArray();
        return new Comparison(
            Median(pairs.Select(pair => pair.Measured / pair.Against)),
            TimeSpan.FromMilliseconds(Median(pairs.Select(pair => pair.Measured.TotalMilliseconds))),
            TimeSpan.FromMilliseconds(Median(pairs.Select(pair => pair.Against.TotalMilliseconds))));
    }

    /// <summary>The median of one thing alone.</summary>
    public double Measure(Func<double> measure) => Median(Enumerable.Range(0, WarmUps + count).Select(_ => measure()).Skip(WarmUps));

    private static TimeSpan Run(Func<TimeSpan> measure)
    {
        // One must not pay for the other's garbage.
        GC.Collect();
        return measure();
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
