namespace YallaTake.Ledger.Entries;

/// <summary>Which orders to read from the ledger. What is not set does not count.</summary>
internal sealed class OrderFilter
{
    /// <summary>The texts of the orders' ids.</summary>
    public IReadOnlyList<string>? OrderIds { get; init; }

    /// <summary>The callers' names of the orders; <c>*</c> and <c>?</c> are wildcards.</summary>
    public IReadOnlyList<string>? References { get; init; }

    /// <summary>The states.</summary>
    public IReadOnlyList<OrderState>? States { get; init; }

    /// <summary>The texts of the services' ids.</summary>
    public IReadOnlyList<string>? ServiceIds { get; init; }

    /// <summary>The links; <c>*</c> and <c>?</c> are wildcards.</summary>
    public IReadOnlyList<string>? Links { get; init; }

    /// <summary>Made at this time or later.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Made before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Only orders that may still change: placed and not at their end, being sent, or unknown.</summary>
    public bool Open { get; init; }

    /// <summary>Only orders that may be refilled.</summary>
    public RefillDue? RefillDue { get; init; }

    /// <summary>Only orders to be settled: those of unknown outcome, and those of which it is not known which id is theirs.</summary>
    public bool Unsettled { get; init; }

    /// <summary>Only so many, the newest first; all of them, the oldest first, when null.</summary>
    public int? Newest { get; init; }
}
