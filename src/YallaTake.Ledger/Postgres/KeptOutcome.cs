namespace YallaTake;

/// <summary>What an order came to, as it is kept until the shared ledger can be written.</summary>
/// <param name="Account">The account's name in the ledger.</param>
/// <param name="Reference">The order's name.</param>
/// <param name="Mark">The claim under which it was sent.</param>
/// <param name="State">Placed, Rejected, NotSent or Unknown.</param>
/// <param name="OrderId">The panel's number; null unless placed.</param>
/// <param name="Error">Why it is not placed; null when it is.</param>
/// <param name="Spent">The estimate, as it is summed: see <see cref="Money"/>.</param>
internal sealed record KeptOutcome(string Account, string Reference, Guid Mark, OrderState State, string? OrderId, string? Error, long Spent)
{
    /// <summary>Whether the order may cost something: then its outcome must find its entry.</summary>
    public bool MayCost => State is OrderState.Placed or OrderState.Unknown;
}
