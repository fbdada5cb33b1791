using System.Globalization;
using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Search;
using YallaTake.Ledger.Store;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>
/// Settles an order whose outcome is unknown, by what you saw on the panel or by a search. With the reference alone it shows what is known.
/// </summary>
[Cmdlet(
    VerbsDiagnostic.Resolve,
    "YtOrder",
    DefaultParameterSetName = "Show",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(OrderInquiry), ParameterSetName = ["Show"])]
[OutputType(typeof(Order), ParameterSetName = ["Placed", "NotPlaced", "Search"])]
public sealed class ResolveYtOrderCommand : PanelCommand
{
    private readonly Dictionary<Panel, OrderSearch> _searches = [];

    /// <summary>The order's name; with -Search, wildcards, and every order whose outcome is unknown when it is not given.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Show")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Placed")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "NotPlaced")]
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Search")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(UnsettledReferenceCompleter))]
    public string Reference { get; set; } = string.Empty;

    /// <summary>The id under which the panel has the order; the panel is asked whether it does.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Placed")]
    [PanelIdTransformation(One = true)]
    [Alias("order")]
    public PanelId? OrderId { get; set; }

    /// <summary>The panel does not have the order: it may be placed again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "NotPlaced")]
    public SwitchParameter NotPlaced { get; set; }

    /// <summary>Searches for evidence: the account's ids on the panel, and the fall of the balance.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Search")]
    public SwitchParameter Search { get; set; }

    /// <summary>How many requests the search for an order may take.</summary>
    [Parameter(ParameterSetName = "Search")]
    [NumberTransformation]
    [ValidateRange(1, int.MaxValue)]
    public int MaximumRequests { get; set; } = OrderSearch.UsualRequests;

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        if (Search)
        {
            await SearchAsync(panel);
            return;
        }

        await EmitAsync(() => ResolveAsync(panel, OrderReference.Normalize(Reference) ?? Reference), () => Reference);
    }

    private async Task<object?> ResolveAsync(Panel panel, string reference)
    {
        var inquiry = await InquireAsync(panel, reference);
        if (ParameterSetName == "Show")
            return inquiry;

        var status = NotPlaced ? null : await panel.Client.Status.AskAsync(OrderId!, Call);
        var action = status is null ? "Settle as not placed" : $"Settle as placed: order {OrderId}, {status.Status}, charge "
            + $"{Text(status.Charge)}";
        if (!ShouldProcess(Describe(inquiry), action))
            return null;

        var order = await panel.Ledger.ResolveAsync(reference, Settlement.ByPerson(OrderId), StopToken);
        if (status is null)
            return order;

        await panel.Ledger.RecordAsync([status]);
        return await panel.Ledger.GetAsync(reference, StopToken);
    }

    private async Task SearchAsync(Panel panel)
    {
        if (!_searches.TryGetValue(panel, out var search))
            _searches[panel] = search = panel.Desk.Search();
        var named = Reference.Length == 0 ? "*" : OrderReference.Normalize(Reference) ?? Reference;
        var references = WildcardPattern.ContainsWildcardCharacters(named)
            ? await OrEndAsync(search.UnknownAsync(named, StopToken), panel.Name)
            : [named];
        foreach (var reference in references)
            await EmitAsync(() => SearchAsync(panel, search, reference), () => reference);
    }

    private async Task<Order?> SearchAsync(Panel panel, OrderSearch search, string reference)
    {
        var verdict = await WatchAsync(
            panel.RunAsync(() => search.SearchAsync(reference, MaximumRequests, Call)), $"Searching {panel.Name} for '{reference}'");
        WriteVerbose($"'{reference}': {verdict.Seen}");
        if (verdict.Outcome == SearchOutcome.Undecided)
            throw verdict.StillUnknown();

        return ShouldProcess($"'{reference}'", verdict.Seen)
            ? await search.SettleAsync(verdict, StopToken)
            : null;
    }

    private async Task<OrderInquiry> InquireAsync(Panel panel, string reference)
    {
        var order = await panel.Ledger.GetAsync(reference, StopToken)
            ?? throw new YallaTakeException(ErrorId.OrderNotFound, $"The ledger of {panel.Name} has no order with reference "
                + $"'{reference}'. Look with Get-YtOrder.");
        return new OrderInquiry
        {
            Reference = reference,
            ServiceId = order.ServiceId,
            Link = order.Link,
            Count = order.Count,
            State = order.State,
            CreatedAt = order.CreatedAt,
            EstimatedCharge = order.EstimatedCharge,
            BalanceBefore = order.BalanceBefore,
            BalanceNow = await BalanceAsync(panel),
            Currency = order.Currency,
            Error = order.Error,
            Panel = panel.Name,
        };
    }

    // It helps a person to decide, who can decide without it too.
    private async Task<decimal?> BalanceAsync(Panel panel)
    {
        try
        {
            return (await panel.Desk.Balance.ReadAsync(Call)).Reading.Balance;
        }
        catch (YallaTakeException exception) when (exception.Id != ErrorId.ApiKeyRefused)
        {
            return null;
        }
    }

    private static string Describe(OrderInquiry inquiry) => string.Format(
        CultureInfo.InvariantCulture,
        "'{0}': service {1}, {2} for {3}, about {4} {5}, sent {6:u}; balance before {7}, now {8}",
        inquiry.Reference,
        inquiry.ServiceId,
        Text(inquiry.Count),
        inquiry.Link,
        Text(inquiry.EstimatedCharge),
        inquiry.Currency,
        inquiry.CreatedAt,
        Text(inquiry.BalanceBefore),
        Text(inquiry.BalanceNow));

    private static string Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "unknown";
}
