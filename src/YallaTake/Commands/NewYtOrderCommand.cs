using System.Globalization;
using System.Management.Automation;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Places orders. Each is checked against its service, written down, and sent once; a reference makes it safe to run again.</summary>
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

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _progress = new WorkProgress(this, "Placing orders");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        if (panel.Ledger is { } ledger)
            _ledgers.Add(ledger);
        var request = Request();
        if (!string.IsNullOrWhiteSpace(Reference) && !_underWay.Add(Reference!))
        {
            // The same reference twice in one batch: the second is to find the first.
            await _work.FlushAsync();
        }

        if (KeyGiven(panel, request) is { } given)
        {
            await _work.FlushAsync();
            WriteFailure(given, WithoutKey(panel, request));
            return;
        }

        Func<Action, Task<Order>>? place;
        try
        {
            place = await PrepareAsync(panel, request);
        }
        catch (YallaTakeException exception)
        {
            place = _ => Task.FromException<Order>(exception);
        }

        if (place is not null)
        {
            var limit = ThrottleLimit > 0 ? ThrottleLimit : panel.ThrottleLimit;
            await _work.AddAsync(limit, answered => RunAsync(request, () => panel.RunAsync(() => place(answered))));
        }

        _given++;
        if (_end is not null)
            await EndAsync();
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        await FinishAsync();
        foreach (var ledger in _ledgers.Where(ledger => ledger.Kept > 0))
            WriteWarning($"The ledger {ledger.Address} is out of reach. What {ledger.Kept} orders came to is kept on this machine, and is written down by the next cmdlet that finds the ledger back.");
        if (_end is not null)
            ThrowTerminatingError(_end);
    }

    private protected override async Task FinishAsync()
    {
        await _work.FlushAsync();
        _progress!.Complete();
    }

    /// <summary>Waits for the orders that are on their way: whoever stops the pipeline, they are settled.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _work.Wait();
    }

    // Checks the order and asks the user; what comes back sends it. Null when the user does not want it.
    private async Task<Func<Action, Task<Order>>?> PrepareAsync(Panel panel, OrderRequest request)
    {
        if (panel.Ledger is null && (Reference is { Length: > 0 } || NoDuplicateWithin is not null))
            throw NoLedger(panel);
        if (Reference is { Length: > 0 } reference && await panel.Ledger!.RecallAsync(reference, request) is { } before)
            return _ => Task.FromResult(before);

        var service = await FindServiceAsync(panel);
        var estimate = OrderEstimate.Of(service, request);
        if (Problems(service, request, estimate).FirstOrDefault() is { } problem)
            throw problem;
        if (!ShouldProcess(Describe(panel, service, request, estimate), "Place order"))
            return null;

        if (panel.Ledger is null)
            return _ => SendAsync(panel, service, request, estimate, Time.GetUtcNow(), Call);

        var placer = new OrderPlacer(panel.Client, panel.Ledger, Time);
        var intent = await IntendAsync(panel, Reference is { Length: > 0 } ? Reference : NewReference(), request, service, estimate);
        return answered => placer.PlaceAsync(intent, Call, answered);
    }

    private static async Task<Result> RunAsync(OrderRequest request, Func<Task<Order>> place)
    {
        try
        {
            return new Result(request, await place().ConfigureAwait(false), null);
        }
        catch (YallaTakeException exception)
        {
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

        // What is on its way still comes out before the pipeline ends.
        if (result.Error is { } error && _end is null && ErrorRecords.EndsPipeline(error))
            _end = ErrorRecords.From(error, result.Request);
        else if (result.Error is not null)
            WriteError(ErrorRecords.From(result.Error, result.Request));
        else if (result.Order is not null)
            WriteObject(result.Order);
    }

    private void Report() => _progress!.Report(() => $"{_settled} of {_given} settled");

    private static async Task<Order> SendAsync(Panel panel, Service service, OrderRequest request, OrderEstimate estimate, DateTimeOffset now, PanelCall call)
    {
        var outcome = await panel.Client.AddAsync(request, call).ConfigureAwait(false);
        if (outcome.State == OrderState.Unknown)
        {
            throw new YallaTakeException(
                ErrorId.OrderOutcomeUnknown,
                $"The order of service {service.Id} for {request.Link} was sent, and it is not known whether it was placed. {outcome.Failure!.Message} Look on the panel before you order again.",
                outcome.Failure);
        }

        if (outcome.Failure is not null)
            throw outcome.Failure;

        return new Order
        {
            OrderIdText = outcome.OrderId,
            ServiceId = service.Id,
            ServiceName = service.Name,
            Link = request.Link,
            Quantity = estimate.Count,
            EstimatedCharge = estimate.Charge,
            Currency = panel.Currency,
            State = OrderState.Placed,
            CreatedAt = now,
            SettledAt = now,
            Panel = panel.Name,
        };
    }

    private static string Describe(Panel panel, Service service, OrderRequest request, OrderEstimate estimate)
    {
        var count = estimate.Count is { } known ? known.ToString(CultureInfo.InvariantCulture) : "no upper bound";
        var charge = estimate.Charge is { } price ? string.Format(CultureInfo.InvariantCulture, "about {0:0.########} {1}", price, panel.Currency).TrimEnd() : "no upper bound";
        return $"service {service.Id} '{service.Name}' on {panel.Name}: {count} for {request.Link}, charge {charge}";
    }

    private sealed record Result(OrderRequest Request, Order? Order, YallaTakeException? Error);
}
