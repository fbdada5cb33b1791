namespace YallaTake.Ledger.Desk;

/// <summary>What came of placing an order.</summary>
/// <param name="Order">The order, when it was placed, now or before; null otherwise.</param>
/// <param name="Problem">Why it was not placed, or that its outcome could not be written down; null when there is nothing to say.</param>
internal sealed record OrderResult(Order? Order, YallaTakeException? Problem)
{
    /// <summary>Whether the panel surely did not take it, for a reason that need not hold on another one.</summary>
    public bool MayFallBack { get; init; }
}
