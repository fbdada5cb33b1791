using System.Diagnostics;

namespace YallaTake.Pipeline;

/// <summary>When to look next: at the given interval while something changes, further and further apart while nothing does, and not beyond the time limit.</summary>
internal sealed class PollingSchedule(TimeSpan interval, TimeSpan? limit)
{
    private const int FurthestApart = 8;

    private readonly Stopwatch _since = Stopwatch.StartNew();
    private int _apart = 1;

    public bool IsOver => _since.Elapsed >= limit;

    public TimeSpan Next(bool changed)
    {
        _apart = changed ? 1 : Math.Min(_apart * 2, FurthestApart);
        var pause = TimeSpan.FromTicks(interval.Ticks * _apart);
        return limit is { } end && _since.Elapsed + pause > end ? Positive(end - _since.Elapsed) : pause;
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
