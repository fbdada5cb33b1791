using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Search;

namespace YallaTake.Ledger.Desk;

/// <summary>Searches the panel for orders whose outcome is unknown. What it was answered once it does not ask again.</summary>
/// <param name="client">Asks the panel.</param>
/// <param name="catalogue">Knows what services cost now.</param>
/// <param name="ledger">Knows the orders.</param>
/// <param name="balance">Reads the balance.</param>
/// <param name="settings">What holds for the connection.</param>
/// <param name="time">The time that is now.</param>
internal sealed class OrderSearch(
    PanelClient client, Catalogue catalogue, OrderLedger ledger, BalanceReader balance, OrderDeskSettings settings, TimeProvider time)
{
    /// <summary>How many requests a search takes at most when nobody says otherwise.</summary>
    public const int UsualRequests = 50;

    private const int OrdersBefore = 300;
    private const int OrdersAfter = 700;
    private const int OldestOrders = 50;

    // A reading from longer ago would leave too much to be explained.
    private static readonly TimeSpan History = TimeSpan.FromDays(7);

    // Whether others use the account is seen in the ids of the day before.
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(1);

    // A price that went back meanwhile shows in the orders around.
    private const decimal PriceRounding = 0.001m;
    private static readonly TimeSpan PriceMemory = TimeSpan.FromHours(1);

    // Of machines that share a ledger.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    private readonly SearchAnswers _answers = new();
    private readonly OrderListing _list = new(client, ledger, settings);
    private Dictionary<PanelId, Service>? _prices;
    private DateTimeOffset? _askedFrom;

    /// <summary>The references of the orders whose outcome is unknown, the oldest first.</summary>
    /// <param name="pattern">Their references, with wildcards.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> UnknownAsync(string pattern, CancellationToken cancellationToken)
    {
        var filter = new OrderFilter { States = [OrderState.Unknown], References = [pattern] };
        return [.. (await ledger.ListAsync(filter, cancellationToken).ConfigureAwait(false)).Select(order => order.Reference!)];
    }

    /// <summary>What became of an order, by the evidence there is. Nothing is settled.</summary>
    /// <param name="reference">The order's.</param>
    /// <param name="maximumRequests">How many requests it may take.</param>
    /// <param name="call">Gives up.</param>
    /// <exception cref="YallaTakeException">
    /// OrderNotFound, ReferenceMismatch: there is nothing to search for. LedgerUnavailable, and what asking the panel throws.
    /// </exception>
    public async Task<SearchVerdict> SearchAsync(string reference, int maximumRequests, PanelCall call) =>
        await _list.AddAsync(await SearchIdsAsync(reference, maximumRequests, call).ConfigureAwait(false), call).ConfigureAwait(false);

    private async Task<SearchVerdict> SearchIdsAsync(string reference, int maximumRequests, PanelCall call)
    {
        var target = await ledger.GetAsync(reference, call.Token).ConfigureAwait(false) ?? throw ClaimRules.NotFound(reference);
        if (target.Phase != OrderState.Unknown)
            throw ClaimRules.NothingToResolve(target);

        var known = await LoadAsync(target, call.Token).ConfigureAwait(false);
        target = known.Open.FirstOrDefault(order => order.Reference == target.Reference) ?? throw ClaimRules.Changed(reference);
        var (plan, verdict) = SearchPlan.Make(known, target);
        if (plan is null)
            return verdict!;

        // What was absent while one of the orders could still be accepted may be there by now.
        if (_askedFrom <= plan.Unknown.Max(order => order.LeftBy) + plan.AcceptedWithin + known.ClockSkew)
        {
            _answers.Absent.Clear();
            _askedFrom = null;
        }

        _askedFrom ??= known.Now;

        // Two requests are for the balance, before and after, and one for the prices.
        var scan = new IdScan(client, plan.Controls, _answers) { Left = maximumRequests - 3 };
        if (plan.Unknown.Count > 1)
            known.IsRepriced = await RepricedAsync(known, call).ConfigureAwait(false);
        await balance.ReadAsync(call).ConfigureAwait(false);
        var refundable = plan.Refundable.Take(scan.Length);
        await scan.AskAsync(refundable.Concat(plan.Since).Select(order => (long)order.OrderId!), call).ConfigureAwait(false);

        // What explains the fall of the balance whole leaves nothing to look for above it.
        for (var from = plan.Above + 1; from <= plan.UpTo && scan.CanGoOn; from += scan.Length)
        {
            var (to, seen) = (Math.Min(plan.UpTo, from + scan.Length - 1), _answers.Seen.Count);
            await scan.AskAsync(SearchAnswers.Range(from, to), call).ConfigureAwait(false);
            if (_answers.Seen.Count > seen
                && (verdict = await JudgeAsync(known, plan, call).ConfigureAwait(false)).Outcome == SearchOutcome.Placed)
                return await LookBackAsync(known, plan, verdict, scan, call).ConfigureAwait(false);
        }

        if (scan.Trouble is { } trouble)
            return SearchVerdict.Undecided(target, trouble);

        await balance.ReadAsync(call).ConfigureAwait(false);
        verdict = await JudgeAsync(known, plan, call).ConfigureAwait(false);
        return verdict.Outcome == SearchOutcome.Placed
            ? await LookBackAsync(known, plan, verdict, scan, call).ConfigureAwait(false)
            : verdict;
    }

    // Of several orders each is known by its price, as long as prices are what they were, now and when others were sent.
    private async Task<Func<Order, bool>> RepricedAsync(SearchCase known, PanelCall call)
    {
        _prices ??= await PricesAsync(call).ConfigureAwait(false);
        return order => !_prices.TryGetValue(PanelId.Of(order.ServiceId), out var service)
            || OrderEstimate.Of(service, new OrderRequest(PanelId.Of(order.ServiceId), order.Fields)).Charge != order.EstimatedCharge
            || known.Placed.Concat(known.Open).Any(other => IsAtOtherPrice(other, order));
    }

    private static bool IsAtOtherPrice(Order other, Order order) =>
        other.ServiceId.Equals(order.ServiceId)
        && (other.SentAt - order.SentAt).Duration() < PriceMemory
        && Math.Abs((other.EstimatedCharge * order.Count - order.EstimatedCharge * other.Count) ?? 0) > PriceRounding;

    private async Task<Dictionary<PanelId, Service>> PricesAsync(PanelCall call)
    {
        var prices = new Dictionary<PanelId, Service>();
        await foreach (var service in catalogue.StreamAsync(call, refresh: true).ConfigureAwait(false))
            prices[PanelId.Of(service.ServiceId)] = service;
        return prices;
    }

    // Who has ordered by hand before may have done so this time.
    private async Task<SearchVerdict> LookBackAsync(
        SearchCase known, SearchPlan plan, SearchVerdict placed, IdScan scan, PanelCall call)
    {
        var filter = new OrderFilter { After = plan.Target.CreatedAt - LookBack };
        var oldest = (await ledger.ListAsync(filter, call.Token, OldestOrders).ConfigureAwait(false))
            .Select(order => order.OrderId)
            .OfType<long>()
            .Append(plan.Above)
            .Min();
        var ids = SearchAnswers.Range(0, plan.Above - oldest).Select(below => plan.Above - below);
        await scan.AskAsync(ids, call).ConfigureAwait(false);
        var verdict = await JudgeAsync(known, plan, call).ConfigureAwait(false);
        return verdict.Outcome == SearchOutcome.Placed && _answers.Missing(oldest, plan.Above) is > 0 and var missing
            ? SearchVerdict.Undecided(
                plan.Target,
                $"It may be order {string.Join(", ", placed.OrderIds)}, but {missing} ids from {oldest} to {plan.Above} could not be "
                    + "asked, "
                + "so it is not known whether somebody else orders on this account. Search again with a higher -MaximumRequests.") with
            {
                OrderIds = placed.OrderIds,
            }
            : verdict;
    }

    /// <summary>Settles an order as a search found it.</summary>
    /// <exception cref="YallaTakeException">OrderOutcomeUnknown: it has changed since. LedgerUnavailable.</exception>
    public async Task<Order> SettleAsync(SearchVerdict verdict, CancellationToken cancellationToken)
    {
        var order = await ledger.ResolveAsync(verdict.Order.Reference!, verdict.Settlement, cancellationToken).ConfigureAwait(false);
        if (order.OrderId is not long id || !_answers.Seen.TryGetValue(id, out var status))
            return order;

        await ledger.RecordAsync([status]).ConfigureAwait(false);
        return await ledger.GetAsync(order.Reference!, cancellationToken).ConfigureAwait(false) ?? order;
    }

    // As the ledger is after the search: what was claimed or settled meanwhile may explain what was seen.
    private async Task<SearchVerdict> JudgeAsync(SearchCase known, SearchPlan plan, PanelCall call)
    {
        var readings = await ledger.GetBalancesAsync(plan.Before.AskedAt.AddTicks(1), call.Token).ConfigureAwait(false);
        var open = Unsettled(await OpenAsync(call.Token).ConfigureAwait(false));
        if (!open.Select(State).SequenceEqual(known.Open.Select(State)))
            return SearchVerdict.Undecided(plan.Target, "Other orders were sent or settled during the search. Search again.");

        var ours = await OursAsync(known, call.Token).ConfigureAwait(false);
        var judge = new SearchJudge(known, plan, _answers, ours, readings);
        if (judge.Other is not null && _prices is null)
        {
            // At its new price it may be an unknown order all the same.
            known.IsRepriced = await RepricedAsync(known, call).ConfigureAwait(false);
            judge = new SearchJudge(known, plan, _answers, ours, readings);
        }

        var verdict = judge.Judge();
        if (judge.Other is { } other && verdict.Refusal is null && !known.Placed.Concat(known.Open).Any(SearchPlan.MakesOrders))
            await ledger.RecordOtherAsync(other).ConfigureAwait(false);
        return verdict;
    }

    private async Task<SearchCase> LoadAsync(Order target, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var unsettled = Unsettled(open);
        var since = target.CreatedAt;
        var before = new OrderFilter { Before = since, Newest = OrdersBefore };
        var after = new OrderFilter { After = since, Newest = OrdersAfter };
        var placed = (await ledger.ListAsync(before, cancellationToken).ConfigureAwait(false))
            .Concat(await ledger.ListAsync(after, cancellationToken).ConfigureAwait(false))
            .Concat(open)
            .Where(order => order.Phase == OrderState.Placed && !unsettled.Exists(other => other.Reference == order.Reference))
            .GroupBy(order => order.Reference)
            .Select(same => same.First())
            .ToList();
        return new SearchCase
        {
            Open = unsettled,
            Placed = placed,
            Readings = await ledger.GetBalancesAsync(since - History, cancellationToken).ConfigureAwait(false),
            Other = await ledger.GetOtherAsync(cancellationToken).ConfigureAwait(false),
            IsShared = settings.IsShared,
            Currency = settings.Currency,
            ClockSkew = ledger.IsLocal ? TimeSpan.Zero : ClockSkew,
            Now = time.GetUtcNow(),
        };
    }

    private async Task<IReadOnlyDictionary<long, Order>> OursAsync(SearchCase known, CancellationToken cancellationToken)
    {
        var ours = new Dictionary<long, Order>();
        var filter = new OrderFilter { OrderIds = [.. _answers.Seen.Keys.Select(id => ((PanelId)id).ToString())] };
        foreach (var order in await ledger.ListAsync(filter, cancellationToken).ConfigureAwait(false))
            ours[(long)order.OrderId!] = order;

        foreach (var order in known.Placed)
        {
            foreach (var id in SearchPlan.Ids(order))
                ours[SearchPlan.Number(id)] = order;
        }

        return ours;
    }

    private Task<List<Order>> OpenAsync(CancellationToken cancellationToken) =>
        ledger.ListAsync(new OrderFilter { Open = true }, cancellationToken);

    // Of orders that share a set of ids, each accounts for one; while there are fewer orders than ids, the rest is to be explained.
    private static List<Order> Unsettled(IReadOnlyList<Order> open)
    {
        var sets = open.Where(order => order.CandidateId.Count > 0)
            .GroupBy(order => string.Join(",", order.CandidateId))
            .Where(set => set.Count() < set.First().CandidateId.Count)
            .SelectMany(set => set);
        return [.. open.Where(order => order.Phase is OrderState.Unknown or OrderState.Sending).Concat(sets)];
    }

    private static (string?, OrderState, long) State(Order order) => (order.Reference, order.Phase, order.Attempts);
}
