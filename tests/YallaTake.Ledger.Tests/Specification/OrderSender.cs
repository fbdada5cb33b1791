namespace YallaTake;

/// <summary>A process that places the order.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Order">What it bought; 0 unless it did.</param>
internal readonly record struct OrderSender(SenderPhase Phase, int Order = 0)
{
    /// <summary>Whether its order carries the client's id.</summary>
    public bool Carries { get; init; }

    /// <summary>Whether an earlier attempt may have bought it.</summary>
    public bool IsRepeat { get; init; }

    public bool IsAboutToSend => Phase is SenderPhase.Claimed or SenderPhase.Slept;

    public bool IsWaiting => Phase is SenderPhase.Refused or SenderPhase.Bought;

    /// <summary>What it hears of its order: the panel's answer, or nothing.</summary>
    public (OrderState State, int Order) Outcome(bool isHeard) =>
        !isHeard ? (OrderState.Unknown, 0) : Order > 0 ? (OrderState.Placed, Order) : (OrderState.Rejected, 0);

    public OrderSender Awake() => Phase == SenderPhase.Slept ? this with { Phase = SenderPhase.Claimed } : this;

    public OrderSender Slept() => Phase == SenderPhase.Claimed ? this with { Phase = SenderPhase.Slept } : this;

    public override string ToString() => $"{Phase}{(Order > 0 ? $" {Order}" : string.Empty)}";
}
