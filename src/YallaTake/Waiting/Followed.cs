using YallaTake.Client.Values;

namespace YallaTake.Waiting;

/// <summary>An order or a refill that is waited for, and what it was when last seen.</summary>
internal sealed class Followed(Panel panel, PanelId id, long? row)
{
    public const string NotKnown = "not known";

    private long? _firstRemains;
    private long? _remains;

    public Panel Panel { get; } = panel;

    public PanelId Id { get; } = id;

    /// <summary>The number of the input that named it; null when it was not piped.</summary>
    public long? Row { get; } = row;

    /// <summary>The panel's word; null before the first answer.</summary>
    public string? Status { get; private set; }

    /// <summary>What the ledger knows of the order; null when it does not know it, for a refill, and before the first answer.</summary>
    public OrderContext? Order { get; private set; }

    /// <summary>How much of it is delivered, from 0 to 1; null when that is not known.</summary>
    public double? Fraction => Delivered is { } delivered && Order!.Count is > 0 and var count ? (double)delivered / count : null;

    /// <summary>Takes a new status over. Returns whether anything has changed.</summary>
    public bool Update(string status, long? remains, OrderContext? order)
    {
        var changed = Status != status || _remains != remains;
        _firstRemains ??= remains;
        (Status, _remains, Order) = (status, remains, order);
        return changed;
    }

    /// <summary>Its status, and how much of it is delivered.</summary>
    public string Describe() =>
        Delivered is { } delivered ? FormattableString.Invariant($"{Status}, {delivered} of {Order!.Count}") : Status ?? NotKnown;

    /// <summary>How long the rest will take if it goes on as it did; null as long as too little has happened to say.</summary>
    /// <param name="open">What is not final.</param>
    /// <param name="count">How many there were.</param>
    /// <param name="elapsed">How long they have been waited for.</param>
    public static TimeSpan? Remaining(IReadOnlyCollection<Followed> open, int count, TimeSpan elapsed)
    {
        var done = (count - open.Count + open.Sum(item => item.Done)) / count;
        return done > 0.02 ? TimeSpan.FromSeconds(elapsed.TotalSeconds * (1 - done) / done) : null;
    }

    // Of an order that the panel has not begun, some say that nothing remains.
    private long? Delivered => _remains is { } remains && (remains > 0 || StatusWords.HasStarted(Status!)) && remains <= Order?.Count
        ? Order.Count - remains
        : null;

    private double Done =>
        _firstRemains > 0 && _remains is { } remains ? Math.Max(0, 1 - ((double)remains / _firstRemains.Value)) : 0;
}
