using System.Management.Automation;
using YallaTake.Client.Orders;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Orders;

namespace YallaTake.Commands;

/// <summary>Calculates what orders would count and cost, and what would be refused of them. Sends no order.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "YtOrder")]
[OutputType(typeof(Quote))]
public sealed class MeasureYtOrderCommand : OrderCommand
{
    // What the orders before this one would spend on their panels: limits and funds are used up row by row.
    private readonly Dictionary<Panel, decimal> _counted = [];

    // Which of them would be open, by what would overlap with it.
    private readonly Dictionary<(Panel, string), string> _open = [];

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        OrderRequest? request = null;
        await EmitAsync<Quote>(async () => Quote(panel, await CheckAsync(panel, request = Request(), Counted(panel))), () => request);
    }

    private Quote Quote(Panel panel, OrderCheck check)
    {
        if (check.Intent is { NoOverlap: true } intent && Overlapping(panel, intent) is { } reference)
            check = check with { Problems = [ClaimRules.Overlaps(intent, reference)], Intent = null };
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

    // The reference of an order before it that would be open; null for none: then this one is.
    private string? Overlapping(Panel panel, OrderIntent intent)
    {
        foreach (var place in intent.Places)
        {
            if (_open.TryGetValue((panel, place), out var reference) && reference != intent.Reference)
                return reference;
        }

        foreach (var place in intent.Places)
            _open[(panel, place)] = intent.Reference;
        return null;
    }

    private decimal Counted(Panel panel) => _counted.TryGetValue(panel, out var charges) ? charges : 0;
}
