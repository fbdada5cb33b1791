namespace YallaTake;

/// <summary>The result of copying an account's orders from a ledger file into a shared ledger, counted in both.</summary>
public sealed class LedgerCopy
{
    /// <summary>The file that was read. It is not changed.</summary>
    public required string Path { get; init; }

    /// <summary>The ledger that was written.</summary>
    public required string Ledger { get; init; }

    /// <summary>How many orders the file has of this account. Every one of them was found in the ledger afterwards.</summary>
    public required long Orders { get; init; }

    /// <summary>
    /// How many of them are new in the ledger, or were not bought there and were bought with the file since. The others are unchanged.
    /// </summary>
    public required long Copied { get; init; }

    /// <summary>How many of them have another state or id in the ledger.</summary>
    public required long Different { get; init; }

    /// <summary>How many refills the file has of these orders.</summary>
    public required long Refills { get; init; }

    /// <summary>The name of the panel whose orders they are.</summary>
    public string? Panel { get; init; }

    /// <summary>The addresses of other panels of which the file has references that are one for the whole ledger.</summary>
    internal IReadOnlyList<string> OtherPanels { get; init; } = [];

    /// <summary>The counts.</summary>
    public override string ToString() => FormattableString.Invariant($"{Copied} of {Orders} orders copied");
}
