namespace YallaTake.Ledger.Entries;

/// <summary>How much orders may cost within a time, whoever places them.</summary>
/// <param name="Amount">The most that may be spent, in the account's currency.</param>
/// <param name="Window">The time that counts, back from now.</param>
internal sealed record SpendLimit(decimal Amount, TimeSpan Window);
