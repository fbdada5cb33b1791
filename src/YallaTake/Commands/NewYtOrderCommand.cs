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
    private WorkProgress? _progress;
    private ErrorRecord? _end;
    private long _given;
    private long _settled;

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
                await AddAsync(panel, request, answered => panel.RunAsync(() => panel.Desk.PlaceAsync(intent, Call, answered)), Terms);
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

        // When nothing is on its way any more, which would leave the evidence in doubt.
        foreach (var unsettled in _unsettled.ToArray())
        {
            _unsettled.Remove(unsettled);
            var result = await ResolveAsync(unsettled);
            if (result is not null)
                Write(result with { Retry = null });
        }
    }

    private bool Resolves(Panel panel) => ResolveUnknown || panel.ResolvesUnknown;

    // Null when it is not to be settled: only what would happen is shown.
    private async Task<Result?> ResolveAsync(Unsettled unsettled)
    {
        var (panel, request, terms, _) = unsettled;
        var reference = OrderReference.Normalize(request.Reference)!;
        try
        {
            if (!ShouldProcess($"'{reference}' on {panel.Name}", "Search for the order, whose outcome is unknown, and settle it"))
                return null;
            if (await SearchAsync(panel, reference) is { State: OrderState.Placed } placed)
                return new Result(request, placed, null);

            var check = await panel.Desk.CheckAsync(request, terms, null, Call);
            if (check.Intent is not { } intent)
                return new Result(request, check.Existing, check.Existing is null ? check.Problems[0] : null);

            WriteVerbose($"'{reference}' was not placed, and is sent again.");
            var placing = panel.RunAsync(() => panel.Desk.PlaceAsync(intent, Call));
            return await RunAsync(request, WatchAsync(placing, "Placing orders"));
        }
        catch (YallaTakeException exception)
        {
            return new Result(request, null, exception);
        }
    }

    private async Task<Order> SearchAsync(Panel panel, string reference)
    {
        for (var turn = 1; ; turn++)
        {
            var search = panel.Desk.Search();
            var searching = panel.RunAsync(() => search.SearchAsync(reference, OrderSearch.UsualRequests, Call));
            var verdict = await WatchAsync(searching, $"Searching {panel.Name} for '{reference}'");
            WriteVerbose($"'{reference}': {verdict.Seen}");
            if (verdict.Outcome != SearchOutcome.Undecided)
                return await search.SettleAsync(verdict, StopToken);
            if (turn == MostSearches || verdict.TryAgainAt - Time.GetUtcNow() is not { } wait || wait > LongestWait)
                throw verdict.StillUnknown();

            WriteVerbose($"Waiting until {verdict.TryAgainAt:u}, when the panel cannot accept '{reference}' any more.");
            var progress = new WorkProgress(this, $"Waiting until '{reference}' cannot be accepted any more");
            await progress.WatchAsync(
                Time.Delay(wait + TimeSpan.FromSeconds(1), StopToken), () => verdict.Seen, () => wait - progress.Elapsed);
            progress.Complete();
        }
    }

    /// <summary>Waits for the orders under way: they are settled even when the pipeline is stopped.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _work.Wait();
    }

    private Task AddAsync(Panel panel, OrderRequest? request, Func<Action, Task<OrderResult>> place, OrderTerms? terms = null)
    {
        // One without a reference of the caller's could not be recognised when it is sent again.
        var isRecognised = terms is not null && OrderReference.Normalize(request?.Reference) is not null && Resolves(panel);
        return _work.AddAsync(
            panel.Desk.ThrottleLimit(ThrottleLimit > 0 ? ThrottleLimit : panel.ThrottleLimit),
            async answered => await RunAsync(request, place(answered)).ConfigureAwait(false) is var result
                && isRecognised && result.Error is { Id: ErrorId.OrderOutcomeUnknown } unknown
                    ? result with { Retry = new Unsettled(panel, request!, terms!, unknown) }
                    : result);
    }

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
        if (result.Retry is { } unsettled)
        {
            WriteVerbose($"{unsettled.Problem.Message} It is searched for when the other orders are settled.");
            _unsettled.Add(unsettled);
            return;
        }

        _settled++;
        Report();
        if (result.Order is not null)
            WriteObject(result.Order);

        // Orders under way still come out before the pipeline ends.
        if (result.Error is { } error && _end is null && ErrorRecords.EndsPipeline(error))
            _end = ErrorRecords.From(error, result.Request);
        else if (result.Error is not null)
            WriteError(ErrorRecords.From(result.Error, result.Request));
    }

    private void Report() => _progress!.Report(() => $"{_settled} of {_given} settled");

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
        public Unsettled? Retry { get; init; }
    }

    private sealed record Unsettled(Panel Panel, OrderRequest Request, OrderTerms Terms, YallaTakeException Problem);
}
