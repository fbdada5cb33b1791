using System.Globalization;
using YallaTake.Client.Values;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Search;

/// <summary>
/// Decides by evidence what became of an order: the orders of the account that no entry explains, and what the balance fell by. Both must
/// say the same, and nothing else may explain them.
/// </summary>
/// <param name="known">What the ledger knew when the search began.</param>
/// <param name="plan">Where it looked.</param>
/// <param name="answers">What the panel answered.</param>
/// <param name="ours">The ledger's orders by id, as they are after the search.</param>
/// <param name="readings">The readings of the balance since, the last one after the search.</param>
internal sealed class SearchJudge(
    SearchCase known, SearchPlan plan, SearchAnswers answers, IReadOnlyDictionary<long, Order> ours, IReadOnlyList<BalanceReading> readings)
{
    private const int MostMatched = 6;

    // Below it are the roundings of a few charges.
    private const decimal LeastPrice = 0.0005m;

    private readonly List<Candidate> _strangers = Strangers(answers, ours);
    private readonly BalanceEvidence _balance = new(known, plan, answers, ours, readings);
    private Dictionary<long, (DateTimeOffset? By, DateTimeOffset? NotAt)>? _paid;

    private Order Target => plan.Target;

    /// <summary>
    /// An order of the account that neither the ledger nor the unknown orders explain, of which each explains one; null when there is none.
    /// </summary>
    public PanelId? Other
    {
        get
        {
            var explained = new Dictionary<Order, Candidate>();
            return _strangers.Find(stranger => !IsExplained(stranger, []))?.Id;

            // By an unknown order that explains no other yet, or whose other is explained by the next one.
            bool IsExplained(Candidate stranger, HashSet<Order> tried)
            {
                foreach (var open in known.Open.Where(open => MayBe(stranger, open) && tried.Add(open)))
                {
                    if (!explained.TryGetValue(open, out var other) || IsExplained(other, tried))
                    {
                        explained[open] = stranger;
                        return true;
                    }
                }

                return false;
            }
        }
    }

    /// <summary>What became of the order that was looked for.</summary>
    public SearchVerdict Judge()
    {
        var strangers = _strangers.FindAll(stranger => stranger.Id > plan.Above);
        var candidates = strangers.FindAll(stranger =>
            MayBe(stranger, Target)
            && (Fits(stranger, Target) || known.IsRepriced(Target) || !IsOfFullGroup(strangers, stranger)));
        if (AnswersForOthers(strangers) is { } stranger)
            return SearchVerdict.Refused(Target, $"The panel answers for order {stranger}, which the balance of this account did not pay "
                + "for. It seems to answer for other customers' orders, so a search proves nothing. Nothing was settled.");
        if (known.IsShared || (known.Other ?? Other) is not null)
            return Undecided($"Others use the account too{WhichOther()}, so charge and balance cannot settle it.", candidates);
        if (known.Open.Any(open => open.Phase == OrderState.Sending))
            return Undecided("Other orders are being sent right now. Search again when they are settled.", candidates);
        if (answers.Seen.Values.FirstOrDefault(IsForeign) is { } foreign)
            return Undecided($"The panel says the charge of order {foreign.OrderId} in {foreign.Currency}, and the balance in "
                + $"{known.Currency}.", candidates);
        return candidates.Count == 0 ? JudgeAbsent(strangers) : JudgePresent(strangers, candidates);
    }

    private SearchVerdict JudgeAbsent(List<Candidate> strangers)
    {
        var missing = answers.Missing(plan.Above + 1, plan.UpTo);
        if (missing > 0)
            return Undecided($"No order fits, but {missing} of the ids from {plan.Above + 1} to {plan.UpTo} were not asked or not "
                + "answered. Search again with a higher -MaximumRequests.");
        if (!plan.IsBounded)
            return Undecided($"No order up to {plan.UpTo} fits, but the ledger has too few orders to estimate the newest id.");

        var acceptedBy = Target.LeftBy + plan.AcceptedWithin + known.ClockSkew;
        if (known.Now < acceptedBy)
            return Undecided($"No order up to {plan.UpTo} fits, but the panel may still accept it until "
                + $"{acceptedBy:u}.") with
            { TryAgainAt = acceptedBy };

        var price = Target.EstimatedCharge;
        foreach (var reading in _balance.Quiet(acceptedBy))
        {
            var (fall, cost) = (_balance.Fall(reading), Cost(strangers, reading));
            if (!fall.IsExplainedBy(cost))
            {
                // That none of the strangers is the order is known by the balance, which must agree to the end.
                if (strangers.Count > 0)
                    break;
                continue;
            }

            // What the balance does not show, a later order of ours does: its own id would be below that one's.
            if (price is null || SearchPlan.MakesOrders(Target)
                || (fall.IsExplainedBy(cost, price.Value) && plan.Ceiling(known, Target) > plan.UpTo))
                return Undecided($"No order up to {plan.UpTo} fits, but the price of the order is too low, or not known well enough, to "
                    + "be seen in the balance.");
            if (_balance.Between(reading).FirstOrDefault(other => !_balance.Fall(other).IsExplainedBy(Cost(strangers, other))) is { } odd)
                return Undecided($"No order up to {plan.UpTo} fits, but the balance of {Text(odd.Balance)} at {odd.AskedAt:u} is not "
                    + "explained by the orders that the ledger knows.");
            return new SearchVerdict(Target, SearchOutcome.NotPlaced, $"Not placed: no order of the account from {plan.Above + 1} to "
                + $"{plan.UpTo} fits, and the balance of {Text(plan.Before.Balance)} at {plan.Before.AskedAt:u} and of "
                + $"{Text(reading.Balance)} at {reading.AskedAt:u} differ by what the ledger's other orders cost.");
        }

        return Undecided($"No order up to {plan.UpTo} fits, but the balance does not agree. {Difference(strangers)}");
    }

    private SearchVerdict JudgePresent(List<Candidate> strangers, List<Candidate> candidates)
    {
        var (group, fitting) = Group(strangers, Target);
        if (fitting.Count == 0)
            return Undecided("There are orders of the account that are in no entry, but none has the price of "
                + $"{Text(Target.EstimatedCharge)}.", candidates);
        if (fitting.Count != group.Count || candidates.Exists(candidate => !fitting.Contains(candidate)))
            return Undecided($"{Count(candidates.Count)} may be one of {Count(plan.Unknown.Count)} of unknown outcome.", candidates);

        if (plan.Unknown.Any(order => known.IsRepriced(order) && !group.Contains(order) && fitting.Exists(one => MayBe(one, order))))
            return Undecided("It may also be another order of unknown outcome, whose price has changed.", candidates);

        if (plan.BoughtBefore > LeastPrice)
            return Undecided($"The balance had fallen by {Text(plan.BoughtBefore)} more than the orders explain before it was sent, so it "
                + "may be an order from then.", candidates);
        if (known.Placed.Any(MayHaveMade))
            return Undecided("It may have been made by a subscription or a drip-feed whose orders the panel does not list.", candidates);

        var price = Target.EstimatedCharge!.Value;
        if (price == 0 && known.Open.Any(order => !plan.Unknown.Contains(order) && fitting.Exists(one => MayBe(one, order))))
            return Undecided("The order is free, so the balance cannot distinguish it from other orders of unknown outcome.", candidates);
        if (strangers.Exists(stranger => stranger.Charge is null))
            return Undecided("The panel does not say what each of the orders costs.", candidates);
        if (price == 0 && (answers.Missing(plan.Above + 1, plan.UpTo) > 0 || !plan.IsBounded))
            return Undecided("The order is free, so the balance says nothing, and not all ids could be asked.", candidates);
        foreach (var reading in _balance.Quiet(Target.SentAt))
        {
            var (fall, others) = (_balance.Fall(reading), Cost(strangers.Except(fitting), reading));
            var paid = fitting.Sum(stranger => stranger.Charge!.Value);
            if (!fall.IsExplainedBy(others, paid))
            {
                // Money that was paid in later hides nothing of what an earlier reading shows. Something else that was bought may.
                if (!others.IsVague && fall.Unexplained > others.Sums.Max() + paid)
                    break;
                continue;
            }

            if (price > 0 && fitting.Exists(stranger => fall.IsExplainedBy(others, paid - stranger.Charge!.Value)))
                return Undecided("The price of the order is too low, or other charges are not known well enough, to be seen in the "
                    + "balance.", candidates);
            if (Matched(group, fitting) is not { Count: > 0 } ids)
                return Undecided("The ids and the times of the orders do not agree.", candidates);
            var which = ids.Count == 1
                ? $"order {ids[0]}"
                : $"one of {string.Join(", ", ids)}, of which {group.Count} orders of the same price have one each";
            return new SearchVerdict(Target, SearchOutcome.Placed, $"Placed: {which} is on the account and in no other entry, its price "
                + $"is the order's, and the balance fell by it between {plan.Before.AskedAt:u} ({Text(plan.Before.Balance)}) and "
                + $"{reading.AskedAt:u} ({Text(reading.Balance)}).")
            {
                OrderIds = ids,
            };
        }

        return Undecided($"An order fits, but the balance does not agree. {Difference(strangers)}", candidates);
    }

    // The ids that the target may have when every order of the group has one, none before orders that were sent long before it.
    private IReadOnlyList<PanelId> Matched(List<Order> group, List<Candidate> fitting)
    {
        if (group.Count > MostMatched)
            return [.. fitting.Select(stranger => (PanelId)stranger.Id)];

        var orders = group.OrderBy(order => order == Target ? 0 : 1).ToList();
        return [.. fitting.Where(first => Fill([first])).Select(first => (PanelId)first.Id)];

        bool Fill(List<Candidate> given)
        {
            var (order, own) = (orders[given.Count - 1], given[given.Count - 1]);
            if (!MayBe(own, order) || given.Take(given.Count - 1).Where((other, index) => !InOrder(orders[index], other, order, own)).Any())
                return false;
            return given.Count == orders.Count || fitting.Except(given).Any(next => Fill([.. given, next]));
        }

        bool InOrder(Order one, Candidate ones, Order other, Candidate others) =>
            !(IsLongBefore(one, other) && ones.Id > others.Id) && !(IsLongBefore(other, one) && others.Id > ones.Id);
    }

    private string WhichOther() => (known.Other ?? Other) is { } other ? $" (order {other} is in no entry)" : string.Empty;

    private bool IsForeign(OrderStatus status) => status.Currency is not null && known.Currency is not null
        && !string.Equals(status.Currency, known.Currency, StringComparison.OrdinalIgnoreCase);

    private bool IsLongBefore(Order one, Order other) => one.LeftBy + plan.AcceptedWithin + known.ClockSkew < other.SentAt;

    // Charges that the account's balance did not pay are other customers'.
    private long? AnswersForOthers(List<Candidate> strangers)
    {
        var paid = strangers.FindAll(stranger => !stranger.IsRefunded && stranger.Charge > 0);
        if (paid.Count == 0 || readings.Count == 0)
            return null;

        var fall = _balance.Fall(readings[readings.Count - 1]);
        var total = strangers.Sum(stranger => stranger.Charge) ?? 0;
        if (fall.Explains(total) || fall.Unexplained > total || fall.Unexplained < -fall.Rounding)
            return null;
        return paid.Count > plan.Unknown.Count || paid.Exists(stranger => Candidate.Equal(total - fall.Unexplained, stranger.Charge!.Value))
            ? paid.OrderBy(stranger => known.Open.Any(open => MayBe(stranger, open))).First().Id
            : null;
    }

    // The orders of one price that the same strangers may be, and those strangers.
    private (List<Order> Orders, List<Candidate> Fitting) Group(List<Candidate> strangers, Order of)
    {
        (List<Order> orders, List<Candidate> fitting) = ([of], []);
        while (true)
        {
            fitting = strangers.FindAll(stranger => orders.Exists(order => Fits(stranger, order)));
            Order[] more = [.. plan.Unknown.Where(order => !orders.Contains(order) && fitting.Exists(stranger => Fits(stranger, order)))];
            if (more.Length == 0)
                return (orders, fitting);
            orders.AddRange(more);
        }
    }

    private bool IsOfFullGroup(List<Candidate> strangers, Candidate candidate) =>
        plan.Unknown.Any(order => Fits(candidate, order)
            && Group(strangers, order) is var group
            && group.Orders.Count == group.Fitting.Count);

    private bool Fits(Candidate stranger, Order order) => stranger.Fits(order) && MayBe(stranger, order);

    // What strangers had cost by a reading. One that was accepted late may have been after it, unless it was seen before.
    private Amounts Cost(IEnumerable<Candidate> strangers, BalanceReading reading)
    {
        var cost = new Amounts();
        foreach (var stranger in strangers)
        {
            var charge = stranger.Charge ?? 0;
            var isBefore = reading == readings[readings.Count - 1] || plan.Unknown.All(order =>
                order.LeftBy + plan.AcceptedWithin + known.ClockSkew < reading.AskedAt || !MayBe(stranger, order));
            cost.Add(isBefore ? [charge] : [0, charge]);
        }

        return cost;
    }

    // Whether an order of the ledger may have made orders that are not known to be its own.
    private bool MayHaveMade(Order order) => SearchPlan.MakesOrders(order)
        && !(order.StatusAt < plan.Before.AskedAt && StatusWords.IsFinalOrder(order.Status!))
        && !(order.OrderId is long id && answers.Seen.TryGetValue(id, out var status) && (status.IsFinal || status.ChildOrders.Count > 0));

    private bool MayBe(Candidate stranger, Order order) =>
        stranger.MayBe(order, SearchPlan.Bound(known, order), plan.Ceiling(known, order), known.IsRepriced(order))
        && !((_paid ??= Paid()).TryGetValue(stranger.Id, out var paid)
            && (paid.By + known.ClockSkew <= order.SentAt || paid.NotAt > order.LeftBy + plan.AcceptedWithin + known.ClockSkew));

    // When a stranger was surely paid for, and when it surely was not. Ids rise with time: what was paid for by a reading are the first.
    private Dictionary<long, (DateTimeOffset? By, DateTimeOffset? NotAt)> Paid()
    {
        var strangers = _strangers.FindAll(stranger => stranger.Id > plan.Above);
        var paid = strangers.ToDictionary(stranger => stranger.Id, _ => ((DateTimeOffset?)null, (DateTimeOffset?)null));
        foreach (var reading in _balance.Quiet(plan.Before.AnsweredAt).Reverse())
        {
            var (fall, cost, counts) = (_balance.Fall(reading), new Amounts(), new List<int>());
            for (var count = 0; count <= strangers.Count; count++)
            {
                if (count > 0)
                    cost.Add(Costs(strangers[count - 1]));
                if (cost.IsVague || fall.Known.IsVague || fall.IsExplainedBy(cost))
                    counts.Add(count);
            }

            for (var index = 0; index < strangers.Count && counts.Count > 0; index++)
            {
                var (by, notAt) = paid[strangers[index].Id];
                paid[strangers[index].Id] = (
                    by ?? (index < counts[0] ? reading.AnsweredAt : null),
                    index >= counts[^1] ? reading.AskedAt : notAt);
            }
        }

        return paid;
    }

    // What a stranger may have cost at some moment after it was placed.
    private IEnumerable<decimal> Costs(Candidate stranger)
    {
        if (stranger.Charge is not { } charge)
            return [];
        return stranger.IsRefunded
            ? plan.Unknown.Select(order => order.EstimatedCharge).OfType<decimal>().Append(charge)
            : [charge];
    }

    private static List<Candidate> Strangers(SearchAnswers answers, IReadOnlyDictionary<long, Order> ours)
    {
        var children = answers.Children();
        return [.. answers.Seen.Where(pair => !ours.ContainsKey(pair.Key) && !children.Contains(pair.Key))
            .OrderBy(pair => pair.Key)
            .Select(pair => new Candidate(pair.Value))];
    }

    private string Difference(List<Candidate> strangers)
    {
        if (readings.Count == 0)
            return "It could not be read.";

        var difference = _balance.Fall(readings[readings.Count - 1]).Unexplained - strangers.Sum(stranger => stranger.Charge ?? 0);
        return difference < 0
            ? $"It is {Text(-difference)} higher than the orders explain: something was paid in or paid back since {plan.Before.AskedAt:u}."
            : $"It fell by {Text(difference)} more than the orders explain since {plan.Before.AskedAt:u}.";
    }

    private SearchVerdict Undecided(string seen, IReadOnlyList<Candidate>? candidates = null) =>
        SearchVerdict.Undecided(Target, candidates is { Count: > 0 } ? $"{seen} It may be {string.Join(", ", candidates)}." : seen) with
        {
            OrderIds = [.. (candidates ?? []).Select(candidate => (PanelId)candidate.Id)],
        };

    private static string Count(int number) => number == 1 ? "1 order" : $"{number} orders";

    private static string Text(decimal? amount) => amount?.ToString("0.########", CultureInfo.InvariantCulture) ?? "unknown";

}
