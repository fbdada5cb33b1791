namespace YallaTake;

/// <summary>A refill that the panel has accepted (API action <c>refill</c>).</summary>
public sealed class Refill
{
    /// <summary>The refill's id, by which to ask for its status: a long or a string, see <see cref="PanelId"/>.</summary>
    public required object RefillId { get; init; }

    /// <summary>The id of the order that is refilled.</summary>
    public required object OrderId { get; init; }

    /// <summary>The name of the panel it came from.</summary>
    public string? Panel { get; init; }

    /// <summary>The refill's id and its order's.</summary>
    public override string ToString() => $"{RefillId} of order {OrderId}";
}
