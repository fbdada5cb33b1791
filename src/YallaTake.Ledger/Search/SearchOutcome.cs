namespace YallaTake.Ledger.Search;

/// <summary>What a search found out about an order.</summary>
internal enum SearchOutcome
{
    /// <summary>Not enough to settle it.</summary>
    Undecided,

    /// <summary>It was placed.</summary>
    Placed,

    /// <summary>It was not placed.</summary>
    NotPlaced,
}
