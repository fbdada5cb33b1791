using System.Globalization;
using YallaTake.Client.Orders;

namespace YallaTake.Ledger.Entries;

/// <summary>What forbids an intent, in words: the same for every store.</summary>
internal static class ClaimRules
{
    /// <summary>
    /// Checks the entry that has an order's reference. Returns whether the order was placed before and must not be sent again.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="sameOrder">Whether it is the same order.</param>
    /// <param name="sendFrom">
    /// From when on it may be sent again though its outcome is unknown: the panel gives the same order back. Null when it may not.
    /// </param>
    /// <param name="now">The time.</param>
    /// <param name="where">Where it was ordered, in words; empty for the panel that the order is for.</param>
    /// <exception cref="YallaTakeException">ReferenceMismatch or OrderOutcomeUnknown.</exception>
    public static bool IsPlaced(Order entry, bool sameOrder, DateTimeOffset? sendFrom, DateTimeOffset now, string where = "")
    {
        // What was not bought may be corrected under its reference, unless that belongs to a test.
        if (!sameOrder && (entry.Phase is not (OrderState.Rejected or OrderState.NotSent) || entry.Repeats is not null))
            throw Forbidden(
                ErrorId.ReferenceMismatch,
                $"The reference '{entry.Reference}' belongs to another order: service {entry.ServiceId}{where} for {entry.Link}, made "
                + $"{entry.CreatedAt:u}. Nothing was sent. Give this order a reference of its own.");

        return entry.Phase switch
        {
            OrderState.Placed => true,
            OrderState.Sending => throw Forbidden(
                ErrorId.OrderOutcomeUnknown,
                $"The order with reference '{entry.Reference}' is being sent by another process{where} right now. Nothing was sent here. "
                + "Look with Get-YtOrder in a minute; if it stays so, settle it with Resolve-YtOrder."),
            OrderState.Unknown when now >= sendFrom => false,
            OrderState.Unknown when sendFrom is not null => throw Forbidden(
                ErrorId.OrderOutcomeUnknown,
                $"The order with reference '{entry.Reference}' was sent, and the panel may still be executing it. Nothing was sent now. "
                + $"Order it again at {sendFrom:u} or later: the panel then gives the same order back."),
            OrderState.Unknown => throw Forbidden(
                ErrorId.OrderOutcomeUnknown,
                $"The order with reference '{entry.Reference}' was sent at {entry.CreatedAt:u}{where}, and it is not known whether it was "
                + "placed. Nothing was sent now. Look on the panel, then settle it with Resolve-YtOrder."),
            _ => false,
        };
    }

    /// <summary>SpendLimitReached; null when the order stays within the limit.</summary>
    public static YallaTakeException? Limited(OrderIntent intent, decimal spent)
    {
        if (intent.SpendLimit is not { } limit || intent.Room >= Money.Units(spent))
            return null;

        return Forbidden(ErrorId.SpendLimitReached, intent.Estimate.Charge switch
        {
            null => "The order has no upper bound, and the connection has a spend limit. Nothing was sent. Give the subscription a number "
                + "of posts, leave out of -Field what cannot be counted, or connect without -SpendLimit.",
            < 0 => $"The service's rate is {Text(intent.Service.Rate)}, below zero, and the connection has a spend limit. "
                + "Nothing was sent. Ask the panel about the service.",
            { } charge => $"The order would cost about {Text(charge)}; {Text(spent)} of the limit of {Text(limit.Amount)} within "
                + $"{limit.Window} is spent. Nothing was sent. Wait, or connect with a higher -SpendLimit.",
        });
    }

    public static YallaTakeException Duplicate(OrderIntent intent, string reference, object serviceId, string where) => Forbidden(
        ErrorId.DuplicateOrder,
        $"An order of service {serviceId}{where} for {intent.Request.Link} was sent within {intent.NoDuplicateWithin}: "
        + $"reference '{reference}'. Nothing was sent. Wait, or order without -NoDuplicateWithin.");

    /// <summary>What would be placed before it would be its duplicate.</summary>
    public static YallaTakeException Duplicate(OrderIntent intent, string reference) => Forbidden(
        ErrorId.DuplicateOrder,
        $"The order before it with reference '{reference}' is for {intent.Request.Link} too, of the same service. Nothing was sent. "
        + "Place this one later, or without -NoDuplicateWithin.");

    public static YallaTakeException Overlaps(OrderIntent intent, Order open, string where)
    {
        var same = where.Length > 0 || intent.OtherChoices.Any(other => other.ServiceId.Equals(open.ServiceId)) ? string.Empty
            : open.ServiceId.Equals(intent.Service.ServiceId) ? " of the same service"
            : $" of the category '{intent.Service.Category}' too";
        var (state, next) = open.Phase switch
        {
            OrderState.Sending => ("is being sent right now", "Look with Get-YtOrder in a minute"),
            OrderState.Unknown => ("may have been placed", "Settle it with Resolve-YtOrder"),
            _ when open.OrderId is null => ("was placed under an id that is not settled", "Settle it with Resolve-YtOrder"),
            _ => ($"is {open.Status ?? "placed"} as last heard", $"Follow order {open.OrderId} to its end with Wait-YtOrder"),
        };
        return Forbidden(
            ErrorId.OrderOverlaps,
            $"An order for {open.Link}{same} {state}: service {open.ServiceId}{where}, reference '{open.Reference}'. Nothing was sent. "
            + $"{next}, or order without -NoOverlap.");
    }

    /// <summary>What would be placed before it would have its reference.</summary>
    public static YallaTakeException OtherBefore(string reference, OrderRequest before) => Forbidden(
        ErrorId.ReferenceMismatch,
        $"The reference '{reference}' belongs to another order before it in the input: service {before.ServiceId} for {before.Link}"
        + (before.Place is { } place ? $", {place}" : string.Empty)
        + ". Nothing was sent. Give this order a reference of its own.");

    /// <summary>What would be placed before it would be open.</summary>
    public static YallaTakeException Overlaps(OrderIntent intent, string reference) => Forbidden(
        ErrorId.OrderOverlaps,
        $"The order before it with reference '{reference}' is for {intent.Request.Link} too, of the same service or category. "
        + "Nothing was sent. Place this one when that one is final, or without -NoOverlap.");

    public static YallaTakeException Busy(string reference) =>
        Forbidden(
            ErrorId.OrderOutcomeUnknown,
            $"Other processes keep placing and settling the order with reference '{reference}'. Nothing was sent here. "
            + "Look with Get-YtOrder in a minute.");

    public static YallaTakeException Lost(string reference) =>
        Forbidden(
            ErrorId.OrderOutcomeUnknown,
            $"The order with reference '{reference}' waited longer than its claim holds, and others have settled or placed it since. "
            + "Nothing was sent here. Look with Get-YtOrder.");

    public static YallaTakeException TooLate(string reference) =>
        Forbidden(
            ErrorId.OrderOutcomeUnknown,
            $"The order with reference '{reference}' waited until -IdempotencyWindow was over, and the panel may have forgotten what was "
            + "sent before. Nothing was sent this time. Look with Get-YtOrder.");

    /// <summary>What is known after an order was sent again whose outcome was unknown, and no id came back.</summary>
    public static YallaTakeException StillUnknown(YallaTakeException failure) => new(
        ErrorId.OrderOutcomeUnknown,
        $"An earlier attempt may have placed it, and sending it again did not show that: {failure.Message}",
        failure);

    /// <summary>By what an order was settled that was sent again after an unknown outcome.</summary>
    public static string SentAgain(string orderId) => $"It was sent more than once before the panel answered with order {orderId}.";

    /// <summary>The panel answered with the id of another order, so the answer does not say what became of this one.</summary>
    public static YallaTakeException OtherOrder(string orderId, string reference) => Forbidden(
        ErrorId.OrderOutcomeUnknown,
        $"The panel answered with order {orderId}, which the ledger knows under the reference '{reference}'.");

    /// <summary>The name of the entry for an order that is sent again to test the panel.</summary>
    public static string TestReference(string reference) => $"{reference}#test";

    /// <summary>What the panel did not sell a second time.</summary>
    public static YallaTakeException GivenBack(OrderIntent intent) => Forbidden(
        ErrorId.DuplicateOrder,
        $"Sent again with the {intent.IdempotencyField!.Name} of '{intent.Repeats!.Reference}' as a test. The panel gave order "
        + $"{intent.Repeats.OrderId} back, so nothing was bought.");

    /// <summary>Checks that an order can test whether the panel gives it back.</summary>
    /// <exception cref="YallaTakeException">FieldMissing: no field. ReferenceMismatch: another order is needed.</exception>
    public static void ThrowIfNoTest(Order entry, IdempotencyField? field, DateTimeOffset now)
    {
        if (field is null)
            throw Forbidden(
                ErrorId.FieldMissing,
                "The connection has no -IdempotencyField to test. Nothing was sent. Connect with one, then place an order.");
        if (entry is not { Phase: OrderState.Placed, OrderId: not null } || !field.Covers(entry, now))
            throw Forbidden(
                ErrorId.ReferenceMismatch,
                $"The order with reference '{entry.Reference}' cannot test {field.Name}. Nothing was sent. Take an order that is "
                + $"placed, went out in {field.Name} each time, and was made within {field.Window}.");
    }

    /// <summary>The name of the entry for an order that was bought beside the one of its reference.</summary>
    public static string SecondReference(string reference, string orderId) => $"{reference}#{orderId}";

    public static string Second(string reference) =>
        $"Bought beside the order with reference '{reference}', which others settled or placed while this one was on its way.";

    public static YallaTakeException NotFound(string reference) =>
        Forbidden(ErrorId.OrderNotFound, $"The ledger has no order with reference '{reference}'. Nothing was sent. Look with Get-YtOrder.");

    /// <summary>Why an order needs no settling, or not under that id; null when it does.</summary>
    public static YallaTakeException? Settled(Order entry, PanelId? orderId) =>
        entry.Phase == OrderState.Unknown || (orderId is not null && entry.CandidateId.Contains(orderId.Value))
            ? null
            : NothingToResolve(entry);

    public static YallaTakeException NothingToResolve(Order entry) => Forbidden(
        ErrorId.ReferenceMismatch,
        entry.Phase == OrderState.Sending
            ? $"The order with reference '{entry.Reference}' is being sent right now; its outcome may still come. "
                + "Nothing was settled. Try again in a minute."
            : entry.CandidateId.Count > 0
            ? $"The order with reference '{entry.Reference}' was placed under one of the ids {string.Join(", ", entry.CandidateId)}. "
                + "Nothing was settled. Name the right one with -OrderId."
            : $"The outcome of the order with reference '{entry.Reference}' is known: "
                + $"{entry.State}{(entry.OrderId is null ? string.Empty : $" as {entry.OrderId}")}. There is nothing to settle.");

    public static YallaTakeException Changed(string reference) => Forbidden(
        ErrorId.OrderOutcomeUnknown,
        $"The order with reference '{reference}' changed while it was being settled: another process went on with it. Nothing was settled. "
        + "Look on the panel again, then settle it with Resolve-YtOrder.");

    public static YallaTakeException OrderIdTaken(PanelId orderId, string reference) =>
        Forbidden(
            ErrorId.ReferenceMismatch,
            $"The ledger knows order {orderId} under the reference '{reference}'. Nothing was settled. Check the number on the panel.");

    public static YallaTakeException OtherKey(string reference, LedgerAccount account, DateTimeOffset madeAt) => Forbidden(
        ErrorId.ReferenceMismatch,
        $"An order with the reference '{reference}' was made at {madeAt:u} under another key of {account.Address}. Nothing was sent. "
        + "If both keys are of one account, connect with the earlier key and -Account NAME once (-SkipVerification if it is no longer "
            + "valid), then with this key and the same -Account; if they are two accounts, give each a name of its own.");

    public static YallaTakeException NotRecorded(JournalEntry entry, bool kept, Exception why)
    {
        var outcome = entry.State == OrderState.Placed ? $"was placed as {entry.OrderId}" : $"ended as {entry.State} ({entry.Error})";
        var next = kept
            ? "Its outcome is stored on this computer and will be added to the ledger when it is available again."
            : "Its outcome could not be stored on this computer either: note it down.";
        return new YallaTakeException(
            ErrorId.OrderNotRecorded,
            $"The order with reference '{entry.Reference}' {outcome}, but the ledger could not be written. {next} {why.Message}",
            why);
    }

    private static string Text(decimal amount) => amount.ToString("0.########", CultureInfo.InvariantCulture);

    private static YallaTakeException Forbidden(ErrorId id, string message) => new(id, message);
}
