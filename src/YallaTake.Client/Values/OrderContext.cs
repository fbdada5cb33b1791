namespace YallaTake.Client.Values;

/// <summary>What the ledger knows of an order that a panel says something of.</summary>
internal sealed record OrderContext(string? Reference, object ServiceId, string? ServiceName, string? Link);
