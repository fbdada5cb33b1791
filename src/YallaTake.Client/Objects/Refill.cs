using YallaTake.Client.Values;

namespace YallaTake;

/// <summary>A refill that the panel has accepted (API action <c>refill</c>).</summary>
public sealed class Refill : IAboutOrder
{
    private OrderContext? _order;

    /// <summary>The refill's id, by which to ask for its status: a long or a string, see <see cref="PanelId"/>.</summary>
    public required object RefillId { get; init; }

    /// <summary>The id of the order that is refilled: a long or a string, see <see cref="PanelId"/>.</summary>
    public required object OrderId { get; init; }

    /// <summary>Your own name for the order; null when the ledger does not know the order.</summary>
    public string? Reference => _order?.Reference;

    /// <summary>
    /// The id of the order's service: a long or a string, see <see cref="PanelId"/>; null when the ledger does not know the order.
    /// </summary>
    public object? ServiceId => _order?.ServiceId;

    /// <summary>The service's name when the order was placed; null when the ledger does not know the order.</summary>
    public string? ServiceName => _order?.ServiceName;

    /// <summary>What the order is for: a link, or a user name; null when the ledger does not know the order.</summary>
    public string? Link => _order?.Link;

    /// <summary>The name of the panel it came from.</summary>
    public string? Panel { get; init; }

    OrderContext? IAboutOrder.Context
    {
        set => _order = value;
    }

    /// <summary>The refill's id and its order's.</summary>
    public override string ToString() => $"{RefillId} of order {OrderId}";
}
