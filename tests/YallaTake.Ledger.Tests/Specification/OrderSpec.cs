using CsCheck;

namespace YallaTake;

/// <summary>The contract about orders: what may happen, and what must hold then. Each rule stands beside its sentence.</summary>
internal static class OrderSpec
{
    public static readonly int[] Senders = [1, 2];

    public static readonly (int Sender, bool Carries)[] Claims = [(1, true), (2, true), (2, false)];

    public static readonly int[] Orders = [1, 2];

    public static readonly (int Sender, bool IsBought)[] Sendings = [(1, true), (1, false), (2, true), (2, false)];

    /// <param name="shared">Whether the ledger is a database.</param>
    /// <param name="limited">Whether there is a spend limit.</param>
    /// <param name="field">What the panel does with the client's id of an order.</param>
    public static Spec<OrderModel> Of(bool shared, bool limited, PanelField field = PanelField.None) =>
        Spec.From(new OrderModel(shared, limited, field))
        .Action("Claim",
            ClaimsOf(field), (s, claim) => s.Of(claim.Sender).Phase == SenderPhase.Idle,
            (s, claim) => s.Claim(claim.Sender, claim.Carries))
        .Action("ClaimUnheard",
            ClaimsOf(field), (s, claim) => s.Of(claim.Sender).Phase == SenderPhase.Idle && s.Kept.State is null
                && (s.ForClaim().IsFree || s.ForClaim().MayRepeat(claim.Carries)),
            (s, claim) => s.ClaimUnheard(claim.Sender, claim.Carries))
        .Action("Send",
            Sendings, (s, sending) => s.Of(sending.Sender).IsAboutToSend, (s, sending) => s.Send(sending.Sender, sending.IsBought))
        .Action("Stop", Senders, (s, sender) => s.Of(sender).IsAboutToSend, (s, sender) => s.Stop(sender))
        .Action("Answer", Senders, (s, sender) => s.Of(sender).IsWaiting, (s, sender) => s.Finish(sender, isHeard: true))
        .Action("NoAnswer", Senders, (s, sender) => s.Of(sender).IsWaiting, (s, sender) => s.Finish(sender, isHeard: false))
        .Action("AnswerUnwritten",
            Senders, (s, sender) => s.Of(sender).IsWaiting && s.Kept.State is null, (s, sender) => s.FinishUnwritten(sender, isHeard: true))
        .Action("NoAnswerUnwritten",
            Senders, (s, sender) => s.Of(sender).IsWaiting && s.Kept.State is null,
            (s, sender) => s.FinishUnwritten(sender, isHeard: false))
        .Action("Renew",
            Senders, (s, sender) => s.Of(sender).Phase != SenderPhase.Idle && (s.Entry.HasLapsed || !s.Holds(sender)),
            (s, sender) => s.Renew(sender))
        .Action("Crash", Senders, (s, sender) => s.Of(sender).Phase != SenderPhase.Idle, (s, sender) => s.Crash(sender))
        .Action("CatchUp", s => s.Kept.State is not null, s => s.CatchUp())
        .Action("LeaseRunsOut", s => s.Lapse() != s, s => s.Lapse())
        .Action("Test",
            s => s is { Field: PanelField.Honored, Tested: false, Entry.State: not null }, s => s.CatchUp() with { Tested = true })
        .Action("WindowEnds",
            s => s.Field != PanelField.None && s.Entry is { State: not (null or OrderState.Placed), IsOld: false }, s => s.Forget())
        .Action("ResolveNotPlaced",
            s => s.Entry.State is OrderState.Sending or OrderState.Unknown && !(s.Erred && s.CatchUp().HidesPurchase),
            s => s.ResolveNotPlaced())
        .Action("ResolvePlaced",
            Orders, (s, order) => s.Entry.State is OrderState.Sending or OrderState.Unknown && order <= s.Bought,
            (s, order) => s.ResolvePlaced(order))
        .Action("ClaimOther", s => s is { Limited: true, Other: false, HasLostRow: false }, s => s.ClaimOther())
        .Action("RejectOther", s => s.Other, s => s.CatchUp() with { Other = false })
        .Action("RowIsLost",
            s => s.Shared && s.Entry.State == OrderState.Placed && s.Entry.Order == s.Remembered, s => s with { Entry = default })
        .Print(s => s.Text);

    /// <summary>With all that must hold.</summary>
    public static Spec<OrderModel> WithRules(this Spec<OrderModel> spec) => spec
        .Invariant("NEVER-TWICE", "Orders, once. (A person who calls a bought order not placed is the one exception.)",
            s => s.Bought <= (s.Erred ? 2 : 1))
        .Rule("CLAIM-FIRST", "Claim the reference, write the entry as Sending. Durable before a byte leaves.",
            on: "Send", when: (b, a) => !b.Erred && a.SentSince(b) > 0, then: (b, a) => b.Holds(a.SentSince(b)))
        .Never("UNKNOWN-STAYS", "Unknown, which is never sent again and counts as spent.",
            on: "Claim", (b, a) => b.ForClaim().Reads == OrderState.Unknown && a.IsClaimedSince(b) && !b.ForClaim().IsRepeatable())
        .Never("SENDING-STAYS", "A live Sending is an error.",
            on: "Claim", (b, a) => b.ForClaim().Reads == OrderState.Sending && a.IsClaimedSince(b))
        .Never("PLACED-STAYS", "Placed gives the existing order back and sends nothing.",
            on: "Claim", (b, a) => b.CatchUp().Entry.State == OrderState.Placed && a.IsClaimedSince(b))
        .Never("JOURNAL-FIRST", "A database that lost a row must not sell it again from this host. A claim looks there first.",
            on: "Claim", (b, a) => b.Remembered > 0 && a.IsClaimedSince(b))
        .Rule("TRY-AGAIN", "Rejected and NotSent try again.",
            on: "Claim", when: (b, _) => b.Remembered == 0
                && b.CatchUp() is { HasRoom: true, Entry.State: OrderState.Rejected or OrderState.NotSent },
            then: (b, a) => a.IsClaimedSince(b))
        .Invariant("BOUGHT-IS-KNOWN", "The worst mistake is to believe that an order was not bought.",
            s => s.Erred || s.Bought == 0 || s.Entry.State is OrderState.Placed or OrderState.Sending or OrderState.Unknown || s.HasLostRow)
        .Rule("ANSWER-IS-WRITTEN", "Settle the entry by the table above.",
            on: "Answer", when: (b, a) => b.CatchUp().Holds(a.FinishedSince(b)),
            then: (b, a) => b.CatchUp().Entry.IsInDoubt && b.Of(a.FinishedSince(b)).Order == 0
                ? a.Entry.State == OrderState.Unknown
                : (a.Entry.State, a.Entry.Order) == b.Of(a.FinishedSince(b)).Outcome(isHeard: true))
        .Rule("DOUBT-IS-WRITTEN", "Everything not on it is Unknown.",
            on: "NoAnswer", when: (b, a) => b.CatchUp().Holds(a.FinishedSince(b)),
            then: (_, a) => a.Entry is { State: OrderState.Unknown, Order: 0 })
        .Rule("LATE-ANSWER-IS-WRITTEN", "After the answer nothing may hide the outcome.",
            on: "Answer", when: (b, a) => b.Of(a.FinishedSince(b)).Order > 0, then: (b, a) => a.Records(b.Of(a.FinishedSince(b)).Order))
        .Rule("ANSWER-IS-KEPT", "If the ledger cannot be written, the outcome goes to a journal on this machine.",
            on: "AnswerUnwritten", then: (b, a) => a.Kept.Order == b.Of(a.FinishedSince(b)).Order && a.Kept.State is not null)
        .Rule("KEPT-IS-TAKEN-OVER", "The next use of the ledger takes it over.",
            when: (b, a) => b.Kept.Order > 0 && a.Kept != b.Kept, then: (b, a) => a.Records(b.Kept.Order))
        .Never("PLACED-IS-FINAL", "An answer may come after the entry was settled by hand; then only that the order was placed is news.",
            (b, a) => b.Entry.State == OrderState.Placed && a.Entry != b.Entry && !a.HasLostRow)
        .Rule("LAPSED-IS-UNKNOWN", "An entry still Sending whose process is gone, or whose lease has run out, reads as Unknown.",
            on: "ResolveNotPlaced", when: (b, _) => b.Kept.State is null
                && (b.Entry.HasLapsed || b is { Shared: false, Entry: { State: OrderState.Sending, Holder: 0 } }),
            then: (_, a) => a.Entry.State == OrderState.NotSent)
        .Invariant("LIMIT", "The sum of what was spent or may have been spent (Sending and Unknown count) never passes it.",
            s => !s.Limited || s.Erred || s.Spent <= 1);

    /// <summary>With what must hold besides where orders carry the client's id.</summary>
    public static Spec<OrderModel> WithFieldRules(this Spec<OrderModel> spec) => spec
        .Rule("REPEAT", "After Unknown the same order may be sent again only if every earlier attempt carried this field and value, "
            + "within the window, and this panel was once seen to give the same id back for the same value.",
            on: "Claim", when: (b, a) => b.ForClaim().Reads == OrderState.Unknown && a.IsClaimedSince(b),
            then: (b, a) => b.ForClaim().IsRepeatable() && a.ClaimedSince(b).Carries)
        .Never("DOUBT-STAYS", "Only an id settles what an earlier attempt may have bought, and no refusal of a later one.",
            on: "Answer", (b, a) => b.CatchUp().Entry.IsInDoubt && a.Entry.State is OrderState.Rejected or OrderState.NotSent)
        .Never("STOP-SETTLES-NOTHING", "Nor does a later one that was not sent.",
            on: "Stop", (b, a) => b.CatchUp().Entry.IsInDoubt && a.Entry.State == OrderState.NotSent)
        .Never("KEPT-SETTLES-NOTHING", "Nor does one that was claimed and not heard of.",
            on: "CatchUp", (b, a) => b.Entry.IsInDoubt && a.Entry.State is OrderState.Rejected or OrderState.NotSent);

    /// <summary>
    /// What may be sent again, without the errors of persons and without answers that wait in the journal: few enough states to drive a
    /// real ledger through them.
    /// </summary>
    public static Spec<OrderModel> OfRepeats(this Spec<OrderModel> spec) => spec.Boundary(s =>
        !s.Erred
        && s.Kept.State is null or OrderState.NotSent
        && (s.Entry.Carries || s.Entry.State is null or OrderState.Placed));

    /// <summary>With what must be possible, lest the rules hold of nothing.</summary>
    public static Spec<OrderModel> WithMarks(
        this Spec<OrderModel> spec, bool shared, bool limited, PanelField field = PanelField.None)
    {
        spec.Reachable("BOUGHT-UNKNOWN", "It is bought, and nobody knows.",
            s => s.Bought == 1 && s.Entry.State == OrderState.Unknown)
            .Reachable("BOUGHT-TWICE", "A person erred, and it is bought twice.",
                s => s.Bought == 2)
            .Reachable("BESIDE", "A second purchase has an entry of its own.",
                s => s.Entry.State == OrderState.Placed && s.Beside != 0)
            .Reachable("RESOLVED-BEFORE-ANSWER", "A person found the order on the panel before its sender heard of it.",
                s => s is { Erred: false, Entry.State: OrderState.Placed, First.Phase: SenderPhase.Bought })
            .Reachable("TWO-SENDERS", "One sender's claim was settled by hand while it slept, and another claimed.",
                s => s is { Erred: false, First.Phase: SenderPhase.Slept } && s.Holds(2))
            .Reachable("KEPT", "A purchase stands in the journal alone.",
                s => s is { Erred: false, Kept.Order: 1 } && !s.Records(1));
        if (shared)
            spec.Reachable("LOST", "The database has lost a row.",
                s => s.HasLostRow);
        if (field == PanelField.Honored)
        {
            spec.Reachable("REPEATED", "An unknown order is sent again, and comes back.",
                s => s is { Bought: 1, Entry: { IsInDoubt: true, State: OrderState.Sending } }
                    && (s.First is { Phase: SenderPhase.Bought, Order: 1 } || s.Second is { Phase: SenderPhase.Bought, Order: 1 }))
                .Reachable("BOUGHT-BY-REPEATING", "An unknown order that was never bought is bought by sending it again.",
                    s => s is { Bought: 1, Entry: { IsInDoubt: true, IsOld: true } })
                .Reachable("STILL-UNKNOWN", "What was sent again is unknown still.",
                    s => s is { Entry: { IsInDoubt: true, State: OrderState.Unknown } });
        }

        if (limited)
            spec.Reachable("OTHER", "Another order stands in the way.",
                s => s.Other && s.Entry.State == OrderState.NotSent);
        return spec;
    }

    /// <summary>With what may be wrong in a shared ledger with a limit: each fault is one that a rule must find.</summary>
    public static Spec<OrderModel> WithFaults(this Spec<OrderModel> spec) => spec
        .Fault("a panel that sold the order is asked again",
            on: "Send", when: (b, a) => a.Bought > b.Bought, (_, a) => a with { Bought = 2 })
        .Fault("it is settled before it is sent",
            on: "Claim", when: (b, a) => a.IsClaimedSince(b), (_, a) => a with { Entry = new OrderEntry(OrderState.NotSent) })
        .Fault("the sender ignores that its lease has run out",
            on: "Send", when: (b, a) => b.First.Phase == SenderPhase.Slept && a.First.Phase == SenderPhase.Idle,
            (_, a) => a with { First = new(SenderPhase.Bought, a.Bought + 1), Bought = a.Bought + 1 })
        .Fault("an expired lease is taken for a live one",
            on: "ResolveNotPlaced", when: (b, _) => b.Entry.HasLapsed, (b, _) => b)
        .Fault("an expired lease frees the reference",
            on: "Claim", when: (b, _) => b.Entry.HasLapsed, (_, a) => a.TakenBySecond())
        .Fault("an unknown order is sent again",
            on: "Claim", when: (b, _) => b.Entry.State == OrderState.Unknown, (_, a) => a.TakenBySecond())
        .Fault("an order that is being sent is sent again",
            on: "Claim", when: (b, _) => b.Reads == OrderState.Sending, (_, a) => a.TakenBySecond())
        .Fault("a placed order is sent again",
            on: "Claim", when: (b, _) => b.Entry.State == OrderState.Placed, (_, a) => a.TakenBySecond())
        .Fault("a rejected order is never sent again",
            on: "Claim", when: (b, _) => b.Entry.State == OrderState.Rejected, (b, _) => b)
        .Fault("a lost answer is taken for a refusal",
            on: "NoAnswer", (_, a) => a with { Entry = new OrderEntry(OrderState.Rejected) })
        .Fault("a sender that is gone is taken for one that did not send",
            on: "Crash", when: (b, _) => b.Entry.State == OrderState.Sending,
            (_, a) => a with { Entry = new OrderEntry(OrderState.NotSent) })
        .Fault("a lost answer is not written down",
            on: "NoAnswer", when: (b, _) => b.Entry.State == OrderState.Sending, (b, a) => a with { Entry = b.Entry })
        .Fault("an answer is not written",
            on: "Answer", when: (b, _) => b.Entry.State == OrderState.Sending, (b, a) => a with { Entry = b.Entry })
        .Fault("an answer is lost with the ledger",
            on: "AnswerUnwritten", (_, a) => a with { Kept = default })
        .Fault("an answer to a lost claim is thrown away",
            on: "Answer", when: (b, a) => a.Beside > b.Beside, (b, a) => a with { Beside = b.Beside })
        .Fault("the journal is emptied and not written",
            on: "CatchUp", (b, _) => b with { Kept = default })
        .Fault("a late answer undoes what a person settled",
            on: "NoAnswer", when: (b, _) => b.Entry.State == OrderState.Placed,
            (_, a) => a with { Entry = new OrderEntry(OrderState.Unknown) })
        .Fault("the journal is not asked",
            on: "Claim", when: (b, _) => b.HasLostRow, (_, a) => a.TakenBySecond())
        .Fault("the limit counts only what is placed",
            on: "ClaimOther", when: (b, _) => b.Entry.State is OrderState.Sending or OrderState.Unknown,
            (_, a) => a with { Other = true });

    /// <summary>With what may be wrong with an order that is sent again, at a panel that gives orders back.</summary>
    public static Spec<OrderModel> WithFieldFaults(this Spec<OrderModel> spec) => spec
        .Fault("the panel forgets the client's id",
            on: "Send", when: (b, a) => b.Known > 0 && a.BoughtSince(b) == b.Known, (_, a) => a with { Bought = a.Bought + 1 })
        .Fault("an unknown order is sent again to a panel that was not tested",
            on: "Claim", when: (b, _) => b is { Tested: false, Reads: OrderState.Unknown, Entry.Carries: true },
            (_, a) => a.RepeatedBySecond())
        .Fault("it is sent again though an attempt went without the id",
            on: "Claim", when: (b, _) => b is { Tested: true, Reads: OrderState.Unknown, Entry: { Carries: false, IsOld: false } },
            (_, a) => a.RepeatedBySecond())
        .Fault("it is sent again after the window",
            on: "Claim", when: (b, _) => b is { Tested: true, Reads: OrderState.Unknown, Entry: { Carries: true, IsOld: true } },
            (_, a) => a.RepeatedBySecond())
        .Fault("it is sent again without the id",
            on: "Claim", when: (b, a) => b.Reads == OrderState.Unknown && a.Second is { Phase: SenderPhase.Claimed, Carries: true },
            (_, a) => a with { Second = new(SenderPhase.Claimed) })
        .Fault("a refusal of what was sent again settles it",
            on: "Answer", when: (b, a) => b.Entry.IsInDoubt && a.Entry is { IsInDoubt: true, State: OrderState.Unknown },
            (_, a) => a with { Entry = a.Entry.Settled(OrderState.Rejected) })
        .Fault("stopping it before it is sent again settles it",
            on: "Stop", when: (b, a) => b.Entry.IsInDoubt && a.Entry is { IsInDoubt: true, State: OrderState.Unknown },
            (_, a) => a with { Entry = a.Entry.Settled(OrderState.NotSent) })
        .Fault("a claim that nobody heard of settles it",
            on: "CatchUp", when: (b, a) => b.Entry.IsInDoubt && a.Entry is { IsInDoubt: true, State: OrderState.Unknown },
            (_, a) => a with { Entry = a.Entry.Settled(OrderState.NotSent) });

    // By the contract's words, and not by the model's.
    private static bool IsRepeatable(this OrderModel model) =>
        model is { Reads: OrderState.Unknown, Tested: true, Entry: { Carries: true, IsOld: false } };

    private static (int Sender, bool Carries)[] ClaimsOf(PanelField field) =>
        field == PanelField.None ? [.. Senders.Select(sender => (sender, false))] : Claims;

    private static OrderModel TakenBySecond(this OrderModel model) =>
        model with { Entry = OrderEntry.SentBy(2), Second = new(SenderPhase.Claimed) };

    private static OrderModel RepeatedBySecond(this OrderModel model) => model with
    {
        Entry = OrderEntry.SentBy(2) with { Carries = true, IsInDoubt = true },
        Second = new(SenderPhase.Claimed) { Carries = true, IsRepeat = true },
    };

    private static int BoughtSince(this OrderModel after, OrderModel before) =>
        after.SentSince(before) is > 0 and var sender ? after.Of(sender).Order : 0;

    private static bool IsClaimedSince(this OrderModel after, OrderModel before) =>
        Senders.Any(sender => before.Of(sender).Phase == SenderPhase.Idle && after.Of(sender).Phase == SenderPhase.Claimed);

    private static OrderSender ClaimedSince(this OrderModel after, OrderModel before) =>
        Senders.Select(after.Of).First(sender => sender.Phase == SenderPhase.Claimed && sender != before.First && sender != before.Second);

    private static int SentSince(this OrderModel after, OrderModel before) =>
        Senders.FirstOrDefault(sender => before.Of(sender).IsAboutToSend && after.Of(sender).IsWaiting);

    private static int FinishedSince(this OrderModel after, OrderModel before) =>
        Senders.FirstOrDefault(sender => before.Of(sender).IsWaiting && after.Of(sender).Phase == SenderPhase.Idle);
}
