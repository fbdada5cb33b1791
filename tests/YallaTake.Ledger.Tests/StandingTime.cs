namespace YallaTake;

/// <summary>A clock whose time of day stands still until a test sets it; what waits goes by the system's.</summary>
public sealed class StandingTime : TimeProvider
{
    // Ledgers count in milliseconds.
    public DateTimeOffset Moment { get; set; } = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    public override DateTimeOffset GetUtcNow() => Moment;
}
