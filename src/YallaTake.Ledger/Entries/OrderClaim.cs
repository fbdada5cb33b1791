namespace YallaTake.Ledger.Entries;

/// <summary>The ledger's answer to an intent: send it now, or here is the order that it became before.</summary>
/// <param name="Reference">The entry's reference.</param>
/// <param name="Mark">The mark of this claim, which no other has.</param>
/// <param name="Attempt">How many times the entry was claimed, this time included.</param>
/// <param name="Existing">The order placed before under the same reference; null when this one is to be sent.</param>
internal sealed record OrderClaim(string Reference, string Mark, long Attempt, Order? Existing = null)
{
    /// <summary>Whether an earlier attempt may have bought it: then only an id settles it.</summary>
    public bool IsInDoubt { get; init; }

    /// <summary>Until when it may leave, where the panel must still remember an earlier attempt; null for any time.</summary>
    public DateTimeOffset? SendBy { get; init; }

    /// <summary>Whether the reference is one for the whole ledger, by this claim or an earlier one.</summary>
    public bool IsLedgerWide { get; init; }

    /// <summary>The id of the ledger that has the entry; empty where nothing is remembered.</summary>
    public string Ledger { get; init; } = string.Empty;

    /// <summary>The account's id in that ledger.</summary>
    public string Account { get; init; } = string.Empty;
}
