using System.Globalization;
using System.Management.Automation;
using YallaTake.Batches;
using YallaTake.Client.Orders;
using YallaTake.Errors;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Search;
using YallaTake.Ledger.Store;
using YallaTake.Orders;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>
/// Places orders. Each is checked against its service, written to the ledger, and sent once. A reference makes it safe to run again.
/// </summary>
[Cmdlet(VerbsCommon.New, "YtOrder", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Order))]
public sealed class NewYtOrderCommand : OrderCommand
{
    private const int MostSearches = 3;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly OrderedWork<Result> _work;
    private readonly HashSet<OrderLedger> _ledgers = [];
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private readonly List<Unsettled> _unsettled = [];
    private readonly OrderTally _tally = new();
    private WorkProgress? _progress;
    private ErrorRecord? _end;
    private bool _hasOffer;
    private long _given;
    private long _settled;
    private bool _hasEnded;

    /// <summary>Prepares to order.</summary>
    public NewYtOrderCommand() => _work = new OrderedWork<Result>(Write, work => _progress!.WatchAsync(work, Report));

    /// <summary>How many orders are sent at once; the panel's own limit when not given. They come out in input order.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <summary>
    /// Searches for orders whose outcome is unknown, of this run or an earlier one: what was placed comes out, what was not is sent.
    /// </summary>
    [Parameter]
    public SwitchParameter ResolveUnknown { get; set; }

    /// <summary>An offer of Compare-YtService: its service is ordered on its panel. Only one is ordered, however many are piped.</summary>
    [Parameter(ValueFromPipeline = true)]
    public ServiceOffer? Offer { get; set; }

    private protected override Task BeginAsync()
    {
        _progress = new WorkProgress(this, "Placing orders");
        return base.BeginAsync();
    }

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        _ledgers.Add(panel.Ledger);
        _given++;

        OrderRequest? request = null;
        try
        {
            request = Request();
            if (Offer is not null && _hasOffer)
                throw SecondOffer();
            _hasOffer |= Offer is not null;

            // The same reference twice in one batch: the second must find the first.
            if (OrderReference.Normalize(request.Reference) is { } reference && !_underWay.Add(reference))
                await _work.FlushAsync();

            var check = await CheckAsync(panel, request, counted: null);
            request = check.Request;
            if (check.Existing is { } existing)
                await AddAsync(panel, request, _ => Task.FromResult(new OrderResult(existing, null)));
            else if (check.Problems is [{ Id: ErrorId.OrderOutcomeUnknown } unknown, ..] && Resolves(panel))
                _unsettled.Add(new Unsettled(panel, request, Terms, unknown));
            else if (check.Intent is not { } intent)
                await AddAsync(panel, request, _ => Task.FromResult(new OrderResult(null, check.Problems[0])));
            else if (ShouldProcess(Describe(panel, intent), "Place order"))
                await AddAsync(panel, request, answered => PlaceAsync(panel, intent, answered), Again(panel, request, intent));
        }
        catch (YallaTakeException exception)
        {
            await AddAsync(panel, request, _ => Task.FromResult(new OrderResult(null, exception)));
        }

        if (_end is not null)
            await EndAsync();
    }

    private protected override async Task EndAsync()
    {
        _hasEnded = true;
        await _work.FlushAsync();
        if (_end is null)
        {
            foreach (var refused in _unsettled.FindAll(unsettled => !MayResolve(unsettled)))
                _unsettled.Remove(refused);
        }

        // When nothing is on its way any more, which would leave the evidence in doubt.
        for (var turn = 1; turn <= MostSearches && _end is null && _unsettled.Count > 0; turn++)
        {
            if (!await ResolveAsync(isLast: turn == MostSearches))
                break;
        }

        await FinishAsync();
        foreach (var ledger in _ledgers.Where(ledger => ledger.Kept > 0))
            WriteWarning(
                $"The ledger {ledger.Address} cannot be reached. The outcome of {ledger.Kept} orders is stored on this computer and will "
                + "be added to the ledger when it is available again.");
        if (_end is not null)
            ThrowTerminatingError(_end);
    }

    private protected override async Task FinishAsync()
    {
        await _work.FlushAsync();
        _progress!.Complete();
        _unsettled.ForEach(unsettled => Write(new Result(unsettled.Request, null, unsettled.Problem)));
        _unsettled.Clear();
        _tally.Tell(this, isWhole: _hasEnded && _end is null, isStopped: false);
    }

    private bool Resolves(Panel panel) => ResolveUnknown || panel.ResolvesUnknown;

    private bool MayResolve(Unsettled unsettled)
    {
        var what = $"'{unsettled.Reference}' on {unsettled.Panel.Name}";
        const string action = "Search for the order, whose outcome is unknown, and send it again if it was not placed";
        if (ShouldProcess($"{action}: {what}", $"{action}: {what}?", "New-YtOrder", out var reason))
            return true;
        if (reason != ShouldProcessReason.WhatIf)
            Write(new Result(unsettled.Request, null, unsettled.Problem));
        return false;
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
            if (!searches.TryGetValue(unsettled.Panel, out var search))
                searches[unsettled.Panel] = search = unsettled.Panel.Desk.Search();
            _unsettled.Remove(unsettled);
            var (result, tryAgainAt) = await ResolveAsync(unsettled, search);
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
        var (panel, request, terms, _) = unsettled;
        try
        {
            var check = await panel.Desk.CheckAsync(request, terms, null, Call);
            if (check.Problems is [{ Id: ErrorId.OrderOutcomeUnknown }, ..])
            {
                var searching = panel.RunAsync(() => search.SearchAsync(unsettled.Reference, OrderSearch.UsualRequests, Call));
                var verdict = await WatchAsync(searching, $"Searching {panel.Name} for '{unsettled.Reference}'");
                WriteVerbose($"'{unsettled.Reference}': {verdict.Seen}");
                if (verdict.Outcome == SearchOutcome.Undecided)
                    return (new Result(request, null, verdict.StillUnknown()) { IsSearched = true }, verdict.TryAgainAt);
                if (await search.SettleAsync(verdict, StopToken) is { State: OrderState.Placed } placed)
                    return (new Result(request, placed, null), null);

                WriteVerbose($"'{unsettled.Reference}' was not placed, and is sent again.");
                check = await panel.Desk.CheckAsync(request, terms, null, Call);
            }

            if (check.Intent is not { } intent)
                return (new Result(request, check.Existing, check.Existing is null ? check.Problems[0] : null), null);
            return (await RunAsync(request, WatchAsync(PlaceAsync(panel, intent), "Placing orders")), null);
        }
        catch (YallaTakeException exception)
        {
            return (new Result(request, null, exception), null);
        }
    }

    private Task<OrderResult> PlaceAsync(Panel panel, OrderIntent intent, Action? answered = null) =>
        panel.RunAsync(() => panel.Desk.PlaceAsync(intent, Call, answered));

    // How to search for it, should its outcome be unknown. A reference that was made up is its name from then on.
    private Func<YallaTakeException, Unsettled>? Again(Panel panel, OrderRequest request, OrderIntent intent)
    {
        if (!Resolves(panel) || !panel.Ledger.Remembers)
            return null;

        var (named, terms) = (request.Named(intent.Reference), Terms);
        return problem => new Unsettled(panel, named, terms, problem);
    }

    /// <summary>Waits for the orders under way: they are settled even when the pipeline is stopped.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (var result in _work.Wait())
            _tally.Add(result.Request, result.Order, result.Error);
        _unsettled.ForEach(unsettled => _tally.Add(unsettled.Request, null, unsettled.Problem));
        _unsettled.Clear();
        _tally.Tell(this, isWhole: false, isStopped: true);
    }

    private Task AddAsync(
        Panel panel, OrderRequest? request, Func<Action, Task<OrderResult>> place, Func<YallaTakeException, Unsettled>? again = null) =>
        _work.AddAsync(
            panel.Desk.ThrottleLimit(ThrottleLimit > 0 ? ThrottleLimit : panel.ThrottleLimit),
            async answered => await RunAsync(request, place(answered)).ConfigureAwait(false) is var result
                && result.Error is { Id: ErrorId.OrderOutcomeUnknown } unknown
                    ? result with { Unsettled = again?.Invoke(unknown) }
                    : result);

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

    private void Write(Result result)
    {
        if (result.Unsettled is { } unsettled)
        {
            WriteVerbose($"{unsettled.Problem.Message} It is searched for when the other orders are settled.");
            _unsettled.Add(unsettled);
            return;
        }

        _settled++;
        _tally.Add(result.Request, result.Order, result.Error);
        Report();
        if (result.Order is not null)
            WriteObject(result.Order);

        // Orders under way still come out before the pipeline ends.
        if (result.Error is { } error && _end is null && ErrorRecords.EndsPipeline(error))
            _end = ErrorRecords.From(error, result.Request);
        else if (result.Error is not null)
            WriteError(ErrorRecords.From(result.Error, result.Request));
    }

    private static YallaTakeException SecondOffer() => new(
        ErrorId.FieldInvalid,
        "Only one offer is ordered, and another one was piped before. Nothing was sent for this one. Choose one with "
        + "Select-Object -First 1.");

    private void Report() => _progress!.Report(() => _hasEnded ? $"{_settled} of {_given} settled" : $"{_settled} settled so far");

    private static string Describe(Panel panel, OrderIntent intent)
    {
        var count = intent.Estimate.Count is { } known ? known.ToString(CultureInfo.InvariantCulture) : "no upper bound";
        var charge = intent.Estimate.Charge is { } price
            ? string.Format(CultureInfo.InvariantCulture, "about {0:0.########} {1}", price, panel.Currency).TrimEnd()
            : "no upper bound";
        return $"service {intent.Service.ServiceId} '{intent.Service.Name}' on {panel.Name}: "
            + $"{count} for {intent.Request.Link}, charge {charge}";
    }

    private sealed record Result(OrderRequest? Request, Order? Order, YallaTakeException? Error)
    {
        /// <summary>What is to be searched for; null when this is the outcome.</summary>
        public Unsettled? Unsettled { get; init; }

        /// <summary>Whether a search could not settle it.</summary>
        public bool IsSearched { get; init; }
    }

    private sealed record Unsettled(Panel Panel, OrderRequest Request, OrderTerms Terms, YallaTakeException Problem)
    {
        public string Reference => OrderReference.Normalize(Request.Reference)!;
    }
}
