using System.Globalization;
using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Errors;
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
[OutputType(typeof(Order), ParameterSetName = ["Placed", "NotPlaced", "Search", "TestIdempotency"])]
public sealed class ResolveYtOrderCommand : PanelCommand
{
    private readonly Dictionary<Panel, OrderSearch> _searches = [];

    /// <summary>The order's name; with -Search, wildcards, and every order whose outcome is unknown when it is not given.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Show")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Placed")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "NotPlaced")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "TestIdempotency")]
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

    /// <summary>
    /// Sends a placed order once more under the id that it went out with, to see whether the panel gives the same order back. A panel that
    /// does not sells a second order.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "TestIdempotency")]
    public SwitchParameter TestIdempotency { get; set; }

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        if (TestIdempotency)
        {
            await EmitAsync(() => TestAsync(panel, OrderReference.Normalize(Reference) ?? Reference), () => Reference);
            return;
        }

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

    private async Task<Order?> TestAsync(Panel panel, string reference)
    {
        var check = await WatchAsync(
            panel.RunAsync(() => panel.Desk.CheckTestAsync(reference, Call)), $"Reading the services of {panel.Name}");
        if (check.Intent is not { Repeats: { } tested } intent)
            throw check.Problems[0];

        var field = intent.IdempotencyField!.Name;
        var price = $"{Text(intent.Estimate.Charge)} {panel.Currency}".TrimEnd();
        var action = $"Send order {tested.OrderId} again with the same {field}. A panel that does not take {field} for the order's id "
            + $"sells a second order, for about {price}";
        if (!ShouldProcess($"'{reference}'", action))
            return null;

        var (order, problem) = await WatchAsync(
            panel.RunAsync(() => panel.Desk.TestAsync(intent, Call)), $"Sending '{reference}' again");
        if (order is null)
            throw problem!;
        if (problem is not null)
            WriteError(ErrorRecords.From(problem, reference));
        if (order.Reference != reference)
            WriteWarning(
                $"{panel.Name} does not take {field} for the order's id: it answered with order {order.OrderId} in place of "
                + $"{tested.OrderId}, which is written down as '{order.Reference}'. No unknown order is sent again by {field}.");
        return order;
    }

    private async Task<OrderInquiry> InquireAsync(Panel panel, string reference)
    {
        var order = await panel.Ledger.GetAsync(reference, StopToken)
            ?? throw new YallaTakeException(ErrorId.OrderNotFound, $"The ledger of {panel.Name} has no order with reference "
                + $"'{reference}'. Nothing was settled. Look with Get-YtOrder.");
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
