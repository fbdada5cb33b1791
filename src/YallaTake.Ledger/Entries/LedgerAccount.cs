namespace YallaTake.Ledger.Entries;

/// <summary>The account of a ledger's orders, as the ledger knows it.</summary>
/// <param name="Id">Names it in the ledger.</param>
/// <param name="Address">The panel's address, as <see cref="AccountKey"/> writes it.</param>
/// <param name="Name">What the user calls it (<c>-Account</c>); null while it has no name.</param>
internal sealed record LedgerAccount(string Id, string Address, string? Name);
