namespace YallaTake;

/// <summary>One difference between two looks at a panel's catalogue.</summary>
public sealed class ServiceChange
{
    /// <summary>
    /// What changed: Added, Removed, Returned, RateRaised, RateLowered, LimitsChanged, RefillChanged, CancelChanged, TypeChanged or
    /// Renamed.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The service's id: a long or a string.</summary>
    public required object ServiceId { get; init; }

    /// <summary>The service's name, after the change.</summary>
    public required string Name { get; init; }

    /// <summary>The service's category, after the change.</summary>
    public required string Category { get; init; }

    /// <summary>The value before: a rate for services that came or went, too; null for what was not there or not said.</summary>
    public object? OldValue { get; init; }

    /// <summary>The value after: a rate for services that came or went, too; null for what is not there or not said any more.</summary>
    public object? NewValue { get; init; }

    /// <summary>By how many percent of the old rate the rate rose; below zero it fell; null for changes of something else.</summary>
    public decimal? Percent { get; init; }

    /// <summary>When the old value was last seen (UTC); null for a service that was never seen before.</summary>
    public DateTimeOffset? SeenBefore { get; init; }

    /// <summary>When the change was seen (UTC).</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>The name of the panel.</summary>
    public string? Panel { get; init; }

    /// <summary>The kind, the id and the name.</summary>
    public override string ToString() => $"{Kind} {ServiceId} {Name}";
}
