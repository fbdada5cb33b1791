using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Lists the orders of the ledger, the oldest first: the list that panels do not give.</summary>
[Cmdlet(VerbsCommon.Get, "YtOrder")]
[OutputType(typeof(Order), typeof(OrderChange))]
public sealed class GetYtOrderCommand : PanelCommand
{
    // The histories of so many orders are read at once.
    private const int HistoriesAtOnce = 500;

    private readonly List<Order> _histories = [];

    /// <summary>The orders' names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ReferenceCompleter))]
    public string[]? Reference { get; set; }

    /// <summary>The panel's ids of the orders.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PanelIdTransformation]
    [Alias("order")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    public PanelId[]? OrderId { get; set; }

    /// <summary>The outcome of placing them.</summary>
    [Parameter]
    public OrderState[] State { get; set; } = [];

    /// <summary>The services' ids.</summary>
    [Parameter]
    [PanelIdTransformation]
    [ArgumentCompleter(typeof(ServiceIdCompleter))]
    public PanelId[] ServiceId { get; set; } = [];

    /// <summary>The links, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [AddressTransformation]
    [ArgumentCompleter(typeof(LinkCompleter))]
    public string[] Link { get; set; } = [];

    /// <summary>Only orders made at this time or later.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only orders made before this time.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Only orders that may still change: placed and not final, being sent, or unknown.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <summary>
    /// Only orders to refill now: completed or partial, of a service that refills, within its time, without an open refill, and at least a
    /// day after the last one.
    /// </summary>
    [Parameter]
    public SwitchParameter RefillDue { get; set; }

    /// <summary>
    /// How many days after their end orders are refilled whose service does not say so in its name, description or category. It implies
    /// -RefillDue.
    /// </summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(1, 36_500)]
    public int? RefillWindow { get; set; }

    /// <summary>Only open orders that take far longer than others of their service did.</summary>
    [Parameter]
    public SwitchParameter Stuck { get; set; }

    /// <summary>Only open orders that were made longer ago than this.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Longer { get; set; }

    /// <summary>Emits what the panel said of each order, change by change, instead of the orders.</summary>
    [Parameter]
    public SwitchParameter History { get; set; }

    private bool IsLate => Stuck || Longer is not null;

    private string[] References => [.. (Reference ?? []).Select(reference => OrderReference.Normalize(reference) ?? reference)];

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        if (await OrEndAsync(panel.Ledger.CatchUpAsync(StopToken), panel.Name) is > 0 and var settled)
        {
            WriteWarning(
                $"The ledger {panel.LedgerPath} is available again. The outcome of {settled} orders, which was stored on this computer "
                + "meanwhile, has been added to it.");
        }

        // An order without an id comes from the pipeline with null.
        var names = References.Where(reference => !WildcardPattern.ContainsWildcardCharacters(reference));
        var missing = new HashSet<object>((OrderId ?? []).Concat<object>(names));
        var due = RefillDue || RefillWindow is not null ? await RefillDueAsync(panel) : null;
        var found = Stuck
            ? StuckOrders.FindAsync(panel.Ledger, Filter(due), Time.GetUtcNow(), StopToken)
            : panel.Ledger.FindAsync(Filter(due), StopToken);
        await using var orders = found.GetAsyncEnumerator();
        while (await OrEndAsync(orders.MoveNextAsync(), panel.Name))
        {
            if (orders.Current.OrderId is { } id)
                missing.Remove(PanelId.Of(id));
            missing.Remove(orders.Current.Reference!);
            await EmitAsync(panel, orders.Current);
        }

        await EmitHistoriesAsync(panel);

        foreach (var name in missing)
            WriteFailure(
                new YallaTakeException(
                    ErrorId.OrderNotFound,
                    $"The ledger of {panel.Name} has no such order: {name}. Get-YtOrderStatus asks the panel itself."),
                name);
    }

    private async Task EmitAsync(Panel panel, Order order)
    {
        if (!History)
        {
            WriteObject(order);
            return;
        }

        _histories.Add(order);
        if (_histories.Count == HistoriesAtOnce)
            await EmitHistoriesAsync(panel);
    }

    private async Task EmitHistoriesAsync(Panel panel)
    {
        if (_histories.Count > 0)
            WriteObject(await OrEndAsync(panel.Ledger.GetChangesAsync(_histories, StopToken), panel.Name), enumerateCollection: true);
        _histories.Clear();
    }

    // Which services refill, only the panel knows.
    private async Task<RefillDue> RefillDueAsync(Panel panel)
    {
        var reading = WatchAsync(panel.Catalogue.GetAsync(Call), $"Reading the services of {panel.Name}");
        var terms = new RefillTerms(
            await OrEndAsync(reading, panel.Name), RefillWindow is { } days ? TimeSpan.FromDays(days) : RefillTerms.UsualWindow);
        return new RefillDue(Time.GetUtcNow(), terms.WindowOf);
    }

    private OrderFilter Filter(RefillDue? due) => new()
    {
        OrderIds = OrNull(OrderId?.Select(id => id.ToString()).ToArray()),
        References = OrNull(References),
        States = OrNull(State) ?? (IsLate ? [OrderState.Placed] : null),
        ServiceIds = OrNull(ServiceId.Select(id => id.ToString()).ToArray()),
        Links = OrNull(Link),
        After = After,
        Before = Longer is { } longer && longer.Before(Time.GetUtcNow()) is var then && !(Before < then) ? then : Before,
        Open = Open || IsLate,
        RefillDue = due,
    };

    private static T[]? OrNull<T>(T[]? items) => items is { Length: > 0 } ? items : null;
}
