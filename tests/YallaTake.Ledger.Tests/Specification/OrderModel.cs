using System.Numerics;

namespace YallaTake;

/// <summary>
/// Two senders of one reference, the panel, the ledger and the machine's journal: the contract about orders as a small pure machine.
/// </summary>
/// <param name="Shared">
/// Whether it is a database: leases alone tell of senders, the journal remembers what was placed, a row can be lost.
/// </param>
/// <param name="Limited">Whether there is a spend limit, of one order.</param>
/// <param name="Field">What the panel does with the client's id of an order.</param>
internal readonly record struct OrderModel(bool Shared, bool Limited, PanelField Field)
{
    public OrderEntry Entry { get; init; }

    public OrderSender First { get; init; }

    public OrderSender Second { get; init; }

    /// <summary>
    /// The outcome that the journal keeps for the ledger. One at a time: the order in which two are taken over is nobody's promise.
    /// </summary>
    public KeptOutcome Kept { get; init; }

    /// <summary>The order that the journal remembers as placed; 0 for none.</summary>
    public int Remembered { get; init; }

    /// <summary>The orders with an entry of their own beside the reference's: the first is 1, the second is 2, both are 3.</summary>
    public int Beside { get; init; }

    /// <summary>Whether an order of another reference costs or may cost.</summary>
    public bool Other { get; init; }

    /// <summary>How often the panel sold the order, which only the panel knows: they are called 1, 2, ….</summary>
    public int Bought { get; init; }

    /// <summary>The order that the panel gives back for the client's id, which only the panel knows; 0 for none.</summary>
    public int Known { get; init; }

    /// <summary>Whether the panel was seen to give the same order back.</summary>
    public bool Tested { get; init; }

    /// <summary>Whether a person has settled as not placed what was bought. Once: the second time shows nothing new.</summary>
    public bool Erred { get; init; }

    /// <summary>How the entry reads: one that is being sent by nobody any more is unknown.</summary>
    public OrderState? Reads => IsAbandoned ? OrderState.Unknown : Entry.State;

    /// <summary>How many orders count as spent.</summary>
    public int Spent =>
        (Entry.State is OrderState.Sending or OrderState.Placed or OrderState.Unknown ? 1 : 0) + BitOperations.PopCount((uint)Beside)
        + (Other ? 1 : 0);

    /// <summary>Whether the database has lost what this machine placed.</summary>
    public bool HasLostRow => Entry.State is null && Remembered > 0;

    /// <summary>Whether the limit leaves room for the order.</summary>
    public bool HasRoom => !Limited || (Beside == 0 && !Other);

    /// <summary>It in a line, for reports.</summary>
    public string Text =>
        $"{Entry}, {First}, {Second}, kept {Kept}, remembered {Remembered}, beside {Beside}, spent {Spent}, bought "
        + $"{Bought}{(Tested ? ", tested" : string.Empty)}{(Known > 0 ? $", gives {Known} back" : string.Empty)}"
        + (Erred ? ", a person erred" : string.Empty);

    private bool IsAbandoned => Entry.State == OrderState.Sending && (Entry.HasLapsed || (!Shared && Entry.Holder == 0));

    public OrderSender Of(int sender) => sender == 1 ? First : Second;

    public bool Holds(int sender) => Entry is { State: OrderState.Sending } && Entry.Holder == sender;

    /// <summary>Whether an order stands in the ledger.</summary>
    public bool Records(int order) => Entry.Order == order || (Beside & order) != 0;

    /// <summary>Whether an order was bought of which the ledger knows nothing.</summary>
    public bool HidesPurchase => (Bought > 0 && !Records(1)) || (Bought > 1 && !Records(2));

    /// <summary>The ledger as whoever uses it next finds it: what the journal keeps comes first.</summary>
    public OrderModel CatchUp() => Kept.State is { } state ? (this with { Kept = default }).Settle(Kept.Sender, state, Kept.Order) : this;

    public OrderModel Claim(int sender, bool carries)
    {
        var ledger = ForClaim();
        return ledger.IsFree || ledger.MayRepeat(carries)
            ? ledger.With(sender, new(SenderPhase.Claimed) { Carries = carries, IsRepeat = !ledger.IsFree }) with
            {
                Entry = ledger.EntryOf(sender, carries),
            }
            : ledger;
    }

    /// <summary>The entry is written, and its sender does not hear of it.</summary>
    public OrderModel ClaimUnheard(int sender, bool carries)
    {
        var ledger = ForClaim();
        return ledger with { Entry = ledger.EntryOf(sender, carries), Kept = new(OrderState.NotSent, sender) };
    }

    /// <summary>Whether an order of unknown outcome is sent again: the panel gives back what an earlier attempt may have bought.</summary>
    public bool MayRepeat(bool carries) =>
        carries && HasRoom && Tested && Reads == OrderState.Unknown && Entry is { Carries: true, IsOld: false };

    /// <summary>The ledger in which a claim looks: what the journal remembers is written anew if it is not there.</summary>
    public OrderModel ForClaim()
    {
        var ledger = CatchUp();
        return Remembered > 0 && ledger.Entry.State != OrderState.Placed ? ledger.PlacedAs(Remembered) : ledger;
    }

    /// <summary>Whether a claim that has come so far is given.</summary>
    public bool IsFree => Entry.State is null or OrderState.Rejected or OrderState.NotSent && HasRoom;

    /// <summary>
    /// Who has slept since the claim asks for it before sending; and who sends again, for the answer to an earlier attempt may have come.
    /// </summary>
    public OrderModel Send(int sender, bool isBought)
    {
        var ledger = this;
        if (Holds(sender) && Entry is { IsInDoubt: true, IsOld: true })
            return Stop(sender);
        if (Of(sender).Phase == SenderPhase.Slept || Of(sender).IsRepeat)
        {
            ledger = Renew(sender);
            if (!ledger.Holds(sender))
                return ledger.With(sender, default);
        }

        var carries = Of(sender).Carries;
        if (!isBought)
            return ledger.With(sender, new(SenderPhase.Refused) { Carries = carries });
        if (carries && Known > 0)
            return ledger.With(sender, new(SenderPhase.Bought, Known) { Carries = true });

        return ledger.With(sender, new(SenderPhase.Bought, Bought + 1) { Carries = carries }) with
        {
            Bought = Bought + 1,
            Known = carries && Field == PanelField.Honored ? Bought + 1 : Known,
        };
    }

    /// <summary>It is given up before it is sent.</summary>
    public OrderModel Stop(int sender) => CatchUp().Settle(sender, OrderState.NotSent).With(sender, default);

    public OrderModel Renew(int sender)
    {
        var ledger = CatchUp();
        return ledger.Holds(sender)
            ? ledger.With(sender, Of(sender).Awake()) with { Entry = ledger.Entry with { HasLapsed = false } }
            : ledger;
    }

    /// <summary>The outcome is known, or not, and written down.</summary>
    public OrderModel Finish(int sender, bool isHeard)
    {
        var (state, order) = Of(sender).Outcome(isHeard);
        return CatchUp().Remember(order).Settle(sender, state, order).With(sender, default);
    }

    /// <summary>The outcome is known, or not, and the ledger cannot be written.</summary>
    public OrderModel FinishUnwritten(int sender, bool isHeard)
    {
        var (state, order) = Of(sender).Outcome(isHeard);
        return Remember(order).With(sender, default) with { Kept = new(state, sender, order) };
    }

    /// <summary>A process ends with all that it had in hand, and is started anew.</summary>
    public OrderModel Crash(int sender) => With(sender, default) with { Entry = Holds(sender) ? Entry with { Holder = 0 } : Entry };

    public OrderModel Lapse() => this with
    {
        Entry = Entry with { HasLapsed = Entry.State == OrderState.Sending },
        First = First.Slept(),
        Second = Second.Slept(),
    };

    /// <summary>The window ends, and leases with it. The panel forgets.</summary>
    public OrderModel Forget()
    {
        var later = Lapse();
        return later with { Entry = later.Entry with { IsOld = true }, Known = 0 };
    }

    /// <summary>A person says that it was not placed.</summary>
    public OrderModel ResolveNotPlaced()
    {
        var ledger = CatchUp();
        return ledger.Reads == OrderState.Unknown
            ? ledger with { Entry = ledger.Entry.Settled(OrderState.NotSent), Erred = Erred || ledger.HidesPurchase }
            : ledger;
    }

    /// <summary>A person found the order on the panel.</summary>
    public OrderModel ResolvePlaced(int order)
    {
        var ledger = CatchUp();
        return ledger.Reads == OrderState.Unknown && (ledger.Beside & order) == 0 ? ledger.PlacedAs(order).Remember(order) : ledger;
    }

    public OrderModel ClaimOther()
    {
        var ledger = CatchUp();
        return ledger with { Other = ledger.Spent == 0 };
    }

    private OrderModel PlacedAs(int order) => this with { Entry = new OrderEntry(OrderState.Placed) { Order = order } };

    private OrderEntry EntryOf(int sender, bool carries) => OrderEntry.SentBy(sender) with
    {
        Carries = carries && (Entry.State is null || Entry.Carries),
        IsInDoubt = !IsFree,
        IsOld = Entry.IsOld,
    };

    private OrderModel Settle(int sender, OrderState state, int order = 0)
    {
        // An answer may come after the entry was settled by hand; then only that the order was placed is news.
        // Nor does what a later attempt hears, short of an id, settle what an earlier one may have bought.
        if (Holds(sender) && order == 0)
            return this with { Entry = Entry.Settled(Entry.IsInDoubt ? OrderState.Unknown : state) };
        if (order > 0
            && (Holds(sender) || Entry.IsInDoubt || Entry.State is OrderState.Rejected or OrderState.NotSent or OrderState.Unknown))
            return PlacedAs(order);
        if (Entry.State is null && state is OrderState.Placed or OrderState.Unknown)
            return this with { Entry = new OrderEntry(state) { Order = order } };

        return order > 0 && order != Entry.Order ? this with { Beside = Beside | order, Tested = false } : this;
    }

    private OrderModel Remember(int order) => Shared && order > 0 && Remembered == 0 ? this with { Remembered = order } : this;

    private OrderModel With(int number, OrderSender sender) => number == 1 ? this with { First = sender } : this with { Second = sender };
}
