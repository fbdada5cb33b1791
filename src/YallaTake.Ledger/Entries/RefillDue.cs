namespace YallaTake.Ledger.Entries;

/// <summary>
/// Which orders may be refilled: they ended delivered, in full or in part, at least a day ago and within the window of their service, no
/// refill of them is open, and the last one was asked for at least a day ago.
/// </summary>
/// <param name="Now">The time.</param>
/// <param name="WindowOf">
/// For how long orders of a service are refilled, by its id and its name when it was ordered; zero for never.
/// </param>
internal sealed record RefillDue(DateTimeOffset Now, Func<PanelId, string?, TimeSpan> WindowOf)
{
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    /// <summary>The latest time at which an order ended, or was refilled last, that may be refilled now.</summary>
    public DateTimeOffset Latest => Now - Pause;

    /// <summary>Whether an order that ended at a time is not too old.</summary>
    public bool IsWithin(PanelId service, string? name, DateTimeOffset endedAt) => Now - endedAt <= WindowOf(service, name);
}
