using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Errors;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Search;
using YallaTake.Orders;
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

    // "Yes to All" has to say how many there are.
    private readonly List<(Panel Panel, string Reference, long? Row)> _gathered = [];

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
        var reference = OrderReference.Normalize(Reference) ?? Reference;
        if (Search)
            _gathered.AddRange((await ReferencesAsync(panel, reference)).Select(found => (panel, found, Row)));
        else if (NotPlaced)
            _gathered.Add((panel, reference, Row));
        else if (TestIdempotency)
            await EmitAsync(() => TestAsync(panel, reference), () => Reference);
        else if (ParameterSetName == "Show")
            await EmitAsync(async () => await InquireAsync(panel, await FindAsync(panel, reference)), () => Reference);
        else
            await EmitAsync(async () => await ResolveAsync(panel, await FindAsync(panel, reference), string.Empty), () => Reference);
    }

    private protected override Task EndAsync() => FinishAsync();

    private protected override async Task FinishAsync()
    {
        (Panel Panel, string Reference, long? Row)[] gathered = [.. _gathered];
        _gathered.Clear();
        var found = new List<(Panel Panel, Order Order, long? Row)>();
        foreach (var (panel, reference, row) in gathered)
            await EmitAsync<Order?>(
                async () =>
                {
                    var order = await FindAsync(panel, reference);
                    found.Add((panel, ClaimRules.Settled(order, null) is { } settled ? throw settled : order, row));
                    return null;
                },
                () => reference,
                row);

        Order[] orders = [.. found.Select(item => item.Order)];
        var number = 0;
        foreach (var (panel, order, row) in found)
        {
            var among = OrderPrompt.Among(orders, ++number);
            await EmitAsync(
                () => NotPlaced ? ResolveAsync(panel, order, among) : SearchAsync(panel, order, among), () => order.Reference, row);
        }
    }

    private async Task<Order?> ResolveAsync(Panel panel, Order order, string among)
    {
        if (ClaimRules.Settled(order, OrderId) is { } settled)
            throw settled;

        var inquiry = await InquireAsync(panel, order);
        var status = NotPlaced ? null : await panel.Client.Status.AskAsync(OrderId!, Call);
        var action = status is null
            ? "Settle as not placed"
            : $"Settle as placed: order {OrderId}, {status.Status}, charge {OrderPrompt.Number(status.Charge)}, remains "
                + OrderPrompt.Number(status.Remains);
        if (!ShouldProcess($"{OrderPrompt.Of(order, panel.Name)}, sent {order.CreatedAt:u}; {Balance(inquiry)}{among}", action))
            return null;

        var reference = order.Reference!;
        var resolved = await panel.Ledger.ResolveAsync(reference, Settlement.ByPerson(OrderId), StopToken);
        if (status is null)
            return resolved;

        await panel.Ledger.RecordAsync([status]);
        return await panel.Ledger.GetAsync(reference, StopToken);
    }

    private async Task<IReadOnlyList<string>> ReferencesAsync(Panel panel, string reference)
    {
        var named = reference.Length == 0 ? "*" : reference;
        return WildcardPattern.ContainsWildcardCharacters(named) && Wildcard.Of(named) is not null
            ? await OrEndAsync(SearchOf(panel).UnknownAsync(named, StopToken), panel.Name)
            : [named];
    }

    private OrderSearch SearchOf(Panel panel)
    {
        if (!_searches.TryGetValue(panel, out var search))
            _searches[panel] = search = panel.Desk.Search();
        return search;
    }

    private async Task<Order?> SearchAsync(Panel panel, Order order, string among)
    {
        var (search, reference) = (SearchOf(panel), order.Reference!);
        var verdict = await WatchAsync(
            panel.RunAsync(() => search.SearchAsync(reference, MaximumRequests, Call)), $"Searching {panel.Name} for '{reference}'");
        WriteVerbose($"'{reference}': {verdict.Seen}");
        if (verdict.Outcome == SearchOutcome.Undecided)
            throw verdict.StillUnknown();

        return ShouldProcess($"{OrderPrompt.Of(order, panel.Name)}{among}", verdict.Seen)
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
        var price = $"{OrderPrompt.Number(intent.Estimate.Charge)} {panel.Currency}".TrimEnd();
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

    private async Task<Order> FindAsync(Panel panel, string reference) => await panel.Ledger.GetAsync(reference, StopToken)
        ?? throw new YallaTakeException(ErrorId.OrderNotFound, $"The ledger of {panel.Name} has no order with reference "
            + $"'{reference}'. Nothing was settled. Look with Get-YtOrder.");

    private async Task<OrderInquiry> InquireAsync(Panel panel, Order order)
    {
        var now = await BalanceAsync(panel);
        return new OrderInquiry
        {
            Reference = order.Reference!,
            ServiceId = order.ServiceId,
            Link = order.Link,
            Count = order.Count,
            State = order.State,
            CreatedAt = order.CreatedAt,
            EstimatedCharge = order.EstimatedCharge,
            BalanceBefore = order.BalanceBefore,
            BalanceNow = now,
            UnexplainedFall = now is null ? null : await panel.Desk.Balance.GetUnexplainedFallAsync(order, now.Value, StopToken),
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

    private static string Balance(OrderInquiry inquiry) =>
        $"balance before {OrderPrompt.Number(inquiry.BalanceBefore)}, now {OrderPrompt.Number(inquiry.BalanceNow)}"
        + (inquiry.UnexplainedFall is { } fall ? $", a fall of {OrderPrompt.Number(fall)} beside other orders" : string.Empty);
}
