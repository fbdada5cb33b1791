namespace YallaTake.Client.Orders;

/// <summary>What an order of a service type is counted, and so priced, by (api: fields of add).</summary>
internal enum OrderCount
{
    /// <summary>The quantity, times the runs where there are any.</summary>
    Quantity,

    /// <summary>The lines of a list field.</summary>
    Lines,

    /// <summary>One package at the service's rate.</summary>
    Package,

    /// <summary>Every new post between the minimum and the maximum.</summary>
    Posts,
}
