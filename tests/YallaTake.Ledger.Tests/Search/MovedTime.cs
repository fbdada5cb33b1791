namespace YallaTake;

/// <summary>Clocks that move when a test moves them, both alike.</summary>
internal sealed class MovedTime : TimeProvider
{
    public DateTimeOffset Moment { get; set; } = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Moment.Ticks;

    public override DateTimeOffset GetUtcNow() => Moment;
}
