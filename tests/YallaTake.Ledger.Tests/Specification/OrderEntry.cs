namespace YallaTake;

/// <summary>The reference's row in the ledger, as far as the contract speaks of it.</summary>
/// <param name="State">As it is written; null when there is no row.</param>
internal readonly record struct OrderEntry(OrderState? State)
{
    /// <summary>The sender whose claim it carries, 1 or 2; 0 when that one's process is gone, or there is no claim.</summary>
    public int Holder { get; init; }

    /// <summary>Whether the claim's lease has run out.</summary>
    public bool HasLapsed { get; init; }

    /// <summary>The order that it names; 0 unless placed.</summary>
    public int Order { get; init; }

    /// <summary>Whether every attempt carried the client's id of the order.</summary>
    public bool Carries { get; init; }

    /// <summary>Whether an earlier attempt may have bought it, so that only an id settles it.</summary>
    public bool IsInDoubt { get; init; }

    /// <summary>Whether the panel may have forgotten the first attempt.</summary>
    public bool IsOld { get; init; }

    public static OrderEntry SentBy(int sender) => new(OrderState.Sending) { Holder = sender };

    /// <summary>The same entry with another outcome, and no id.</summary>
    public OrderEntry Settled(OrderState state) =>
        new(state) { Carries = Carries, IsOld = IsOld, IsInDoubt = IsInDoubt && state == OrderState.Unknown };

    public override string ToString() => string.Concat(
        State?.ToString() ?? "no row",
        $" of {Holder}",
        HasLapsed ? " lapsed" : string.Empty,
        Carries ? " with id" : string.Empty,
        IsInDoubt ? " in doubt" : string.Empty,
        IsOld ? " old" : string.Empty,
        Order > 0 ? $" as {Order}" : string.Empty);
}
