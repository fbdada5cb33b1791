using System.Management.Automation;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Reckons what orders would count and cost, and what would be refused of them. Sends no order.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "YtOrder")]
[OutputType(typeof(Quote))]
public sealed class MeasureYtOrderCommand : OrderCommand
{
    // What the orders before this one would spend on their panels: limits and funds are used up row by row.
    private readonly Dictionary<Panel, decimal> _counted = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        var request = Request();
        Quote quote;
        try
        {
            quote = await ReckonAsync(panel, request);
        }
        catch (YallaTakeException exception)
        {
            WriteFailure(exception, WithoutKey(panel, request));
            return;
        }

        WriteObject(quote);
    }

    private async Task<Quote> ReckonAsync(Panel panel, OrderRequest request)
    {
        if (KeyGiven(panel, request) is { } given)
            throw given;

        var (placed, problem) = await RecallAsync(panel, request);
        var service = (await ReadCatalogueAsync(panel)).TryGetValue(ServiceId, out var found) ? found : null;
        var estimate = service is null ? default : OrderEstimate.Of(service, request);

        List<YallaTakeException> problems = problem is null ? [] : [problem];
        if (placed is null && service is null)
            problems.Add(NoSuchService(panel));
        else if (placed is null)
            problems.AddRange(await ProblemsNowAsync(panel, request, service!, estimate, problem is null));

        if (placed is null && problems.Count == 0)
            _counted[panel] = Counted(panel) + (estimate.Charge ?? 0);

        return new Quote
        {
            Reference = request.Reference,
            ServiceId = ServiceId,
            ServiceName = service?.Name,
            Link = request.Link,
            Quantity = estimate.Count,
            Rate = service?.Rate,
            EstimatedCharge = placed is null ? estimate.Charge : 0,
            Currency = panel.Currency,
            PlacedOrderId = placed?.OrderId,
            Problem = [.. problems.Select(each => $"{each.Id}: {each.Message}")],
            Panel = panel.Name,
        };
    }

    private async Task<(Order? Placed, YallaTakeException? Problem)> RecallAsync(Panel panel, OrderRequest request)
    {
        if (string.IsNullOrEmpty(Reference) || panel.Ledger is not { } ledger)
            return default;

        try
        {
            return (await ledger.RecallAsync(Reference!, request), null);
        }
        catch (YallaTakeException exception) when (exception.Id is ErrorId.ReferenceMismatch or ErrorId.OrderOutcomeUnknown)
        {
            return (null, exception);
        }
    }

    // All that stands against it: by itself, by the ledger, by the account's funds.
    private async Task<List<YallaTakeException>> ProblemsNowAsync(Panel panel, OrderRequest request, Service service, OrderEstimate estimate, bool referenceIsFree)
    {
        var problems = Problems(service, request, estimate).ToList();
        var counted = Counted(panel);
        var intent = await IntendAsync(panel, referenceIsFree && !string.IsNullOrEmpty(Reference) ? Reference! : NewReference(), request, service, estimate);
        if (panel.Ledger is { } ledger && await ledger.PreviewAsync(intent, counted) is { } forbidden)
            problems.Add(forbidden);
        if (counted + estimate.Charge > intent.BalanceBefore)
            problems.Add(new YallaTakeException(ErrorId.InsufficientFunds, FormattableString.Invariant($"The balance of {intent.BalanceBefore:0.########} does not cover {estimate.Charge:0.########} after {counted:0.########} for the orders before.")));

        return problems;
    }

    private decimal Counted(Panel panel) => _counted.TryGetValue(panel, out var charges) ? charges : 0;
}
