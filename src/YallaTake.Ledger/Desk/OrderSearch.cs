using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Search;

namespace YallaTake.Ledger.Desk;

/// <summary>Searches the panel for orders whose outcome is unknown. What it was answered once it does not ask again.</summary>
/// <param name="client">Asks the panel.</param>
/// <param name="ledger">Knows the orders.</param>
/// <param name="balance">Reads the balance.</param>
/// <param name="settings">What holds for the connection.</param>
/// <param name="time">The time that is now.</param>
internal sealed class OrderSearch(
    PanelClient client, OrderLedger ledger, BalanceReader balance, OrderDeskSettings settings, TimeProvider time)
{
    /// <summary>How many requests a search takes at most when nobody says otherwise.</summary>
    public const int UsualRequests = 50;

    private const int OrdersBefore = 300;
    private const int OrdersAfter = 700;
    private const int OldestOrders = 50;

    // A reading from longer ago would leave too much to be explained.
    private static readonly TimeSpan History = TimeSpan.FromDays(7);

    // Of machines that share a ledger.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    private readonly SearchAnswers _answers = new();

    /// <summary>How many requests were made.</summary>
    public int Requests { get; private set; }

    /// <summary>The references of the orders whose outcome is unknown, the oldest first.</summary>
    /// <param name="pattern">Their references, with wildcards.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> UnknownAsync(string pattern, CancellationToken cancellationToken)
    {
        var filter = new OrderFilter { States = [OrderState.Unknown], References = [pattern] };
        return [.. (await FindAsync(filter, cancellationToken).ConfigureAwait(false)).Select(order => order.Reference!)];
    }

    /// <summary>What became of an order, by the evidence there is. Nothing is settled.</summary>
    /// <param name="reference">The order's.</param>
    /// <param name="maximumRequests">How many requests it may take.</param>
    /// <param name="call">Gives up.</param>
    /// <param name="progress">Told how many requests were made and may be made.</param>
    /// <exception cref="YallaTakeException">
    /// OrderNotFound, ReferenceMismatch: there is nothing to search for. LedgerUnavailable, and what asking the panel throws.
    /// </exception>
    public async Task<SearchVerdict> SearchAsync(
        string reference, int maximumRequests, PanelCall call, Action<int>? progress = null)
    {
        var target = await ledger.GetAsync(reference, call.Token).ConfigureAwait(false) ?? throw ClaimRules.NotFound(reference);
        if (target.State != OrderState.Unknown)
            throw ClaimRules.NothingToResolve(target);

        var known = await LoadAsync(target, call.Token).ConfigureAwait(false);
        var (plan, verdict) = SearchPlan.Make(known, target);
        if (plan is null)
            return verdict!;

        // The last request is for the balance.
        var scan = new IdScan(client, plan.Controls, _answers) { Left = maximumRequests - 1 };
        try
        {
            var refundable = plan.Refundable.Take(scan.Length);
            await scan.AskAsync(refundable.Concat(plan.Since).Select(order => (long)order.OrderId!), call, Report).ConfigureAwait(false);
            await scan.AskAsync(SearchAnswers.Range(plan.Above + 1, plan.UpTo), call, Report).ConfigureAwait(false);
            if (scan.Trouble is { } trouble)
                return SearchVerdict.Undecided(target, trouble);

            verdict = await JudgeAsync(known, plan, call).ConfigureAwait(false);
            if (verdict.Outcome != SearchOutcome.Placed)
                return verdict;

            // Who has ever ordered by hand may have done so this time.
            var oldest = await OldestAsync(call.Token).ConfigureAwait(false);
            await scan.AskAsync(SearchAnswers.Range(oldest, plan.Above).Reverse(), call, Report).ConfigureAwait(false);
            return await JudgeAsync(known, plan, call, again: true).ConfigureAwait(false);
        }
        finally
        {
            Requests += maximumRequests - scan.Left;
        }

        void Report() => progress?.Invoke(maximumRequests - scan.Left);
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
    private async Task<SearchVerdict> JudgeAsync(SearchCase known, SearchPlan plan, PanelCall call, bool again = false)
    {
        if (!again)
            await balance.ReadAsync(call).ConfigureAwait(false);
        var readings = await ledger.GetBalancesAsync(plan.Before.AskedAt.AddTicks(1), call.Token).ConfigureAwait(false);
        var open = Unsettled(await OpenAsync(call.Token).ConfigureAwait(false));
        if (!open.Select(State).SequenceEqual(known.Open.Select(State)))
            return SearchVerdict.Undecided(plan.Target, "Other orders were sent or settled during the search. Search again.");

        var judge = new SearchJudge(known, plan, _answers, await OursAsync(known, call.Token).ConfigureAwait(false), readings);
        var verdict = judge.Judge();
        if (judge.Other is { } other && verdict.Refusal is null && !known.Placed.Any(MakesOrders))
            await ledger.RecordOtherAsync(other).ConfigureAwait(false);
        return verdict;
    }

    private async Task<SearchCase> LoadAsync(Order target, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var unsettled = Unsettled(open);
        var since = target.CreatedAt;
        var around = (await FindAsync(new OrderFilter { Before = since, Newest = OrdersBefore }, cancellationToken).ConfigureAwait(false))
            .Concat(await FindAsync(new OrderFilter { After = since, Newest = OrdersAfter }, cancellationToken).ConfigureAwait(false));
        var placed = around.Concat(open)
            .Where(order => order.State == OrderState.Placed && !unsettled.Exists(other => other.Reference == order.Reference))
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
        foreach (var order in await FindAsync(filter, cancellationToken).ConfigureAwait(false))
            ours[(long)order.OrderId!] = order;

        foreach (var order in known.Placed)
        {
            foreach (var id in SearchPlan.Ids(order))
                ours[SearchPlan.Number(id)] = order;
        }

        return ours;
    }

    private async Task<long> OldestAsync(CancellationToken cancellationToken) =>
        (await FindAsync(new OrderFilter(), cancellationToken, OldestOrders).ConfigureAwait(false))
            .Select(order => order.OrderId)
            .OfType<long>()
            .DefaultIfEmpty(long.MaxValue)
            .Min();

    private Task<List<Order>> OpenAsync(CancellationToken cancellationToken) =>
        FindAsync(new OrderFilter { Open = true }, cancellationToken);

    private async Task<List<Order>> FindAsync(OrderFilter filter, CancellationToken cancellationToken, int most = int.MaxValue)
    {
        var orders = new List<Order>();
        await foreach (var order in ledger.FindAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            orders.Add(order);
            if (orders.Count == most)
                break;
        }

        return orders;
    }

    // Of orders that share a set of ids, each accounts for one; while there are fewer orders than ids, the rest is to be explained.
    private static List<Order> Unsettled(IReadOnlyList<Order> open)
    {
        var sets = open.Where(order => order.CandidateId.Length > 0)
            .GroupBy(order => string.Join(",", order.CandidateId))
            .Where(set => set.Count() < set.First().CandidateId.Length)
            .SelectMany(set => set);
        return [.. open.Where(order => order.State is OrderState.Unknown or OrderState.Sending).Concat(sets)];
    }

    private static (string?, OrderState, long) State(Order order) => (order.Reference, order.State, order.Attempts);

    // A subscription or a drip-feed, whose orders are the account's and in no entry.
    private static bool MakesOrders(Order order) => order.Fields.ContainsKey(OrderField.Runs) || order.Fields.ContainsKey(OrderField.Min);
}
