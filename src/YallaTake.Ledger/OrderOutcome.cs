namespace YallaTake;

/// <summary>What sending an order came to.</summary>
/// <param name="State">Placed, Rejected, NotSent or Unknown.</param>
/// <param name="OrderIdText">The order's number as the panel wrote it; null unless placed.</param>
/// <param name="Error">Why it is not placed; null when it is.</param>
internal sealed record OrderOutcome(OrderState State, string? OrderIdText, string? Error)
{
    /// <summary>The panel has taken the order.</summary>
    public static OrderOutcome Placed(PlacedOrder order) => new(OrderState.Placed, order.IdText, null);

    /// <summary>The order failed; what became of the request decides whether it may be placed.</summary>
    public static OrderOutcome Of(YallaTakeException failure) => new(
        failure.Fate switch
        {
            RequestFate.Refused => OrderState.Rejected,
            RequestFate.NotSent => OrderState.NotSent,
            _ => OrderState.Unknown,
        },
        null,
        failure.Message);
}
