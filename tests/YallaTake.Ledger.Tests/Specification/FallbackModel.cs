namespace YallaTake;

/// <summary>
/// One reference, two panels whose accounts share a ledger, and two senders of which some have fallbacks: the contract about fallbacks as a
/// small pure machine. What happens on one panel alone is <see cref="OrderModel"/>'s.
/// </summary>
/// <param name="Shared">Whether it is a database: leases alone tell of senders, and the journal remembers what was placed.</param>
internal readonly record struct FallbackModel(bool Shared)
{
    public FallbackEntry Here { get; init; }

    public FallbackEntry There { get; init; }

    public FallbackSender First { get; init; }

    public FallbackSender Second { get; init; }

    /// <summary>Whether the ledger knows the reference as one for the whole ledger.</summary>
    public bool IsWide { get; init; }

    /// <summary>How often it was bought on each panel, which only the panels know.</summary>
    public (int Here, int There) Bought { get; init; }

    /// <summary>The outcome that the journal keeps for the ledger; null for none.</summary>
    public (int Panel, OrderState State, bool IsWide)? Kept { get; init; }

    /// <summary>What the journal remembers as placed; null for nothing.</summary>
    public (int Panel, bool IsWide)? Remembered { get; init; }

    /// <summary>It in a line, for reports.</summary>
    public string Text =>
        $"{Here} | {There}, {First}, {Second}, {(IsWide ? "wide" : "narrow")}, bought {Bought}, kept {Kept}, remembered {Remembered}";

    public FallbackEntry On(int panel) => panel == 0 ? Here : There;

    public FallbackSender Of(int sender) => sender == 1 ? First : Second;

    public int BoughtOn(int panel) => panel == 0 ? Bought.Here : Bought.There;

    /// <summary>How the row reads: one that is being sent by nobody any more is unknown.</summary>
    public OrderState? Reads(int panel) =>
        On(panel) is { State: OrderState.Sending } entry && (entry.HasLapsed || (!Shared && entry.Holder == 0))
            ? OrderState.Unknown
            : On(panel).State;

    /// <summary>Whether somebody is at it.</summary>
    public bool IsQuiet => First.Phase == FallbackPhase.Idle && Second.Phase == FallbackPhase.Idle;

    public FallbackModel Claim(int sender, int panel, int next, bool isWide)
    {
        var ledger = ForClaim(panel, isWide);
        ledger = ledger with { IsWide = ledger.IsWide || isWide };
        return ledger.On(panel).IsFree && (!ledger.IsWide || ledger.On(1 - panel).IsFree)
            ? ledger.Put(panel, new(OrderState.Sending, sender)).With(sender, new(FallbackPhase.Claimed, panel, next, ledger.IsWide))
            : ledger.With(sender, default);
    }

    /// <summary>The ledger in which a claim looks.</summary>
    public FallbackModel ForClaim(int panel, bool isWide)
    {
        var ledger = CatchUp(panel);
        if (Remembered is { } placed && (placed.Panel == panel || isWide || placed.IsWide))
            ledger = ledger.Put(placed.Panel, new(OrderState.Placed)) with { IsWide = ledger.IsWide || placed.IsWide };
        else if (ledger.Kept is { State: OrderState.Placed } kept && (isWide || kept.IsWide))
            ledger = ledger.Put(kept.Panel, new(OrderState.Placed));
        return ledger;
    }

    public FallbackModel Send(int sender, bool isBought)
    {
        var (here, there) = Bought;
        var state = Of(sender) with { Phase = isBought ? FallbackPhase.Bought : FallbackPhase.Refused };
        return With(sender, state) with { Bought = !isBought ? Bought : state.Panel == 0 ? (here + 1, there) : (here, there + 1) };
    }

    public FallbackModel Answer(int sender)
    {
        var state = Of(sender);
        var ledger = CatchUp(state.Panel);
        return state.Phase == FallbackPhase.Bought
            ? ledger.Place(state).With(sender, default)
            : ledger.Put(state.Panel, new(OrderState.Rejected))
                .With(sender, state.Next >= 0 ? state with { Phase = FallbackPhase.GoesOn } : default);
    }

    public FallbackModel NoAnswer(int sender) =>
        CatchUp(Of(sender).Panel).Put(Of(sender).Panel, new(OrderState.Unknown)).With(sender, default);

    /// <summary>The answer comes, and the ledger cannot be written.</summary>
    public FallbackModel AnswerUnwritten(int sender)
    {
        var state = Of(sender);
        var outcome = state.Phase == FallbackPhase.Bought ? OrderState.Placed : OrderState.Rejected;
        return (outcome == OrderState.Placed ? Remember(state) : this).With(sender, default) with
        {
            Kept = (state.Panel, outcome, state.IsWide),
        };
    }

    public FallbackModel GoOn(int sender) => Claim(sender, Of(sender).Next, next: -1, isWide: true);

    public FallbackModel Stop(int sender) => Of(sender).Phase == FallbackPhase.Claimed
        ? CatchUp(Of(sender).Panel).Put(Of(sender).Panel, new(OrderState.Rejected)).With(sender, default)
        : With(sender, default);

    public FallbackModel Crash(int sender)
    {
        var after = With(sender, default);
        foreach (var panel in FallbackSpec.Panels)
        {
            if (after.On(panel).Holder == sender)
                after = after.Put(panel, after.On(panel) with { Holder = 0 });
        }

        return after;
    }

    public FallbackModel Lapse() => this with { Here = Lapsed(Here), There = Lapsed(There) };

    /// <summary>A person settles it by what the panel shows.</summary>
    public FallbackModel Resolve(int panel) => BoughtOn(panel) > 0
        ? Place(new(FallbackPhase.Idle, panel, IsWide: IsWide))
        : Put(panel, new(OrderState.Rejected));

    /// <summary>The database is restored from a backup that knows nothing of it.</summary>
    public FallbackModel Restore() => this with { Here = default, There = default, IsWide = false };

    private FallbackModel CatchUp(int panel)
    {
        if (Kept is not { } kept || (kept.Panel != panel && !kept.IsWide))
            return this;

        var ledger = this with { Kept = null };
        return ledger.On(kept.Panel).State == OrderState.Placed ? ledger : ledger.Put(kept.Panel, new(kept.State));
    }

    private FallbackModel Place(FallbackSender sender) => Put(sender.Panel, new(OrderState.Placed)).Remember(sender);

    private FallbackModel Remember(FallbackSender sender) => Shared ? this with { Remembered = (sender.Panel, sender.IsWide) } : this;

    private static FallbackEntry Lapsed(FallbackEntry entry) => entry with { HasLapsed = entry.State == OrderState.Sending };

    private FallbackModel Put(int panel, FallbackEntry entry) => panel == 0 ? this with { Here = entry } : this with { There = entry };

    private FallbackModel With(int number, FallbackSender sender) =>
        number == 1 ? this with { First = sender } : this with { Second = sender };

    /// <summary>The same with a sender in a state that the contract does not allow, for a fault.</summary>
    public FallbackModel Wrongly(int sender, FallbackSender state) => With(sender, state);

    /// <summary>The same with a row that the contract does not allow, for a fault.</summary>
    public FallbackModel Wrongly(int panel, FallbackEntry entry) => Put(panel, entry);
}
