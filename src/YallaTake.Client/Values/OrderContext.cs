namespace YallaTake.Client.Values;

/// <summary>What the ledger knows of an order that a panel says something of.</summary>
/// <param name="Reference">Your own name for it.</param>
/// <param name="ServiceId">The id of its service.</param>
/// <param name="ServiceName">The service's name when it was placed.</param>
/// <param name="Link">What it is for.</param>
/// <param name="Count">How many units were ordered; null when there is no upper bound.</param>
/// <param name="SentAt">When it was sent.</param>
internal sealed record OrderContext(
    string? Reference, object ServiceId, string? ServiceName, string? Link, long? Count, DateTimeOffset SentAt);
