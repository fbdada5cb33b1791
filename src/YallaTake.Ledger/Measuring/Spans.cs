namespace YallaTake.Ledger.Measuring;

/// <summary>Spans of time, and what share of them is no longer than which.</summary>
internal sealed class Spans
{
    private readonly List<long> _ticks = [];
    private bool _isSorted = true;

    public int Count => _ticks.Count;

    /// <summary>Clocks of several hosts may differ: what ended before it began took no time.</summary>
    public void Add(TimeSpan span)
    {
        _ticks.Add(Math.Max(0, span.Ticks));
        _isSorted = false;
    }

    /// <summary>The shortest span that so many of a hundred are no longer than; null when there are none.</summary>
    public TimeSpan? Percentile(int percent)
    {
        if (_ticks.Count == 0)
            return null;

        if (!_isSorted)
            _ticks.Sort();
        _isSorted = true;
        var rank = ((_ticks.Count * (long)percent) + 99) / 100;
        return TimeSpan.FromTicks(_ticks[(int)Math.Max(rank, 1) - 1]);
    }
}
