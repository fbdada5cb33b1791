using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Which ledger it is, wherever it lies.</summary>
/// <param name="Salt">Made once, with the ledger; names accounts without their keys.</param>
/// <param name="File">The file as the system names it, behind all links; null for a database on a server. A copy has the same salt.</param>
/// <param name="Doubt">Why what it writes may not be durable; null when it is.</param>
internal sealed record LedgerIdentity(byte[] Salt, string? File = null, string? Doubt = null)
{
    /// <summary>The ledger's own id: the same after a move or a failover.</summary>
    public string Id { get; } = Hash.Of(Convert.ToBase64String(Salt));

    /// <summary>Whether what is written to one stands in the other.</summary>
    public bool IsSame(LedgerIdentity other) => Id == other.Id && File == other.File;
}
