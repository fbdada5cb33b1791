namespace YallaTake;

/// <summary>An order as the ledger has it.</summary>
internal sealed record WrittenOrder(string Reference, string State, long? OrderId);
