namespace YallaTake;

/// <summary>An order as the ledger has it.</summary>
internal sealed record LedgerEntry(string Reference, string State, string OrderId)
{
    public static LedgerEntry Parse(string line) => line.Split(' ') is [var reference, var state, .. var id]
        ? new LedgerEntry(reference, state, string.Concat(id))
        : throw new FormatException($"'{line}' is no line of list.ps1.");
}
