namespace YallaTake.Ledger.Entries;

/// <summary>What the panel said of the account's money. It was true at some moment between asking and the answer.</summary>
internal sealed record BalanceReading(DateTimeOffset AskedAt, DateTimeOffset AnsweredAt, decimal Balance);
