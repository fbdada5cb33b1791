namespace YallaTake;

/// <summary>One change in what the panel says of an order, as the ledger heard it.</summary>
public sealed class OrderChange
{
    /// <summary>The panel's id of the order: a long or a string, see <see cref="PanelId"/>.</summary>
    public required object OrderId { get; init; }

    /// <summary>The caller's name for the order.</summary>
    public required string Reference { get; init; }

    /// <summary>The status after the change: see <see cref="OrderStatus.Status"/>.</summary>
    public required string Status { get; init; }

    /// <summary>What the order costs after the change, in <see cref="Currency"/>; null when the panel has not said it yet.</summary>
    public decimal? Charge { get; init; }

    /// <summary>The account's currency; null when it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>The count on the link before the order began; null when the panel has not said it yet.</summary>
    public long? StartCount { get; init; }

    /// <summary>What is still to be delivered after the change; null when the panel has not said it yet.</summary>
    public long? Remains { get; init; }

    /// <summary>
    /// When the panel was asked for the last time before (UTC); if never, when the order was sent. The change came between then and
    /// <see cref="SeenAt"/>.
    /// </summary>
    public required DateTimeOffset SeenBefore { get; init; }

    /// <summary>When the change was heard (UTC).</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>The name of the panel.</summary>
    public string? Panel { get; init; }

    /// <summary>The order's id and its status.</summary>
    public override string ToString() => $"{OrderId} {Status}";
}
