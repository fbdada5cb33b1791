namespace YallaTake.Waiting;

/// <summary>An order that is waited for, and what it was when last seen.</summary>
internal sealed class FollowedOrder(Panel panel, PanelId id)
{
    private long? _firstRemains;

    public Panel Panel { get; } = panel;

    public PanelId Id { get; } = id;

    public OrderStatus? Status { get; private set; }

    /// <summary>Takes a new status over. Returns whether anything has changed.</summary>
    public bool Update(OrderStatus status)
    {
        var changed = Status?.Status != status.Status || Status.Remains != status.Remains;
        _firstRemains ??= status.Remains;
        Status = status;
        return changed;
    }

    /// <summary>How long the rest will take if it goes on as it did; null as long as too little has happened to say.</summary>
    /// <param name="open">The orders that are not final.</param>
    /// <param name="count">How many orders there were.</param>
    /// <param name="elapsed">How long they have been waited for.</param>
    public static TimeSpan? Remaining(IReadOnlyCollection<FollowedOrder> open, int count, TimeSpan elapsed)
    {
        var done = (count - open.Count + open.Sum(order => order.Done)) / count;
        return done > 0.02 ? TimeSpan.FromSeconds(elapsed.TotalSeconds * (1 - done) / done) : null;
    }

    private double Done =>
        _firstRemains > 0 && Status?.Remains is { } remains ? Math.Max(0, 1 - ((double)remains / _firstRemains.Value)) : 0;
}
