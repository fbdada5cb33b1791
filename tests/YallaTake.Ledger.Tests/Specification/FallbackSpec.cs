using CsCheck;

namespace YallaTake;

/// <summary>The contract about fallbacks: what may happen, and what must hold then. Each rule stands beside its sentence.</summary>
internal static class FallbackSpec
{
    public static readonly int[] Panels = [0, 1];

    public static readonly int[] Senders = [1, 2];

    public static readonly (int Sender, bool IsBought)[] Sendings = [(1, true), (1, false), (2, true), (2, false)];

    /// <summary>Who orders, where first, and where then; -1 for nowhere: without fallbacks.</summary>
    public static readonly (int Sender, int Panel, int Next)[] Orders = [(1, 0, 1), (2, 0, 1), (2, 1, 0), (2, 0, -1), (2, 1, -1)];

    /// <param name="shared">Whether the ledger is a database.</param>
    public static Spec<FallbackModel> Of(bool shared) => Spec.From(new FallbackModel(shared))
        .Action("Order",
            Orders,
            // Two orders without fallbacks on two panels are two orders, until the reference was used with fallbacks.
            (s, order) => s.Of(order.Sender).Phase == FallbackPhase.Idle && (order != (2, 1, -1) || s.IsWide),
            (s, order) => s.Claim(order.Sender, order.Panel, order.Next, isWide: order.Next >= 0))
        .Action("GoOn", Senders, (s, sender) => s.Of(sender).Phase == FallbackPhase.GoesOn, (s, sender) => s.GoOn(sender))
        .Action("Send",
            Sendings, (s, sending) => s.Of(sending.Sender).Phase == FallbackPhase.Claimed,
            (s, sending) => s.Send(sending.Sender, sending.IsBought))
        .Action("Answer", Senders, (s, sender) => s.IsWaiting(sender), (s, sender) => s.Answer(sender))
        .Action("NoAnswer", Senders, (s, sender) => s.IsWaiting(sender), (s, sender) => s.NoAnswer(sender))
        .Action("AnswerUnwritten",
            Senders, (s, sender) => s.IsWaiting(sender) && s.Kept is null, (s, sender) => s.AnswerUnwritten(sender))
        .Action("Stop",
            Senders, (s, sender) => s.Of(sender).Phase is FallbackPhase.Claimed or FallbackPhase.GoesOn, (s, sender) => s.Stop(sender))
        .Action("Crash", Senders, (s, sender) => s.Of(sender).Phase != FallbackPhase.Idle, (s, sender) => s.Crash(sender))
        .Action("LeaseRunsOut", s => s.Shared && s.IsQuiet && s.Lapse() != s, s => s.Lapse())
        .Action("Resolve",
            Panels, (s, panel) => s.Reads(panel) == OrderState.Unknown && s.Kept is null, (s, panel) => s.Resolve(panel))
        .Action("DatabaseIsRestored",
            s => s.IsQuiet && s.Kept is null && s.Remembered is { } placed && s.On(placed.Panel).State == OrderState.Placed,
            s => s.Restore())
        .Print(s => s.Text);

    /// <summary>With all that must hold.</summary>
    public static Spec<FallbackModel> WithRules(this Spec<FallbackModel> spec) => spec
        .Never("ELSEWHERE-STAYS", "Any later claim of it sees Placed, Sending or Unknown on every panel in the same transaction.",
            on: "Order", (b, a) => a.ClaimedSince(b) is { } claimed && a.IsWide && !b.Known(claimed).On(1 - claimed.Panel).IsFree)
        .Never("NEXT-SEES-ELSEWHERE", "The same holds for whoever goes on.",
            on: "GoOn", (b, a) => a.ClaimedSince(b) is { } claimed && !b.Known(claimed).On(1 - claimed.Panel).IsFree)
        .Rule("REFERENCE-IS-WIDE", "A reference used with fallbacks is one for the whole ledger.",
            on: "Order", when: (b, a) => a.ClaimedSince(b) is { Next: >= 0 }, then: (_, a) => a.IsWide)
        .Rule("REFUSED-GOES-ON", "Other panels, in order, for when the first surely refuses.",
            on: "Answer", when: (b, a) => b.Of(a.FinishedSince(b)) is { Phase: FallbackPhase.Refused, Next: >= 0 },
            then: (b, a) => a.Of(a.FinishedSince(b)).Phase == FallbackPhase.GoesOn)
        .Never("UNKNOWN-STAYS-THERE", "Never for Unknown.",
            on: "NoAnswer", (b, a) => Senders.Any(sender => b.IsWaiting(sender) && a.Of(sender).Phase == FallbackPhase.GoesOn))
        .Never("STOP-STOPS", "Not for Ctrl+C.",
            on: "Stop", (b, a) => Senders.Any(sender => b.Of(sender) != a.Of(sender) && a.Of(sender).Phase != FallbackPhase.Idle))
        .Never("WRITTEN-FIRST", "The refusal is written down before the next panel is asked.",
            on: "AnswerUnwritten",
            (b, a) => Senders.Any(sender => b.IsWaiting(sender) && a.Of(sender).Phase == FallbackPhase.GoesOn))
        .Rule("TRY-AGAIN", "Rejected and NotSent try again, from the first in order.",
            on: "Order", when: (b, _) => b is { Here.IsFree: true, There.IsFree: true, Remembered: null, Kept: null },
            then: (b, a) => a.ClaimedSince(b) is not null)
        .Invariant("BOUGHT-IS-KNOWN", "The worst mistake is to believe that an order was not bought.",
            s => Panels.All(panel => s.BoughtOn(panel) == 0 || !s.On(panel).IsFree || s.Remembered?.Panel == panel))
        .Invariant("NEVER-TWICE", "Bought once over all panels.", s => s.Bought.Here + s.Bought.There <= 1);

    /// <summary>With what may be wrong: each fault is one that a rule must find.</summary>
    public static Spec<FallbackModel> WithFaults(this Spec<FallbackModel> spec) => spec
        .Fault("both panels are asked at once",
            on: "Send", when: (b, a) => a.Bought != b.Bought, (_, a) => a with { Bought = (1, 1), There = new(OrderState.Unknown) })
        .Fault("a claim looks at its own panel only",
            on: "Order", when: (b, a) => b.IsWide && b.Here.IsFree && !b.There.IsFree && a.Second.Phase == FallbackPhase.Idle,
            (_, a) => a.TakenBySecond(0))
        .Fault("a claim without fallbacks looks at its own panel only",
            on: "Order", when: (b, a) => b.IsWide && b.There.IsFree && !b.Here.IsFree && b.Second == a.Second && b.First == a.First,
            (_, a) => a.TakenBySecond(1))
        .Fault("whoever goes on does not look at the first panel again",
            on: "GoOn", when: (b, a) => b.Second is { Phase: FallbackPhase.GoesOn, Next: 1 } && !b.Here.IsFree
                && b.There.IsFree && a.Second.Phase == FallbackPhase.Idle,
            (_, a) => a.TakenBySecond(1))
        .Fault("nobody writes down that a reference is used with fallbacks",
            on: "Order", (b, a) => a with { IsWide = b.IsWide })
        .Fault("a refusal goes nowhere",
            on: "Answer", when: (_, a) => a.First.Phase == FallbackPhase.GoesOn, (_, a) => a.Wrongly(1, default(FallbackSender)))
        .Fault("an unknown order goes on to the next panel",
            on: "NoAnswer", when: (b, a) => b.First.Next >= 0 && a.First.Phase == FallbackPhase.Idle,
            (b, a) => a.Wrongly(1, b.First with { Phase = FallbackPhase.GoesOn }))
        .Fault("a stopped order goes on to the next panel",
            on: "Stop", when: (b, a) => b.First.Next >= 0 && a.First.Phase == FallbackPhase.Idle,
            (b, a) => a.Wrongly(1, b.First with { Phase = FallbackPhase.GoesOn }))
        .Fault("it goes on though its refusal could not be written",
            on: "AnswerUnwritten",
            when: (b, a) => b.First is { Phase: FallbackPhase.Refused, Next: >= 0 } && a.First.Phase == FallbackPhase.Idle,
            (b, a) => a.Wrongly(1, b.First with { Phase = FallbackPhase.GoesOn }))
        .Fault("a refused order is never sent again",
            on: "Order", when: (b, a) => b.Here.State == OrderState.Rejected && b.There.IsFree && a.ClaimedSince(b) is { Panel: 0 },
            (b, a) => b)
        .Fault("a lost answer is taken for a refusal",
            on: "NoAnswer", when: (b, _) => b.First.Phase == FallbackPhase.Bought,
            (b, a) => a.Wrongly(b.First.Panel, new FallbackEntry(OrderState.Rejected)))
        .Fault("what the journal remembers of another panel is not asked",
            on: "Order",
            when: (b, a) => b.Remembered is { Panel: 1, IsWide: true } && b.There.State is null && b.Here.IsFree
                && a.Second == b.Second && a.First == b.First && b.Second.Phase == FallbackPhase.Idle,
            (b, a) => a.Wrongly(1, default(FallbackEntry)).TakenBySecond(0));

    /// <summary>With what must be possible, lest the rules hold of nothing.</summary>
    public static Spec<FallbackModel> WithMarks(this Spec<FallbackModel> spec, bool shared)
    {
        spec.Reachable("BOUGHT-BY-FALLBACK", "The first refused, and the second sold it.",
                s => s is { Here.State: OrderState.Rejected, There.State: OrderState.Placed, Bought: (0, 1) })
            .Reachable("BOTH-REFUSED", "Both refused.", s => s is { Here.State: OrderState.Rejected, There.State: OrderState.Rejected })
            .Reachable("KEPT-ELSEWHERE", "A purchase on one panel stands in the journal alone.",
                s => s is { Kept: { State: OrderState.Placed, Panel: 1 }, There.State: OrderState.Sending });
        if (shared)
            spec.Reachable("LOST", "The database has lost what a panel sold.", s => s is { Bought: (0, 1), There.State: null });
        return spec;
    }

    public static bool IsWaiting(this FallbackModel model, int sender) =>
        model.Of(sender).Phase is FallbackPhase.Refused or FallbackPhase.Bought;

    private static FallbackModel Known(this FallbackModel model, FallbackSender claimed) =>
        model.ForClaim(claimed.Panel, isWide: claimed.IsWide);

    private static FallbackSender? ClaimedSince(this FallbackModel after, FallbackModel before) =>
        Senders.Where(sender => before.Of(sender).Phase is FallbackPhase.Idle or FallbackPhase.GoesOn)
            .Select(after.Of)
            .Where(sender => sender.Phase == FallbackPhase.Claimed)
            .Select(sender => (FallbackSender?)sender)
            .FirstOrDefault();

    private static int FinishedSince(this FallbackModel after, FallbackModel before) =>
        Senders.FirstOrDefault(sender => before.IsWaiting(sender) && !after.IsWaiting(sender), 1);

    private static FallbackModel TakenBySecond(this FallbackModel model, int panel) => model
        .Wrongly(panel, new FallbackEntry(OrderState.Sending, 2))
        .Wrongly(2, new FallbackSender(FallbackPhase.Claimed, panel, IsWide: true));
}
