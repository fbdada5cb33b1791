using System.Diagnostics;
using System.Runtime;

namespace YallaTake;

/// <summary>Measures two things in turns, A B A B and so on, so that whatever else the machine does falls on both.</summary>
/// <param name="count">How many pairs count.</param>
internal sealed class Rounds(int count)
{
    private const int WarmUps = 3;

    // The compiler works on in the background, and on two processors it takes one from whoever uses both: it has to be done. A script
    // that is invoked brings a few methods of its own every time.
    private const int MethodsAtRest = 20;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MostWarmUp = TimeSpan.FromMinutes(1);

    /// <summary>The ratio of the two: the median of those of neighbours.</summary>
    public Comparison Compare(Func<TimeSpan> measure, Func<TimeSpan> against)
    {
        var pairs = Repeat(() => (Measured: Run(measure), Against: Run(against)));
        return new Comparison(
            Median(pairs.Select(pair => pair.Measured / pair.Against)),
            TimeSpan.FromMilliseconds(Median(pairs.Select(pair => pair.Measured.TotalMilliseconds))),
            TimeSpan.FromMilliseconds(Median(pairs.Select(pair => pair.Against.TotalMilliseconds))));
    }

    /// <summary>The median of one thing alone.</summary>
    public double Measure(Func<double> measure) => Median(Repeat(measure));

    private T[] Repeat<T>(Func<T> measure)
    {
        WarmUp(measure);
        return [.. Enumerable.Range(0, count).Select(_ => measure())];
    }

    private static void WarmUp<T>(Func<T> measure)
    {
        var begun = Stopwatch.GetTimestamp();
        long compiled;
        do
        {
            compiled = JitInfo.GetCompiledMethodCount();
            var since = Stopwatch.GetTimestamp();
            for (var round = 0; round < WarmUps || Stopwatch.GetElapsedTime(since) < Rest; round++)
                measure();
        }
        while (JitInfo.GetCompiledMethodCount() - compiled >= MethodsAtRest && Stopwatch.GetElapsedTime(begun) < MostWarmUp);
    }

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
