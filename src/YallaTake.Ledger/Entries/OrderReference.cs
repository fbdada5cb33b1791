using YallaTake.Client.Values;

namespace YallaTake.Ledger.Entries;

/// <summary>Spells a caller's reference one way: as it is seen.</summary>
internal static class OrderReference
{
    /// <summary>What a store's index takes, with every character at its widest.</summary>
    public const int Longest = 400;

    /// <summary>The reference as <see cref="SeenText"/> has it; null when nothing is left.</summary>
    public static string? Normalize(string? reference) =>
        reference is not null && SeenText.Of(reference) is { Length: > 0 } normal ? normal : null;
}
