namespace YallaTake.Ledger.Entries;

/// <summary>How an order whose outcome was unknown is settled.</summary>
internal sealed record Settlement
{
    /// <summary>The ids that it may have: one when it is known, none when it was not placed.</summary>
    public required IReadOnlyList<PanelId> OrderIds { get; init; }

    /// <summary>By what it is settled, in words.</summary>
    public required string Evidence { get; init; }

    /// <summary>How often it had been claimed when it was looked at; null when it is settled as it is now.</summary>
    public long? Attempts { get; init; }

    public bool IsPlaced => OrderIds.Count > 0;

    /// <summary>The panel's id; null when it is not known which one, or it does not exist.</summary>
    public PanelId? OrderId => OrderIds.Count == 1 ? OrderIds[0] : null;

    /// <summary>The ids of which one is the order's, as they are written down; null when its id is known, or it does not exist.</summary>
    public string? Candidates => OrderIds.Count > 1 ? string.Join(",", OrderIds) : null;

    /// <summary>By a person who has looked on the panel.</summary>
    public static Settlement ByPerson(PanelId? orderId) => new()
    {
        OrderIds = orderId is null ? [] : [orderId],
        Evidence = orderId is null ? "Settled as not placed by a person." : $"Settled as placed, order {orderId}, by a person.",
    };
}
