using System.Management.Automation;
using YallaTake.Batches;
using YallaTake.Client.Orders;
using YallaTake.Errors;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Orders;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>
/// Places orders. Each is checked against its service, written to the ledger, and sent once. A reference makes it safe to run again.
/// </summary>
[Cmdlet(VerbsCommon.New, "YtOrder", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Order))]
public sealed partial class NewYtOrderCommand : OrderCommand
{
    private readonly OrderedWork<Result> _work;
    private readonly HashSet<OrderLedger> _ledgers = [];
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private readonly List<(ServiceOffer Offer, Panel Panel, OrderRequest Request)> _offers = [];
    private readonly OrderTally _tally = new();
    private WorkProgress? _progress;
    private ServiceOffer? _leftOut;

    // Why the pipeline is to end, and nothing new is sent; null while it goes on.
    private ErrorRecord? _end;

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
    /// Offers of Compare-YtService. They are one order: the first is the choice, and the others are its fallbacks.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    public ServiceOffer? Offer { get; set; }

    /// <summary>
    /// Other services on other panels, in order, for when the choice surely refuses. The order's reference is one for the whole ledger.
    /// </summary>
    [Parameter]
    public ServiceOffer[] Fallback { get; set; } = [];

    // A comparison that finds nothing is null.
    private protected override bool MayBeBlank(string parameter) => parameter == nameof(Fallback) || base.MayBeBlank(parameter);

    private protected override Task BeginAsync()
    {
        _progress = new WorkProgress(this, "Placing orders");
        Fallback = [.. (Fallback ?? []).Where(offer => offer is not null && HasRate(offer))];
        return base.BeginAsync();
    }

    private protected override async Task OrderAsync()
    {
        if (Offer is null)
        {
            var panel = await GetPanelAsync();
            await OrderAsync(panel, Request(panel), Fallback, MyInvocation.BoundParameters.ContainsKey(nameof(Fallback)));
        }
        else if (HasRate(Offer))
        {
            var panel = await GetPanelAsync();
            _offers.Add((Offer, panel, Request(panel)));
        }
        else
        {
            _leftOut = Offer;
        }

        if (_end is not null)
            await EndAsync();
    }

    private protected override async Task EndAsync()
    {
        _hasEnded = true;

        // Only now are all of them known.
        if (_end is null && _offers.Count > 0)
        {
            var (_, panel, request) = _offers[0];
            await OrderAsync(panel, request, [.. _offers.Skip(1).Select(offered => offered.Offer), .. Fallback], isLedgerWide: true);
        }
        else if (_leftOut is not null)
        {
            WriteFailure(new YallaTakeException(ErrorId.FieldInvalid, "No offer has a known rate. Nothing was sent."), _leftOut);
        }

        await _work.FlushAsync();
        await ResolveAllAsync();
        await FinishAsync();
        await base.EndAsync();
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
        foreach (var result in TakeUnsettled())
            Write(result);
        _tally.Report(this, isWhole: _hasEnded && _end is null, isStopped: false);
    }

    // Offers that are left out, or of a panel that did not answer, may be there in another run.
    private async Task OrderAsync(Panel panel, OrderRequest request, IReadOnlyList<ServiceOffer> fallbacks, bool isLedgerWide)
    {
        _ledgers.Add(panel.Ledger);
        _given++;
        try
        {
            var order = await PlanAsync(panel, request, fallbacks, Terms with { IsLedgerWide = isLedgerWide });
            order.ThrowIfLimitsDiffer();
            await WatchAsync(order.ThrowIfApartAsync(StopToken), "Opening the ledger");

            // The same reference twice in one batch: the second must find the first.
            if (order.Reference is { } reference && !_underWay.Add(reference))
                await _work.FlushAsync();

            var attempt = order.Begin();
            var check = await WatchAsync(attempt.CheckAsync(Call), $"Reading the services of {panel.Name}");
            WarnOf(attempt, after: 0);
            WarnOfLink(check);
            request = check.Request;
            if (check.Intent is null)
                await WidenAsync(order, check);

            if (check.Existing is { } existing)
            {
                // Not on the pipeline's thread, which may wait for it when it has ended.
                await AddAsync(
                    order,
                    request,
                    async _ => new OrderResult(await order.OfItsPanelAsync(existing, StopToken).ConfigureAwait(false), null));
            }
            else if (check.Problems is [{ Id: ErrorId.OrderOutcomeUnknown } unknown, ..] && Resolves(order))
                _unsettled.Add(new Unsettled(order, unknown));
            else if (check.Intent is not { } intent)
                await RefuseAsync(order.Panel, request, check.Problems[0], order);
            else if (ShouldProcess(Describe(attempt, intent), "Place order"))
                await AddAsync(order, request, answered => PlaceAsync(order, attempt, intent, answered), attempt, Again(order, intent));
        }
        catch (YallaTakeException exception)
        {
            await RefuseAsync(panel, request, exception);
        }
    }

    // Errors come out in input order. With ErrorAction Stop no order after one that is known to fail may be sent meanwhile.
    private async Task RefuseAsync(Panel panel, OrderRequest request, YallaTakeException problem, PlannedOrder? planned = null)
    {
        await AddAsync(panel, request, _ => Task.FromResult(new OrderResult(null, problem)), planned: planned);
        if (StopsAtErrors)
            await _work.FlushAsync();
    }

    // In a script's own scope the preference is a text.
    private bool StopsAtErrors =>
        LanguagePrimitives.TryConvertTo<ActionPreference>(
            MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var given) ? given : GetVariableValue("ErrorActionPreference"),
            out var preference)
        && preference is ActionPreference.Stop or ActionPreference.Inquire;

    private async Task<PlannedOrder> PlanAsync(
        Panel panel, OrderRequest request, IReadOnlyList<ServiceOffer> fallbacks, OrderTerms terms)
    {
        var choices = new List<(Panel, OrderRequest)> { (panel, request) };
        foreach (var offer in fallbacks)
        {
            var other = await GetPanelAsync(new PanelReference(offer.Panel));
            if (!choices.Exists(choice => choice.Item1 == other && choice.Item2.ServiceId.Equals(offer.ServiceId)))
                choices.Add((other, request.For(PanelId.Of(offer.ServiceId))));
        }

        return new PlannedOrder(choices, terms, Session.Panels);
    }

    // An offer that nobody can compare is nobody's choice.
    private bool HasRate(ServiceOffer offer)
    {
        if (offer.Rate is null)
            WriteWarning(
                $"Service {offer.ServiceId} on {offer.Panel} is left out, because its rate is not known in the currency of the comparison. "
                + $"{offer.Problem}");
        return offer.Rate is not null;
    }

    // Whoever comes later, without fallbacks or with others, must see it too.
    private async Task WidenAsync(PlannedOrder order, OrderCheck check)
    {
        var isKnown = check.Existing is not null
            || check.Problems is [{ Id: ErrorId.OrderOutcomeUnknown or ErrorId.ReferenceMismatch }, ..];
        if (isKnown && check.Existing is not { IsLedgerWide: true } && order.Terms.IsLedgerWide && !IsWhatIf)
            await WatchAsync(order.Panel.Ledger.WidenAsync(order.Reference!, StopToken), "Writing the reference down");
    }

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? (SwitchParameter)given
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    // Warns of what the panels said, and of a price that rose on the last one.
    private void WarnOf(OrderAttempt attempt, int after)
    {
        foreach (var refusal in attempt.Refusals.Skip(after))
            WriteWarning(refusal);
        if (attempt.Check is { } check)
            Warn(attempt.Choice.Desk.Panel, check);
    }

    /// <summary>Waits for the orders under way: they are settled even when the pipeline is stopped.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (var result in _work.Wait().Concat(TakeUnsettled()))
        {
            _tally.Add(result.Request, result.Order, result.Error);
            if (result.Planned is { Panel.Ledger.Remembers: false })
                OrderTally.ReportLost(this, result.Order, result.Error);
        }

        _tally.Report(this, isWhole: false, isStopped: true);
    }

    private Task AddAsync(
        PlannedOrder order,
        OrderRequest request,
        Func<Action, Task<OrderResult>> place,
        OrderAttempt? attempt = null,
        Func<YallaTakeException, Unsettled>? again = null) => AddAsync(order.Panel, request, place, attempt, again, order);

    private Task AddAsync(
        Panel panel,
        OrderRequest? request,
        Func<Action, Task<OrderResult>> place,
        OrderAttempt? attempt = null,
        Func<YallaTakeException, Unsettled>? again = null,
        PlannedOrder? planned = null)
    {
        var shown = attempt?.Refusals.Count ?? 0;
        return _work.AddAsync(
            panel.Desk.ThrottleLimit(ThrottleLimit > 0 ? ThrottleLimit : panel.ThrottleLimit),
            async answered =>
            {
                var result = await RunAsync(request, place(answered)).ConfigureAwait(false) with
                {
                    Planned = planned,
                    Attempt = attempt,
                    Shown = shown,
                };
                return result.Error is { Id: ErrorId.OrderOutcomeUnknown } unknown
                    ? result with { Unsettled = again?.Invoke(unknown) }
                    : result;
            });
    }

    private void Write(Result result)
    {
        if (result.Attempt is { } attempt)
            WarnOf(attempt, result.Shown);
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
        {
            WarnIfElsewhere(result);
            WriteObject(result.Order);
        }

        // Orders under way still come out before the pipeline ends.
        if (result.Error is { } error && _end is null && ErrorRecords.EndsPipeline(error))
            _end = ErrorRecords.From(error, Target(result));
        else if (result.Error is not null)
            WriteError(ErrorRecords.From(result.Error, Target(result)));
    }

    // Who orders the target of an error again must not buy twice what may have been bought under a made-up reference.
    private static OrderRequest? Target(Result result) =>
        result is { Request: { Reference: null } unnamed, Attempt.Reference: { } reference }
            && result.Error is { Id: ErrorId.OrderOutcomeUnknown or ErrorId.OrderNotRecorded }
            ? unnamed.Named(reference)
            : result.Request;

    // It may be the trace of a reference that was meant for another order.
    private void WarnIfElsewhere(Result result)
    {
        if (result is { Order: { Existing: true } order, Planned: { } planned } && !planned.MayBe(order))
            WriteWarning(FormattableString.Invariant(
                $"The order with reference '{order.Reference}' was placed before at {order.CreatedAt:u} on {order.Panel}, as service ")
                + $"{order.ServiceId}, which this order does not name. It is not ordered again. "
                + "If you want another order, give it a reference of its own.");
    }

    private void Report() => _progress!.Report(() => _hasEnded ? $"{_settled} of {_given} settled" : $"{_settled} settled so far");

    private static string Describe(OrderAttempt attempt, OrderIntent intent)
    {
        var count = intent.Estimate.Count is { } known ? OrderPrompt.Number(known) : "no upper bound";
        var charge = intent.Estimate.Charge is { } price ? $"about {OrderPrompt.Money(price, intent.Currency)}" : "no upper bound";
        var fallbacks = string.Join(", ", attempt.Fallbacks.Select(other => $"service {other.Request.ServiceId} on {other.Desk.Panel}"));
        return $"service {intent.Service.ServiceId} '{intent.Service.Name}' on {attempt.Choice.Desk.Panel}: "
            + $"{count} for {intent.Request.Link}, charge {charge}"
            + (fallbacks.Length == 0 ? string.Empty : $"; if it is refused there, {fallbacks}");
    }
}
