using System.Globalization;

namespace YallaTake;

/// <summary>What forbids an intent, in words: the same for every store.</summary>
internal static class ClaimRules
{
    /// <summary>Checks the entry that has an order's reference. Returns whether the order was placed before and must not be sent again.</summary>
    /// <exception cref="YallaTakeException">ReferenceMismatch or OrderOutcomeUnknown.</exception>
    public static bool IsPlaced(Order entry, bool sameOrder)
    {
        if (!sameOrder)
            throw Forbidden(ErrorId.ReferenceMismatch, $"The reference '{entry.Reference}' belongs to another order: service {entry.ServiceId} for {entry.Link}, made {entry.CreatedAt:u}. Nothing was sent; give this order a reference of its own.");

        return entry.State switch
        {
            OrderState.Placed => true,
            OrderState.Sending => throw Forbidden(ErrorId.OrderOutcomeUnknown, $"The order with reference '{entry.Reference}' is being sent by another process right now. Nothing was sent here; look with Get-YtOrder in a minute, and should it stay so, settle it with Resolve-YtOrder."),
            OrderState.Unknown => throw Forbidden(ErrorId.OrderOutcomeUnknown, $"The order with reference '{entry.Reference}' was sent at {entry.CreatedAt:u}, and nobody can say whether it was placed. Nothing was sent now; look on the panel, then settle it with Resolve-YtOrder."),
            _ => false,
        };
    }

    /// <exception cref="YallaTakeException">SpendLimitReached.</exception>
    public static void ThrowIfLimited(OrderIntent intent, decimal spent)
    {
        if (intent.SpendLimit is not { } limit)
            return;

        if (intent.Estimate.Charge is not { } charge)
            throw Forbidden(ErrorId.SpendLimitReached, "The order has no upper bound, and the connection has a spend limit. Nothing was sent; give the subscription a number of posts, or connect without -SpendLimit.");

        if (spent + charge > limit.Amount)
        {
            throw Forbidden(ErrorId.SpendLimitReached, string.Format(
                CultureInfo.InvariantCulture,
                "The order would cost about {0:0.########}; {1:0.########} of the limit of {2:0.########} within {3} is spent. Nothing was sent; wait, or connect with a higher -SpendLimit.",
                charge,
                spent,
                limit.Amount,
                limit.Window));
        }
    }

    public static YallaTakeException Duplicate(OrderIntent intent, string reference) => Forbidden(
        ErrorId.DuplicateOrder,
        $"An order of service {intent.Service.Id} for {intent.Request.Link} was sent within {intent.NoDuplicateWithin}: reference '{reference}'. Nothing was sent; wait, or order without -NoDuplicateWithin.");

    public static YallaTakeException Busy(string reference) =>
        Forbidden(ErrorId.OrderOutcomeUnknown, $"The order with reference '{reference}' is being placed and settled by others again and again. Nothing was sent here; look with Get-YtOrder in a minute.");

    public static YallaTakeException Lost(string reference) =>
        Forbidden(ErrorId.OrderOutcomeUnknown, $"The order with reference '{reference}' waited longer than its claim holds, and others have settled or placed it since. Nothing was sent here; look with Get-YtOrder.");

    /// <summary>The name of the entry for an order that was bought beside the one of its reference.</summary>
    public static string SecondReference(string reference, string orderId) => $"{reference}#{orderId}";

    public static string Second(string reference) => $"Bought beside the order with reference '{reference}', which others settled or placed while this one was on its way.";

    public static YallaTakeException NotFound(string reference) =>
        Forbidden(ErrorId.OrderNotFound, $"The ledger has no order with reference '{reference}'. Look with Get-YtOrder.");

    public static YallaTakeException NothingToResolve(Order entry) => Forbidden(
        ErrorId.ReferenceMismatch,
        entry.State == OrderState.Sending
            ? $"The order with reference '{entry.Reference}' is being sent right now; its outcome may still come. Try again in a minute."
            : $"The outcome of the order with reference '{entry.Reference}' is known: {entry.State}{(entry.OrderIdText is null ? string.Empty : " as " + entry.OrderIdText)}. There is nothing to settle.");

    public static YallaTakeException OrderIdTaken(string orderId, string reference) =>
        Forbidden(ErrorId.ReferenceMismatch, $"The ledger knows order {orderId} under the reference '{reference}'. Check the number on the panel.");

    private static YallaTakeException Forbidden(ErrorId id, string message) => new(id, message);
}
