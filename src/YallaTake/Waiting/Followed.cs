namespace YallaTake.Waiting;

/// <summary>An order or a refill that is waited for, and what it was when last seen.</summary>
internal sealed class Followed(Panel panel, PanelId id, long? row)
{
    private long? _firstRemains;
    private long? _remains;

    public Panel Panel { get; } = panel;

    public PanelId Id { get; } = id;

    /// <summary>The number of the input that named it; null when it was not piped.</summary>
    public long? Row { get; } = row;

    /// <summary>The panel's word; null before the first answer.</summary>
    public string? Status { get; private set; }

    /// <summary>Takes a new status over. Returns whether anything has changed.</summary>
    public bool Update(string status, long? remains)
    {
        var changed = Status != status || _remains != remains;
        _firstRemains ??= remains;
        (Status, _remains) = (status, remains);
        return changed;
    }

    /// <summary>How long the rest will take if it goes on as it did; null as long as too little has happened to say.</summary>
    /// <param name="open">What is not final.</param>
    /// <param name="count">How many there were.</param>
    /// <param name="elapsed">How long they have been waited for.</param>
    public static TimeSpan? Remaining(IReadOnlyCollection<Followed> open, int count, TimeSpan elapsed)
    {
        var done = (count - open.Count + open.Sum(item => item.Done)) / count;
        return done > 0.02 ? TimeSpan.FromSeconds(elapsed.TotalSeconds * (1 - done) / done) : null;
    }

    private double Done =>
        _firstRemains > 0 && _remains is { } remains ? Math.Max(0, 1 - ((double)remains / _firstRemains.Value)) : 0;
}
