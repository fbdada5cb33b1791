namespace YallaTake.Ledger.Store;

/// <summary>An entry that was found, and where it stands in the order of age.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="IsMeant">Whether it is asked for after all.</param>
internal sealed record FoundEntry(long Entry, DateTimeOffset CreatedAt, bool IsMeant);
