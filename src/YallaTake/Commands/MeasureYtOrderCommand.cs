using System.Management.Automation;
using YallaTake.Client.Orders;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Orders;

namespace YallaTake.Commands;

/// <summary>Calculates what orders would count and cost, and what would be refused of them. Sends no order.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "YtOrder")]
[OutputType(typeof(Quote), typeof(OrderSummary))]
public sealed class MeasureYtOrderCommand : OrderCommand
{
    private readonly List<MeasuredOrders> _measured = [];

    /// <summary>Emits one object for each panel instead of one for each order: what its orders add up to.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    private protected override async Task OrderAsync()
    {
        var measured = await MeasuredAsync(await GetPanelAsync());
        OrderRequest? request = null;
        OrderCheck check;
        try
        {
            check = measured.Add(await CheckAsync(measured.Panel, request = Request(measured.Panel), measured.Charges));
        }
        catch (YallaTakeException exception)
        {
            measured.Add(exception);
            WriteFailure(exception, request, Row);
            return;
        }

        if (!Summary)
            WriteObject(Quote(measured.Panel, check));
    }

    private protected override async Task EndAsync()
    {
        await base.EndAsync();
        if (!Summary)
            return;
        if (_measured.Count == 0)
            await MeasuredAsync(await GetPanelAsync());
        foreach (var measured in _measured)
            WriteObject(await SummarizeAsync(measured));
    }

    private async Task<OrderSummary> SummarizeAsync(MeasuredOrders measured)
    {
        var panel = measured.Panel;
        return measured.Summarize(
            panel.SpendLimit is null ? null : await OrEndAsync(panel.Ledger.GetSpentAsync(panel.SpendWindow, StopToken), panel.Name));
    }

    private async ValueTask<MeasuredOrders> MeasuredAsync(Panel panel)
    {
        if (_measured.Find(orders => orders.Panel == panel) is { } known)
            return known;

        var asked = Summary ? panel.Desk.Balance.GetRecentAsync(Call, refresh: true) : Task.FromResult<BalanceReading?>(null);
        var reading = await OrEndAsync(WatchAsync(asked, $"Asking {panel.Name} for the balance"), panel.Name);
        var measured = new MeasuredOrders(panel) { Balance = reading?.Balance };
        _measured.Add(measured);
        return measured;
    }

    private Quote Quote(Panel panel, OrderCheck check)
    {
        var comesBack = check.Intent is null && check.Problems.Count == 0;
        return new Quote
        {
            Reference = check.Request.Reference,
            ServiceId = check.Request.ServiceId,
            ServiceName = check.Service?.Name ?? check.Existing?.ServiceName,
            Link = check.Request.Link,
            Fields = check.Request.Fields,
            OfPanel = check.Request.OfPanel,
            Unread = check.Request.Unread,
            MaximumRate = Terms.MaximumRate,
            MaximumCharge = Terms.MaximumCharge,
            Count = check.Existing?.Count ?? check.Estimate.Count,
            Rate = check.Service?.Rate,
            EstimatedCharge = comesBack ? 0 : check.Estimate.Charge,
            Currency = panel.Currency,
            PlacedOrderId = check.Existing?.OrderId,
            Problem = [.. check.Problems.Select(YallaTake.Quote.Text)],
            Panel = panel.Name,
        };
    }
}
