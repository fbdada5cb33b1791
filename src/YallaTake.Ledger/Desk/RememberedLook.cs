namespace YallaTake.Ledger.Desk;

/// <summary>What came of remembering a look at a catalogue.</summary>
/// <param name="IsFirst">Whether it was the first one.</param>
/// <param name="FirstLookAt">The first look that the ledger believed; null before it.</param>
/// <param name="LookedAt">The last look that the ledger believed; null before the first.</param>
/// <param name="Warning">What the user is to know of it; null for nothing.</param>
internal sealed record RememberedLook(bool IsFirst, DateTimeOffset? FirstLookAt, DateTimeOffset? LookedAt, string? Warning);
