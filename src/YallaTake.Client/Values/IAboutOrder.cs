namespace YallaTake.Client.Values;

/// <summary>What a panel says of an order that was placed before.</summary>
internal interface IAboutOrder
{
    /// <summary>The order's id.</summary>
    object OrderId { get; }

    /// <summary>What the ledger knows of the order.</summary>
    OrderContext? Context { set; }
}
