namespace YallaTake.Sandboxing.Panel;

/// <summary>
/// What comes by itself at a rate, such as orders of other customers: once in each span of equal length, at a random moment of it that
/// depends on the seed alone, so that it does not matter when anybody looks.
/// </summary>
internal sealed class Arrivals(double perMinute, DateTimeOffset start, int seed)
{
    /// <summary>How many came until then.</summary>
    public long CountUntil(DateTimeOffset time)
    {
        var spans = Math.Max(0, (time - start).TotalMinutes) * perMinute;
        var whole = (long)spans;
        return whole + (spans - whole > Moment(whole) ? 1 : 0);
    }

    /// <summary>When one of those that came did so; the first is number 0.</summary>
    public DateTimeOffset TimeOf(long number) =>
        start + TimeSpan.FromTicks((long)((number + Moment(number)) / perMinute * TimeSpan.TicksPerMinute));

    /// <summary>When in its span one comes, from 0 to 1: a number of SplitMix64, which needs none before it.</summary>
    private double Moment(long span)
    {
        unchecked
        {
            var mixed = ((ulong)span * 0x9E3779B97F4A7C15) + (((ulong)(uint)seed + 1) * 0xD1B54A32D192ED03);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (mixed ^ (mixed >> 31)) / (double)ulong.MaxValue;
        }
    }
}
