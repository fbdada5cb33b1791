using YallaTake.Client.Values;

namespace YallaTake.Ledger.Figures;

/// <summary>What the orders of a service in one currency, with one outcome, add up to.</summary>
/// <param name="ServiceId">The service.</param>
/// <param name="ServiceName">What it was called at the newest of these orders; null when that is not known.</param>
/// <param name="Currency">The currency of the amounts; null when it is not known.</param>
/// <param name="State">The outcome of placing them, as it is written down: one that is being sent may be of a process that is gone.</param>
/// <param name="Status">The panel's word when it was last asked; null when it was not.</param>
/// <param name="Newest">The entry of the newest of these orders.</param>
/// <param name="Orders">How many they are.</param>
/// <param name="Spent">What they cost, or may cost while that is not known.</param>
/// <param name="BelowEstimate">By how much those that ended cost less than was estimated.</param>
internal sealed record OrderFigure(
    PanelId ServiceId,
    string? ServiceName,
    string? Currency,
    OrderState State,
    string? Status,
    long Newest,
    long Orders,
    decimal Spent,
    decimal BelowEstimate)
{
    /// <summary>What the panel gave back of them. A completed order that cost less was cheaper, and nothing was given back.</summary>
    public decimal Refunded => GivesBack ? BelowEstimate : 0;

    /// <summary>Whether orders of this status ended without being completed.</summary>
    public bool GivesBack => Status is { } status && StatusWords.IsFinalOrder(status) && !StatusWords.IsCompletedOrder(status);

    /// <summary>Whether these orders may still change: the panel has not said that they are at their end.</summary>
    public bool IsOpen => State == OrderState.Placed && !(Status is { } status && StatusWords.IsFinalOrder(status));
}
