namespace YallaTake.Ledger.Measuring;

/// <summary>What counts of an order when its service is measured.</summary>
/// <param name="Entry">Its number in the ledger: a later one has a higher one.</param>
/// <param name="IsPlaced">Whether it was placed; else its outcome is unknown.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="Count">The units ordered; null when there is no upper bound.</param>
/// <param name="Remains">The units not delivered, as last heard.</param>
/// <param name="Estimate">What it was to cost.</param>
/// <param name="Charge">What it costs, as last heard.</param>
/// <param name="Currency">The currency of both.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="StartedAt">When it was first seen under way.</param>
/// <param name="EndedAfter">The last look before it was seen at its end.</param>
/// <param name="EndedAt">When it was first seen at its end.</param>
internal readonly record struct MeasuredOrder(
    long Entry,
    bool IsPlaced,
    OrderEnding Ending,
    long? Count,
    long? Remains,
    decimal? Estimate,
    decimal? Charge,
    string? Currency,
    DateTimeOffset SentAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAfter,
    DateTimeOffset? EndedAt);
