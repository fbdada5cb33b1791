namespace YallaTake.Sandboxing.Panel;

/// <summary>
/// The panel's other customers, of whom only the ids that their orders take are seen: one order in each span of equal length, at a random
/// moment of it that depends on the seed alone, so that it does not matter when anybody looks.
/// </summary>
internal sealed class OtherCustomers(double ordersPerMinute, DateTimeOffset start, int seed)
{
    /// <summary>How many orders they placed until then.</summary>
    public long OrdersUntil(DateTimeOffset time)
    {
        var spans = Math.Max(0, (time - start).TotalMinutes) * ordersPerMinute;
        var whole = (long)spans;
        return whole + (spans - whole > Moment(whole) ? 1 : 0);
    }

    /// <summary>When in its span an order comes, from 0 to 1: a number of SplitMix64, which needs none before it.</summary>
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
