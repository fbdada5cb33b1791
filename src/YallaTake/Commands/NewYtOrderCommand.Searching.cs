using System.Management.Automation;
using YallaTake.Client.Orders;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Search;
using YallaTake.Orders;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <content>Searches for orders whose outcome is unknown: what was placed comes out, what was not is placed.</content>
public sealed partial class NewYtOrderCommand
{
    private const int MostSearches = 3;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly List<Unsettled> _unsettled = [];

    /// <summary>
    /// Searches for orders whose outcome is unknown, of this run or an earlier one: what was placed comes out, what was not is sent.
    /// </summary>
    [Parameter]
    public SwitchParameter ResolveUnknown { get; set; }

    /// <summary>Whether an order of unknown outcome is searched for.</summary>
    private bool Resolves(PlannedOrder order) => order.Choices.Any(choice => Resolves(choice.Panel));

    /// <summary>Gives up searching: those that are still unknown, with the errors that they are.</summary>
    private Result[] TakeUnsettled()
    {
        Result[] unknown = [.. _unsettled.Select(unsettled => new Result(unsettled.Order.Request, null, unsettled.Problem))];
        _unsettled.Clear();
        return unknown;
    }

    /// <summary>Searches, when nothing is on its way any more, which would leave the evidence in doubt.</summary>
    private async Task ResolveAllAsync()
    {
        foreach (var unsettled in _end is null ? _unsettled.ToArray() : [])
        {
            var panel = await unsettled.Order.FindUnknownAsync(StopToken);
            var reason = ShouldProcessReason.None;
            var isSearched = panel is not null && Resolves(panel) && MayResolve(unsettled, panel, out reason);

            // Only now: the pipeline may be stopped at any time before, and then it still counts as unknown.
            _unsettled.Remove(unsettled);
            if (isSearched)
                _unsettled.Add(unsettled with { Panel = panel });
            else if (reason != ShouldProcessReason.WhatIf)
                Write(new Result(unsettled.Order.Request, null, unsettled.Problem));
        }

        for (var turn = 1; turn <= MostSearches && _end is null && _unsettled.Count > 0; turn++)
        {
            if (!await ResolveAsync(isLast: turn == MostSearches))
                break;
        }
    }

    private bool Resolves(Panel panel) => ResolveUnknown || panel.ResolvesUnknown;

    private bool MayResolve(Unsettled unsettled, Panel panel, out ShouldProcessReason reason)
    {
        var what = $"'{unsettled.Order.Reference}' on {panel.Name}";
        const string action = "Search for the order, whose outcome is unknown, and send it again if it was not placed";
        return ShouldProcess($"{action}: {what}", $"{action}: {what}?", "New-YtOrder", out reason);
    }

    // Whether another turn may settle more.
    private async Task<bool> ResolveAsync(bool isLast)
    {
        var searches = new Dictionary<Panel, OrderSearch>();
        var (count, until) = (_unsettled.Count, DateTimeOffset.MinValue);
        foreach (var unsettled in _unsettled.ToArray())
        {
            if (_end is not null)
                return false;
            if (!searches.TryGetValue(unsettled.Panel!, out var search))
                searches[unsettled.Panel!] = search = unsettled.Panel!.Desk.Search();
            var (result, tryAgainAt) = await ResolveAsync(unsettled, search);
            _unsettled.Remove(unsettled);
            if (tryAgainAt > until && tryAgainAt - Time.GetUtcNow() < LongestWait)
                until = tryAgainAt.Value;
            if (result is { Error.Id: ErrorId.OrderOutcomeUnknown } && result.IsSearched)
                _unsettled.Add(unsettled with { Problem = result.Error });
            else
                Write(result);
        }

        if (!isLast && _unsettled.Count > 0 && until - Time.GetUtcNow() is { Ticks: > 0 } wait)
        {
            WriteVerbose($"Waiting until {until:u}, when the panel cannot accept the orders any more.");
            var progress = new WorkProgress(this, "Waiting until orders of unknown outcome cannot be accepted any more");
            await progress.WatchAsync(
                Time.Delay(wait + TimeSpan.FromSeconds(1), StopToken), () => $"until {until:u}", () => wait - progress.Elapsed);
            progress.Complete();
            return true;
        }

        return _unsettled.Count < count;
    }

    // What became of it, and when a search may know more.
    private async Task<(Result Result, DateTimeOffset? TryAgainAt)> ResolveAsync(Unsettled unsettled, OrderSearch search)
    {
        var ((order, _), panel, reference) = (unsettled, unsettled.Panel!, unsettled.Order.Reference!);
        var (request, attempt) = (order.Request, order.Begin());
        try
        {
            var check = await attempt.CheckAsync(Call);
            if (check.Problems is [{ Id: ErrorId.OrderOutcomeUnknown }, ..])
            {
                var searching = panel.RunAsync(() => search.SearchAsync(reference, OrderSearch.UsualRequests, Call));
                var verdict = await WatchAsync(searching, $"Searching {panel.Name} for '{reference}'");
                WriteVerbose($"'{reference}': {verdict.Seen}");
                if (verdict.Outcome == SearchOutcome.Undecided)
                    return (new Result(request, null, verdict.StillUnknown()) { IsSearched = true }, verdict.TryAgainAt);
                if (await search.SettleAsync(verdict, StopToken) is { Phase: OrderState.Placed } placed)
                    return (new Result(request, placed, null), null);

                WriteVerbose($"'{reference}' was not placed, and is sent again.");
                attempt = order.Begin();
                check = await attempt.CheckAsync(Call);
            }

            if (check.Existing is { } existing)
                return (new Result(request, await order.OfItsPanelAsync(existing, StopToken), null) { Planned = order }, null);
            if (check.Intent is not { } intent)
                return (new Result(request, null, check.Problems[0]), null);
            var result = await RunAsync(request, WatchAsync(PlaceAsync(order, attempt, intent), "Placing orders"));
            return (result with { Planned = order, Attempt = attempt }, null);
        }
        catch (YallaTakeException exception)
        {
            return (new Result(request, null, exception), null);
        }
    }

    /// <summary>Places an order with the first of its choices that does not surely refuse it.</summary>
    private async Task<OrderResult> PlaceAsync(
        PlannedOrder order, OrderAttempt attempt, OrderIntent intent, Action? answered = null)
    {
        var result = await order.RunAsync(() => attempt.PlaceAsync(intent, Call, answered)).ConfigureAwait(false);
        return result.Order is null
            ? result
            : result with { Order = await order.OfItsPanelAsync(result.Order, CancellationToken.None).ConfigureAwait(false) };
    }

    /// <summary>What became of an order that is being placed.</summary>
    private static async Task<Result> RunAsync(OrderRequest? request, Task<OrderResult> placing)
    {
        try
        {
            var result = await placing.ConfigureAwait(false);
            return new Result(request, result.Order, result.Problem);
        }
        catch (YallaTakeException exception)
        {
            // The panel was closed before this one began.
            return new Result(request, null, exception);
        }
        catch (OperationCanceledException)
        {
            return new Result(request, null, null);
        }
    }

    /// <summary>
    /// How to search for it, should its outcome be unknown; null when it is not searched for. A reference that was made up is its name from
    /// then on.
    /// </summary>
    private Func<YallaTakeException, Unsettled>? Again(PlannedOrder order, OrderIntent intent)
    {
        if (!Resolves(order) || !order.Panel.Ledger.Remembers)
            return null;

        var named = order.Reference is null ? order.Named(intent.Reference) : order;
        return problem => new Unsettled(named, problem);
    }

    /// <summary>An order whose outcome is unknown.</summary>
    private sealed record Unsettled(PlannedOrder Order, YallaTakeException Problem)
    {
        /// <summary>The panel on which it is unknown; null before it was looked for.</summary>
        public Panel? Panel { get; init; }
    }

    /// <summary>What became of an order.</summary>
    private sealed record Result(OrderRequest? Request, Order? Order, YallaTakeException? Error)
    {
        /// <summary>What is to be searched for; null when this is the outcome.</summary>
        public Unsettled? Unsettled { get; init; }

        /// <summary>Whether a search could not settle it.</summary>
        public bool IsSearched { get; init; }

        /// <summary>The order as it was to be placed; null when it could not be planned.</summary>
        public PlannedOrder? Planned { get; init; }

        /// <summary>How it was placed; null when nothing was.</summary>
        public OrderAttempt? Attempt { get; init; }

        /// <summary>How many of the refusals of the attempt the user has seen.</summary>
        public int Shown { get; init; }
    }
}
