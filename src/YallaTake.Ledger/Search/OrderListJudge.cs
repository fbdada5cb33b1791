using YallaTake.Client.Answers;
using YallaTake.Client.Values;

namespace YallaTake.Ledger.Search;

/// <summary>
/// Decides by a panel's own list of the account's orders whether an order was placed. An order that the list does not have may have been
/// placed all the same.
/// </summary>
/// <param name="listed">The list.</param>
/// <param name="ours">The ledger's orders by id, of those in the list.</param>
/// <param name="open">The orders whose outcome or id is unknown, and those that are being sent.</param>
internal sealed class OrderListJudge(
    IReadOnlyList<ListedOrder> listed, IReadOnlyDictionary<PanelId, Order> ours, IReadOnlyList<Order> open)
{
    // Of the panel's clock, beyond its time zone.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AcceptedWithin = TimeSpan.FromMinutes(10);

    // Time zones differ by quarters of an hour, and by the season.
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SameSeason = TimeSpan.FromDays(2);

    /// <summary>What became of an order; null when the list says nothing of it.</summary>
    /// <param name="target">The order.</param>
    /// <param name="isShared">Whether others use the account too, who may have ordered the same.</param>
    public SearchVerdict? Judge(Order target, bool isShared)
    {
        var strangers = listed.Where(order => IsInNoEntry(order.OrderId) && IsSame(order, target)).ToList();
        if (strangers.Count == 0)
            return null;

        var which = string.Join(", ", strangers.Select(order => order.OrderId));
        if (listed.Any(order => ours.TryGetValue(order.OrderId, out var own) && Contradicts(order, own, target)))
            return Undecided("says other things of the ledger's orders than the ledger, so it proves nothing");
        if (Offset(target) is not { } offset)
            return Undecided("does not agree with the ledger about when orders were made, so it proves nothing");

        var fitting = strangers.FindAll(order => IsAtTime(order, target, offset));
        if (fitting.Count == 0)
            return null;
        if (isShared)
            return Undecided("does not say who ordered it, and others use the account too");
        if (fitting.Count > 1 || open.Any(other => other.Reference != target.Reference && fitting.Exists(order => IsSame(order, other))))
            return Undecided("does not say which order it is");

        return new SearchVerdict(target, SearchOutcome.Placed, $"Placed: order {fitting[0].OrderId} is in the panel's list of orders and "
            + "in no other entry, with the service, the link, the quantity and the time of the order.")
        {
            OrderIds = [fitting[0].OrderId],
        };

        SearchVerdict Undecided(string why) =>
            SearchVerdict.Undecided(target, $"The panel's list of orders has order {which}, which may be it, but the list {why}.") with
            {
                OrderIds = [.. strangers.Select(order => order.OrderId)],
            };
    }

    private bool IsInNoEntry(PanelId id) =>
        !ours.ContainsKey(id) && !open.SelectMany(order => order.CandidateId).Any(candidate => PanelId.Of(candidate).Equals(id));

    // What a list says of orders of another type may mean something else there.
    private static bool Contradicts(ListedOrder order, Order own, Order target) =>
        own.ServiceId.Equals(target.ServiceId)
            ? !IsSame(order, own)
            : order.ServiceId is { } service && !service.Equals(PanelId.Of(own.ServiceId));

    // By the ledger's own orders: the panel does not say its time zone.
    private TimeSpan? Offset(Order target)
    {
        var offsets = new HashSet<TimeSpan>();
        foreach (var order in listed)
        {
            if (!ours.TryGetValue(order.OrderId, out var own) || (own.SentAt - target.SentAt).Duration() > SameSeason)
                continue;
            if (order.CreatedAt is not { } createdAt)
                return null;

            var quarters = Math.Round((createdAt - own.SentAt).TotalMinutes / Quarter.TotalMinutes, MidpointRounding.AwayFromZero);
            var offset = TimeSpan.FromTicks((long)quarters * Quarter.Ticks);
            if (!IsAtTime(order, own, offset))
                return null;
            offsets.Add(offset);
        }

        return offsets.Count == 1 ? offsets.First() : null;
    }

    private static bool IsAtTime(ListedOrder order, Order entry, TimeSpan offset) =>
        order.CreatedAt - offset is { } createdAt
        && createdAt >= entry.SentAt - ClockSkew
        && createdAt <= Later(entry.SentAt, entry.LeftBy) + AcceptedWithin;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static bool IsSame(ListedOrder order, Order entry) =>
        order.ServiceId is { } service
        && service.Equals(PanelId.Of(entry.ServiceId))
        && order.Link is { } link
        && link == (entry.Link is { } own ? SeenText.Trim(own) : null)
        && order.Quantity is { } quantity
        && (quantity == entry.Count || quantity == entry.Quantity);
}
