using YallaTake.Client.Values;

namespace YallaTake;

/// <summary>The status of an order (API action <c>status</c>).</summary>
public sealed class OrderStatus : IAboutOrder
{

    /// <summary>The order's id: a long or a string, see <see cref="PanelId"/>.</summary>
    public required object OrderId { get; init; }

    /// <summary>Your own name for the order; null when the ledger does not know the order.</summary>
    public string? Reference => Order?.Reference;

    /// <summary>
    /// The id of the order's service: a long or a string, see <see cref="PanelId"/>; null when the ledger does not know the order.
    /// </summary>
    public object? ServiceId => Order?.ServiceId;

    /// <summary>The service's name when the order was placed; null when the ledger does not know the order.</summary>
    public string? ServiceName => Order?.ServiceName;

    /// <summary>What the order is for: a link, or a user name; null when the ledger does not know the order.</summary>
    public string? Link => Order?.Link;

    /// <summary>
    /// The panel's word: Pending, Processing, In progress, Completed, Partial, Canceled; for subscriptions Active, Paused, Expired too. An
    /// unknown word is kept as it came.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>What the order costs so far, in <see cref="Currency"/>, without refunds; null when the panel does not say.</summary>
    public decimal? Charge { get; init; }

    /// <summary>The count on the link before the order began; null when the panel does not say.</summary>
    public long? StartCount { get; init; }

    /// <summary>What is still to be delivered; null when the panel does not say.</summary>
    public long? Remains { get; init; }

    /// <summary>The currency of <see cref="Charge"/>; null when the panel does not say.</summary>
    public string? Currency { get; init; }

    /// <summary>How many posts a subscription has served; null for other orders.</summary>
    public long? Posts { get; init; }

    /// <summary>The day on which a subscription ends (API field <c>expiry</c>); null for other orders, and when it has no end.</summary>
    public DateTime? Expiry { get; init; }

    /// <summary>How many runs a drip-feed has made; null for other orders.</summary>
    public long? Runs { get; init; }

    /// <summary>The ids of the orders that a subscription or a drip-feed has made.</summary>
    public IReadOnlyList<object> ChildOrders
    {
        get;
        init => field = ReadableList<object>.Of(value);
    }
        = ReadableList<object>.None;

    /// <summary>Whether the status will not change any more. An unknown word is never final.</summary>
    public bool IsFinal => StatusWords.IsFinalOrder(Status);

    /// <summary>The panel's other fields, by its own names; single values only.</summary>
    public IReadOnlyDictionary<string, string> Extra
    {
        get;
        init => field = ReadableFields.Of(value);
    }
        = FurtherFields.None;

    /// <summary>The name of the panel it came from.</summary>
    public string? Panel { get; init; }

    /// <summary>What the ledger knows of the order; null when it does not know it.</summary>
    internal OrderContext? Order { get; private set; }

    OrderContext? IAboutOrder.Context
    {
        set => Order = value;
    }

    /// <summary>The order's id and its status.</summary>
    public override string ToString() => $"{OrderId} {Status}";
}
