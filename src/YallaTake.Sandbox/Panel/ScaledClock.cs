namespace YallaTake.Sandboxing.Panel;

/// <summary>A clock that starts with another and runs a number of times as fast.</summary>
internal sealed class ScaledClock(Func<DateTimeOffset> clock, double scale)
{
    // Far enough from the end of the calendar that orders begun then still end on it.
    private static readonly DateTimeOffset End = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DateTimeOffset _start = clock();

    public DateTimeOffset Now =>
        _start.AddTicks((long)Math.Min((clock() - _start).Ticks * scale, (End - _start).Ticks));
}
