namespace YallaTake.Waiting;

/// <summary>
/// When to look next: at the given interval while something changes, further and further apart while nothing does, and for the last time
/// shortly before the time limit.
/// </summary>
internal sealed class PollingSchedule(TimeSpan interval, TimeSpan? limit, TimeProvider time)
{
    private const int FurthestApart = 8;

    // An answer takes a moment.
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(2);

    private readonly long _since = time.GetTimestamp();
    private int _apart = 1;

    private TimeSpan Elapsed => time.GetElapsedTime(_since);

    public bool IsOver => Elapsed >= limit;

    public TimeSpan Next(bool changed)
    {
        _apart = changed ? 1 : Math.Min(_apart * 2, FurthestApart);
        var pause = TimeSpan.FromTicks(interval.Ticks * _apart);
        if (limit - Elapsed is not { } left || pause < left)
            return pause;

        return left > LastLook ? left - LastLook : Positive(left);
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
