using System.Management.Automation;
using YallaTake.Client.Orders;
using YallaTake.Ledger.Desk;
using YallaTake.Orders;

namespace YallaTake.Commands;

/// <summary>Calculates what orders would count and cost, and what would be refused of them. Sends no order.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "YtOrder")]
[OutputType(typeof(Quote))]
public sealed class MeasureYtOrderCommand : OrderCommand
{
    // What the orders before this one would spend on their panels: limits and funds are used up row by row.
    private readonly Dictionary<Panel, decimal> _counted = [];

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        OrderRequest? request = null;
        await EmitAsync<Quote>(async () => Quote(panel, await CheckAsync(panel, request = Request(), Counted(panel))), () => request);
    }

    private Quote Quote(Panel panel, OrderCheck check)
    {
        if (check.Intent is not null)
            _counted[panel] = Counted(panel) + (check.Estimate.Charge ?? 0);

        return new Quote
        {
            Reference = check.Request.Reference,
            ServiceId = check.Request.ServiceId,
            ServiceName = check.Service?.Name ?? check.Existing?.ServiceName,
            Link = check.Request.Link,
            Fields = check.Request.Fields,
            OfPanel = check.Request.OfPanel,
            Count = check.Existing?.Count ?? check.Estimate.Count,
            Rate = check.Service?.Rate,
            EstimatedCharge = check.Existing is null ? check.Estimate.Charge : 0,
            Currency = panel.Currency,
            PlacedOrderId = check.Existing?.OrderId,
            Problem = [.. check.Problems.Select(problem => $"{problem.Id}: {problem.Message}")],
            Panel = panel.Name,
        };
    }

    private decimal Counted(Panel panel) => _counted.TryGetValue(panel, out var charges) ? charges : 0;
}
