namespace YallaTake.Ledger.Entries;

/// <summary>A point in time by both clocks: the monotonic one stands still while a machine sleeps, and the other one can be set.</summary>
internal sealed record Moment(long Timestamp, DateTimeOffset Time)
{
    public static Moment Now(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

    /// <summary>Whether so much time has passed since, by either clock.</summary>
    public bool IsOlderThan(TimeSpan span, TimeProvider time) => time.GetElapsedTime(Timestamp) > span || time.GetUtcNow() - Time > span;
}
