using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Search;

/// <summary>What a search found out about one order, and why.</summary>
/// <param name="Order">The order, as the search saw it.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Seen">What was seen, or what is missing, in sentences.</param>
internal sealed record SearchVerdict(Order Order, SearchOutcome Outcome, string Seen)
{
    /// <summary>The ids that it has, or may have.</summary>
    public IReadOnlyList<PanelId> OrderIds { get; init; } = [];

    /// <summary>When another search may know more, though nothing else changes; null when time alone does not help.</summary>
    public DateTimeOffset? TryAgainAt { get; init; }

    /// <summary>Why the panel or the account cannot be searched at all; null when it can.</summary>
    public YallaTakeException? Refusal { get; init; }

    /// <summary>How to write it down.</summary>
    public Settlement Settlement => new()
    {
        OrderIds = Outcome == SearchOutcome.Placed ? OrderIds : [],
        Evidence = Seen,
        Attempts = Order.Attempts,
    };

    /// <summary>What to say of an order that the search could not settle.</summary>
    public YallaTakeException StillUnknown() => Refusal ?? new YallaTakeException(
        ErrorId.OrderOutcomeUnknown,
        $"It is still not known whether the order with reference '{Order.Reference}' was placed. {Seen} Nothing was settled. "
        + (TryAgainAt is { } time
            ? $"Search again after {time:u}."
            : "Look on the panel, then settle it with Resolve-YtOrder -OrderId or -NotPlaced."));

    public static SearchVerdict Undecided(Order order, string seen) => new(order, SearchOutcome.Undecided, seen);

    public static SearchVerdict Refused(Order order, string why) =>
        Undecided(order, why) with { Refusal = new YallaTakeException(ErrorId.SearchRefused, why) };
}
