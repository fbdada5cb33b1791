namespace YallaTake.Ledger.Desk;

/// <summary>What the caller allows of an order.</summary>
internal sealed record OrderTerms
{
    /// <summary>Refuses an order without a reference of its own.</summary>
    public bool RequireReference { get; init; }

    /// <summary>The highest price of 1000 units (of one package, for package types), in the account's currency; null for any.</summary>
    public decimal? MaximumRate { get; init; }

    /// <summary>
    /// By how many percent the rate may have risen since the service was last ordered; null for any number.
    /// </summary>
    public decimal? MaximumRateIncrease { get; init; }

    /// <summary>The highest price of the order, in the account's currency; null for any.</summary>
    public decimal? MaximumCharge { get; init; }

    /// <summary>Refuses the order when one of the same service and link was sent within this time; null to allow it.</summary>
    public TimeSpan? NoDuplicateWithin { get; init; }

    /// <summary>
    /// Whether its reference is one for the whole ledger: another run may have other panels for it, even if this one has only one left.
    /// </summary>
    public bool IsLedgerWide { get; init; }

    /// <summary>Refuses the order while one of the same service or category may still change that is for the same link.</summary>
    public bool NoOverlap { get; init; }
}
