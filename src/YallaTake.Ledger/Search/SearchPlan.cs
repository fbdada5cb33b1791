using System.Globalization;
using YallaTake.Client.Orders;
using YallaTake.Client.Values;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Search;

/// <summary>Where to look for an order: the reading of the balance before it, and the ids that it may have.</summary>
internal sealed class SearchPlan
{
    private const int MostControls = 50;
    private const long LeastAhead = 100;
    private const int AheadOfPace = 3;

    // A pace that was measured over seconds says nothing.
    private static readonly TimeSpan ShortestPace = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestAge = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestAcceptance = TimeSpan.FromHours(1);

    private SearchPlan(Order target) => Target = target;

    /// <summary>The order that is looked for.</summary>
    public Order Target { get; }

    /// <summary>It, and every other order of unknown outcome that the same readings of the balance may hold.</summary>
    public IReadOnlyList<Order> Unknown { get; private init; } = [];

    /// <summary>The newest reading of the balance before all of them at which nothing was on its way.</summary>
    public BalanceReading Before { get; private init; } = new(default, default, 0);

    /// <summary>
    /// What the balance had fallen by before that reading, since the one before the newest order with an id below, beside what the ledger
    /// explains: something else was bought then, and its id is among those that are looked at.
    /// </summary>
    public decimal BoughtBefore { get; private init; }

    /// <summary>The newest id of the ledger from before the first of them was sent: the orders that are looked for are above it.</summary>
    public long Above { get; private init; }

    /// <summary>The id up to which there may be orders now.</summary>
    public long UpTo { get; private init; }

    /// <summary>Whether there surely is no newer one, as far as the panel's pace tells.</summary>
    public bool IsBounded { get; private init; }

    /// <summary>Ids that are surely of this account, the newest first.</summary>
    public IReadOnlyList<PanelId> Controls { get; private init; } = [];

    /// <summary>Orders placed before the reading that may be refunded since.</summary>
    public IReadOnlyList<Order> Refundable { get; private init; } = [];

    /// <summary>Orders placed since the reading, which explain part of what the balance fell by.</summary>
    public IReadOnlyList<Order> Since { get; private init; } = [];

    /// <summary>How long after the send an order may still be accepted.</summary>
    public TimeSpan AcceptedWithin { get; private init; }

    /// <summary>What speaks against a search, or null.</summary>
    public static SearchVerdict? Refuse(SearchCase known, Order target)
    {
        if (known.Placed.Count == 0)
            return SearchVerdict.Undecided(target, "The ledger has no placed order of this account to search beside.");
        if (known.Placed.FirstOrDefault(order => !Ids(order).All(id => id.IsNumber)) is { } lettered)
            return SearchVerdict.Refused(target, $"The panel's ids are not all numbers ({lettered.OrderId ?? lettered.CandidateId[0]}), "
                + "so there is no range of ids to search. Nothing was settled. Look on the panel, then use Resolve-YtOrder -OrderId or "
                + "-NotPlaced.");
        return Disordered(known) is { } pair
            ? SearchVerdict.Refused(target, $"The panel's ids do not rise with time: order {pair.Later.OrderId} was placed after order "
                + $"{pair.Earlier.OrderId}. Nothing was settled. Look on the panel, then use Resolve-YtOrder -OrderId or -NotPlaced.")
            : null;
    }

    /// <summary>Where to look; a verdict when there is nowhere.</summary>
    public static (SearchPlan? Plan, SearchVerdict? Verdict) Make(SearchCase known, Order target)
    {
        if (Refuse(known, target) is { } refusal)
            return (null, refusal);

        var acceptedWithin = AcceptanceSeen(known) is var slowest && TimeSpan.FromTicks(slowest.Ticks * 3) > ShortestAge
            ? TimeSpan.FromTicks(slowest.Ticks * 3)
            : ShortestAge;
        Order[] unknown = [target];
        BalanceReading? before;
        long above;
        while (true)
        {
            var sentAt = unknown.Min(order => order.SentAt) - known.ClockSkew;
            before = known.Readings.LastOrDefault(reading => reading.AnsweredAt <= sentAt && IsQuiet(known, reading));
            if (before is null)
                return (null, SearchVerdict.Undecided(target, "The balance was not read before the order was sent, "
                    + "at a time without other orders under way."));

            above = unknown.Min(order => Bound(known, order));
            if (above == 0)
                return (null, SearchVerdict.Undecided(target, "The ledger has no order that was placed before it, from which the search "
                    + "could begin."));

            // Those that may be in the same readings, or have one of the same ids.
            Order[] more = [.. known.Open.Where(order =>
                order.Phase != OrderState.Sending
                && (order.LeftBy + acceptedWithin + known.ClockSkew > before.AskedAt
                    || (Bound(known, order) > 0 && Ceiling(known, order, acceptedWithin) > above + 1)))];
            if (more.Length <= unknown.Length)
                break;
            unknown = more;
        }

        var newest = known.Placed.Where(order => order.OrderId is long).OrderBy(order => (long)order.OrderId!).Last();
        var pace = Pace(known);
        var ahead = (decimal)(known.Now - newest.SentAt + known.ClockSkew).TotalSeconds * AheadOfPace * (pace ?? 0);
        var newestId = known.Placed.SelectMany(Ids).Max(Number);
        return (new SearchPlan(target)
        {
            Unknown = unknown,
            Before = before,
            BoughtBefore = Unexplained(known, above, before),
            Above = above,
            UpTo = (long)Math.Min(newestId + Math.Ceiling(ahead) + LeastAhead, long.MaxValue - LeastAhead),
            IsBounded = pace is not null,
            Controls = [.. known.Placed.Where(order => order.OrderId is long).OrderByDescending(order => order.SentAt)
                .Select(order => PanelId.Of(order.OrderId!)).Take(MostControls)],
            Refundable = [.. known.Placed.Where(order =>
                order.OrderId is long && IsBefore(order, before) && !IsFinalBefore(order, before))
                .OrderByDescending(MakesOrders).ThenByDescending(order => order.SentAt)],
            Since = [.. known.Placed.Where(order => order.OrderId is long && !IsBefore(order, before))],
            AcceptedWithin = acceptedWithin,
        }, null);
    }

    /// <summary>The newest id that was surely given before an order was sent: its own is above.</summary>
    public static long Bound(SearchCase known, Order unknown) => known.Placed
        .Where(order => order.OrderId is long && AcceptedBy(order) + known.ClockSkew < unknown.SentAt && WasClaimedBefore(order, unknown))
        .Select(order => (long)order.OrderId!)
        .DefaultIfEmpty(0)
        .Max();

    private static decimal Unexplained(SearchCase known, long above, BalanceReading before)
    {
        var since = known.Placed.First(order => order.OrderId is long id && id == above).SentAt - known.ClockSkew;
        if (known.Readings.LastOrDefault(reading => reading.AnsweredAt <= since && IsQuiet(known, reading)) is not { } earlier)
            return 0;

        var explained = known.Placed
            .Where(order => !IsBefore(order, earlier) && IsBefore(order, before))
            .Sum(order => Math.Max(order.EstimatedCharge ?? 0, order.Charge ?? 0));
        return earlier.Balance - before.Balance - explained;
    }

    // As the ledger numbered them: a clock may have been wrong. One that is tried again keeps its number.
    private static bool WasClaimedBefore(Order order, Order unknown) => unknown.Attempts > 1 || order.Entry < unknown.Entry;

    /// <summary>Whether an order makes orders of its own: a subscription or a drip-feed, whose price is not charged at once.</summary>
    public static bool MakesOrders(Order order) => order.Fields.ContainsKey(OrderField.Runs) || order.Fields.ContainsKey(OrderField.Min);

    /// <summary>Whether an order was placed before a quiet reading, and not after.</summary>
    public static bool IsBefore(Order order, BalanceReading reading) => AcceptedBy(order) <= reading.AskedAt;

    /// <summary>
    /// When an order that was placed had been accepted at the latest. One that was sent several times may have been bought by the last.
    /// </summary>
    public static DateTimeOffset AcceptedBy(Order order) =>
        order is { Evidence: not null, Attempts: 1 } && order.SentAt + LongestAcceptance < order.SettledAt
            ? order.SentAt + LongestAcceptance
            : order.SettledAt!.Value;

    /// <summary>Whether no order may have been accepted just when the balance was read, before or after it.</summary>
    public static bool IsQuiet(SearchCase known, BalanceReading reading) =>
        !known.Placed.Any(order =>
            order.SentAt - known.ClockSkew < reading.AnsweredAt && AcceptedBy(order) + known.ClockSkew > reading.AskedAt)
        && !known.Open.Any(order => order.Phase == OrderState.Sending && order.SentAt - known.ClockSkew <= reading.AnsweredAt);

    /// <summary>An id that was surely given when an order could not be accepted any more: its own is below.</summary>
    public long Ceiling(SearchCase known, Order unknown) => Ceiling(known, unknown, AcceptedWithin);

    private static long Ceiling(SearchCase known, Order unknown, TimeSpan acceptedWithin) => Answered(known)
        .Where(order => order.SentAt > unknown.LeftBy + acceptedWithin + known.ClockSkew)
        .Select(order => (long)order.OrderId!)
        .DefaultIfEmpty(long.MaxValue)
        .Min();

    /// <summary>The ids that an order has, or may have.</summary>
    public static IEnumerable<PanelId> Ids(Order order) =>
        (order.OrderId is { } id ? [id] : order.CandidateId).Select(PanelId.Of);

    public static long Number(PanelId id) => Convert.ToInt64(id.Value, CultureInfo.InvariantCulture);

    // The answer's own time, and of what a search found, how long after its send later orders had been given lower ids.
    private static TimeSpan AcceptanceSeen(SearchCase known)
    {
        var slowest = TimeSpan.Zero;
        foreach (var order in known.Placed.Where(order => order.OrderId is long))
        {
            var taken = order.Evidence is null
                ? order.SettledAt!.Value - order.SentAt
                : known.Placed.Where(other => other.OrderId is long id && id < (long)order.OrderId! && other.SentAt > order.SentAt)
                    .Select(other => other.SentAt - order.SentAt)
                    .DefaultIfEmpty(TimeSpan.Zero)
                    .Max();
            if (taken > slowest && taken <= LongestAcceptance)
                slowest = taken;
        }

        return slowest;
    }

    // How many ids the panel gave a second at most; null when the orders are too few to say.
    private static decimal? Pace(SearchCase known)
    {
        decimal? pace = null;
        Order? last = null;
        foreach (var order in Answered(known).OrderBy(order => order.SentAt))
        {
            if (last is null)
            {
                last = order;
                continue;
            }

            // At the fastest: from its send to the other one's.
            var time = order.SentAt - last.SettledAt!.Value;
            if (time < ShortestPace)
                continue;
            var ids = (long)order.OrderId! - (long)last.OrderId!;
            pace = Math.Max(pace ?? 0, ids / (decimal)time.TotalSeconds);
            last = order;
        }

        return pace;
    }

    private static (Order Earlier, Order Later)? Disordered(SearchCase known)
    {
        Order? highest = null;
        var settled = new Queue<Order>(Answered(known).OrderBy(order => order.SettledAt));
        foreach (var order in Answered(known).OrderBy(order => order.SentAt))
        {
            while (settled.Count > 0 && settled.Peek().SettledAt + known.ClockSkew < order.SentAt)
            {
                var next = settled.Dequeue();
                if (highest is null || (long)next.OrderId! > (long)highest.OrderId!)
                    highest = next;
            }

            if (highest is not null && (long)order.OrderId! < (long)highest.OrderId!)
                return (highest, order);
        }

        return null;
    }

    // Of those that were settled otherwise it is not known when they were accepted.
    private static IEnumerable<Order> Answered(SearchCase known) =>
        known.Placed.Where(order => order.OrderId is long && order.Evidence is null);

    private static bool IsFinalBefore(Order order, BalanceReading reading) =>
        order.StatusAt < reading.AskedAt && StatusWords.IsFinalOrder(order.Status!);
}
