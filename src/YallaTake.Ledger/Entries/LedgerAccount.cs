namespace YallaTake.Ledger.Entries;

/// <summary>The account of a ledger's orders, as the ledger knows it.</summary>
/// <param name="Id">Names it in the ledger.</param>
/// <param name="Address">The panel's address, as <see cref="AccountKey"/> writes it.</param>
/// <param name="Name">What the user calls it (<c>-Account</c>); null while it has no name.</param>
internal sealed record LedgerAccount(string Id, string Address, string? Name)
{
    /// <summary>
    /// Whether its panel is a sandbox or another one of this machine, which alone may be at an http address. What was rehearsed there is
    /// not an order of another panel, whatever its reference.
    /// </summary>
    public bool IsLocal => IsLocalAddress(Address);

    /// <summary>See <see cref="IsLocal"/>.</summary>
    public static bool IsLocalAddress(string address) => address.StartsWith("http:", StringComparison.Ordinal);
}
