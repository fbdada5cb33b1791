using System.Globalization;
using System.Management.Automation;
using YallaTake.Batches;
using YallaTake.Client.Orders;
using YallaTake.Errors;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
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
    private readonly OrderedWork<Result> _work;
    private readonly HashSet<OrderLedger> _ledgers = [];
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
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
            else if (check.Intent is not { } intent)
                await AddAsync(panel, request, _ => Task.FromResult(new OrderResult(null, check.Problems[0])));
            else if (ShouldProcess(Describe(panel, intent), "Place order"))
                await AddAsync(panel, request, answered => panel.RunAsync(() => panel.Desk.PlaceAsync(intent, Call, answered)));
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
    }

    /// <summary>Waits for the orders under way: they are settled even when the pipeline is stopped.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _work.Wait();
    }

    private Task AddAsync(Panel panel, OrderRequest? request, Func<Action, Task<OrderResult>> place) =>
        _work.AddAsync(
            panel.Desk.ThrottleLimit(ThrottleLimit > 0 ? ThrottleLimit : panel.ThrottleLimit),
            answered => RunAsync(request, place(answered)));

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

    private sealed record Result(OrderRequest? Request, Order? Order, YallaTakeException? Error);
}
