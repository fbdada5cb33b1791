using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Which ledger it is, wherever it lies.</summary>
/// <param name="Salt">Made once, with the ledger; names accounts without their keys.</param>
/// <param name="Doubt">Why what it writes may not be durable; null when it is.</param>
internal sealed record LedgerIdentity(byte[] Salt, string? Doubt = null)
{
    /// <summary>The ledger's own id: the same after a move or a failover.</summary>
    public string Id { get; } = Hash.Of(Convert.ToBase64String(Salt));
}
