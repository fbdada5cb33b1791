namespace YallaTake.Client.Outcomes;

/// <summary>What became of sending an order: <see cref="AnsweredAdd"/> and <see cref="UnansweredAdd"/> decide it.</summary>
internal sealed record OrderOutcome
{
    private OrderOutcome(OutcomeKind kind, string? orderId, YallaTakeException? failure) =>
        (Kind, OrderId, Failure) = (kind, orderId, failure);

    /// <summary>Which outcome it is.</summary>
    public OutcomeKind Kind { get; }

    /// <summary>The order's id as the panel wrote it; null unless placed.</summary>
    public string? OrderId { get; }

    /// <summary>Why the order is not placed, for the user; null when it is.</summary>
    public YallaTakeException? Failure { get; private init; }

    /// <summary>Whether the same order may be sent again by itself, after a pause.</summary>
    public bool MayRepeat { get; private init; }

    /// <summary>
    /// Whether the panel says that an order for this link is active. That order may be the same one, sent earlier:
    /// only whoever knows all earlier orders can say that this one was rejected.
    /// </summary>
    public bool IsActiveLink { get; private init; }

    /// <summary>What the answer names that may be the order's id, in a sentence for the user; empty when it names nothing.</summary>
    public string Naming { get; private init; } = string.Empty;

    public static OrderOutcome Placed(string orderId) => new(OutcomeKind.Placed, orderId, null);

    /// <summary>The panel read the order and refused it.</summary>
    public static OrderOutcome Rejected(YallaTakeException failure, bool isActiveLink = false) =>
        new(OutcomeKind.Rejected, null, failure) { IsActiveLink = isActiveLink };

    /// <summary>The order surely never left, or was surely not acted on.</summary>
    public static OrderOutcome NotSent(YallaTakeException failure, bool mayRepeat = false) =>
        new(OutcomeKind.NotSent, null, failure) { MayRepeat = mayRepeat };

    /// <summary>It is not known whether the order was placed.</summary>
    public static OrderOutcome Unknown(YallaTakeException failure, bool isActiveLink = false, string naming = "") =>
        new(OutcomeKind.Unknown, null, failure.Saying(naming)) { IsActiveLink = isActiveLink, Naming = naming };

    /// <summary>The same outcome, explained in other words.</summary>
    public OrderOutcome Because(YallaTakeException failure) => this with { Failure = failure };
}
