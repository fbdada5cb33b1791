namespace YallaTake;

/// <summary>
/// One order and the sums that its ledger keeps, by account and by day: what was spent or may have been, as a small pure machine. An order
/// costs 2, and 3 when it is sent again.
/// </summary>
/// <param name="Kept">The sums as they are kept.</param>
internal readonly record struct SpendingModel(SpendingSums Kept)
{
    /// <summary>As it is written; null when there is no row.</summary>
    public OrderState? State { get; init; }

    /// <summary>What it counts.</summary>
    public int Spent { get; init; }

    /// <summary>The day from which on it counts.</summary>
    public int Day { get; init; }

    /// <summary>Whether an earlier attempt may have bought it.</summary>
    public bool IsInDoubt { get; init; }

    /// <summary>Whether the panel has said its end.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The day on which a second order was bought beside it; null for none.</summary>
    public int? Beside { get; init; }

    /// <summary>Whether the ledger has lost its row, and the journal remembers it.</summary>
    public bool IsLost { get; init; }

    /// <summary>Whether its account has got the name of another one, and went over to that.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>Whether the ledger is one of a version that kept no sums.</summary>
    public bool IsEarlier { get; init; }

    public int Today { get; init; }

    /// <summary>The sums as they are added up.</summary>
    public SpendingSums AddedUp
    {
        get
        {
            var own = new SpendingSums().Plus(IsAdopted, Day, Spent);
            return Beside is { } day ? own.Plus(IsAdopted, day, 2) : own;
        }
    }

    /// <summary>Whether the order may be claimed.</summary>
    public bool IsFree => !IsLost && State is null or OrderState.Rejected or OrderState.NotSent;

    /// <summary>Whether the panel may still say something of it.</summary>
    public bool IsOpen => State == OrderState.Placed && !IsFinal;

    /// <summary>It in a line, for reports.</summary>
    public string Text => $"{(State is null ? "no row" : $"{State} for {Spent} on {Day}")}{(IsInDoubt ? " in doubt" : "")}"
        + $"{(IsFinal ? " final" : "")}{(Beside is { } day ? $", beside on {day}" : "")}{(IsLost ? ", lost" : "")}"
        + $"{(IsAdopted ? ", adopted" : "")}{(IsEarlier ? ", earlier" : "")}, today {Today}, kept {Kept}";

    public SpendingModel Claim() => Written(this with { State = OrderState.Sending, Spent = 2, Day = Today });

    public SpendingModel SendAgain() => Written(this with { State = OrderState.Sending, Spent = Math.Max(Spent, 3), IsInDoubt = true });

    public SpendingModel Place() => Written(this with { State = OrderState.Placed, IsInDoubt = false });

    public SpendingModel NoAnswer() => Written(this with { State = OrderState.Unknown });

    /// <summary>It is known not to be bought, unless an earlier attempt may have.</summary>
    public SpendingModel Free(OrderState state) =>
        IsInDoubt ? NoAnswer() : Written(this with { State = state, Spent = 0 });

    public SpendingModel ResolveNotPlaced() => (this with { IsInDoubt = false }).Free(OrderState.NotSent);

    /// <summary>The panel says what it costs so far, or in the end.</summary>
    public SpendingModel Hear(int charge, bool isFinal) =>
        Written(this with { Spent = isFinal ? charge : Math.Max(Spent, charge), IsFinal = isFinal });

    public SpendingModel AddSecond() => Written(this with { Beside = Today });

    public SpendingModel Lose() => Written(this with { State = null, Spent = 0, Day = 0, IsFinal = false, IsLost = true });

    public SpendingModel Restore() => Written(this with { State = OrderState.Placed, Spent = 2, Day = Today, IsLost = false });

    /// <summary>Another ledger had it as placed, on the first day.</summary>
    public SpendingModel Copy() => Written(this with { State = OrderState.Placed, Spent = 2, Day = 0 });

    public SpendingModel Adopt() => Written(this with { IsAdopted = true });

    public SpendingModel BringUpToDate() => this with { IsEarlier = false, Kept = AddedUp };

    // Whoever writes a row changes the sums by what the row changes.
    private SpendingModel Written(SpendingModel after) =>
        IsEarlier ? after : after with { Kept = Kept.Plus(after.AddedUp).Minus(AddedUp) };
}
