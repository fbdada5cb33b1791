namespace YallaTake;

/// <summary>The row of the reference on one panel.</summary>
/// <param name="State">As it is written, where Rejected stands for NotSent too; null when there is no row.</param>
/// <param name="Holder">The sender whose claim it carries, 1 or 2; 0 when that one's process is gone, or there is no claim.</param>
/// <param name="HasLapsed">Whether the lease of a claim has run out.</param>
internal readonly record struct FallbackEntry(OrderState? State, int Holder = 0, bool HasLapsed = false)
{
    /// <summary>Whether the order may be bought on another panel as far as this one is concerned.</summary>
    public bool IsFree => State is null or OrderState.Rejected;

    public override string ToString() =>
        $"{State?.ToString() ?? "no row"}{(Holder > 0 ? $" of {Holder}" : "")}{(HasLapsed ? " lapsed" : "")}";
}
