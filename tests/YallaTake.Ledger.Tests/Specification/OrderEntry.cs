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

    public static OrderEntry SentBy(int sender) => new(OrderState.Sending) { Holder = sender };

    public override string ToString() =>
        $"{State?.ToString() ?? "no row"} of {Holder}{(HasLapsed ? " lapsed" : string.Empty)}{(Order > 0 ? $" as {Order}" : string.Empty)}";
}
