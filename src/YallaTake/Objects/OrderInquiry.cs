namespace YallaTake;

/// <summary>What is known of an order whose outcome is unknown, to look for it on the panel.</summary>
public sealed class OrderInquiry
{
    /// <summary>The caller's name for the order.</summary>
    public required string Reference { get; init; }

    /// <summary>The service's id: a long or a string.</summary>
    public required object ServiceId { get; init; }

    /// <summary>What the order is for.</summary>
    public string? Link { get; init; }

    /// <summary>The units ordered in all, at most; null when there is no upper bound.</summary>
    public long? Count { get; init; }

    /// <summary>The outcome of placing it.</summary>
    public required string State { get; init; }

    /// <summary>When it was meant to be placed (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The price by the catalogue, in <see cref="Currency"/>; null when there is no upper bound.</summary>
    public decimal? EstimatedCharge { get; init; }

    /// <summary>The account's balance in the minute before it was sent, in <see cref="Currency"/>; null when it was not asked.</summary>
    public decimal? BalanceBefore { get; init; }

    /// <summary>
    /// The account's balance now, in <see cref="Currency"/>; it includes all that was ordered and refunded since. Null when the panel does
    /// not say.
    /// </summary>
    public decimal? BalanceNow { get; init; }

    /// <summary>
    /// What the balance fell by beside the charges of the orders that the ledger knows as placed since, in <see cref="Currency"/>; null
    /// when it cannot be calculated. Orders from elsewhere, other unknown ones and refunds are in it.
    /// </summary>
    public decimal? UnexplainedFall { get; init; }

    /// <summary>The account's currency; null when it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>Why the outcome is unknown.</summary>
    public string? Error { get; init; }

    /// <summary>The name of the panel it was sent to.</summary>
    public string? Panel { get; init; }

    /// <summary>The reference and the state.</summary>
    public override string ToString() => $"{Reference} {State}";
}
