using YallaTake.Client.Values;

namespace YallaTake;

/// <summary>A cancellation that the panel has accepted (API action <c>cancel</c>): requested, not yet refunded.</summary>
public sealed class Cancellation : IAboutOrder
{
    private OrderContext? _order;

    /// <summary>The order to be canceled: a long or a string, see <see cref="PanelId"/>.</summary>
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

    /// <summary>Whether the panel accepted the request. The order's status says when it is canceled and refunded.</summary>
    public required bool Requested { get; init; }

    /// <summary>The name of the panel it came from.</summary>
    public string? Panel { get; init; }

    OrderContext? IAboutOrder.Context
    {
        set => _order = value;
    }

    /// <summary>The order's id and what was requested.</summary>
    public override string ToString() => $"{OrderId} cancellation {(Requested ? "requested" : "not requested")}";
}
