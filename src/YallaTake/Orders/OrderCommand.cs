using System.Collections;
using System.Management.Automation;
using YallaTake.Client.Orders;
using YallaTake.Client.Values;
using YallaTake.Completion;
using YallaTake.Errors;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Imports;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Orders;

/// <summary>
/// A cmdlet that takes an order: a service, and a parameter for every field that any service type has. The type says which of them belong.
/// </summary>
public abstract class OrderCommand : PanelCommand
{
    // A file that is run again on the same day is the same run; the same order a week later may be a new one.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    // A warning for each service is enough, however many orders it gets.
    private readonly HashSet<(string Panel, PanelId Service)> _dearer = [];

    private readonly LinkWarnings _links = new();
    private PipedRow? _row;
    private IReadOnlyList<YallaTakeException> _unread = [];
    private string[] _givenFields = [];

    /// <summary>
    /// A link; a row or a table, whose columns or keys are called like parameters; or an order or a quote, which is ordered as it is, under
    /// its own reference.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The service's id.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [PanelIdTransformation(One = true, Row = true)]
    [Alias("service")]
    [ArgumentCompleter(typeof(ServiceIdCompleter))]
    public RowValue<PanelId>? ServiceId { get; set; }

    /// <summary>What the order is for: the address of a page, post, video or account.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AddressTransformation]
    [ArgumentCompleter(typeof(LinkCompleter))]
    public string? Link { get; set; }

    /// <summary>How many units; of each run, when there are runs.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [NumberTransformation(Row = true)]
    public RowValue<long>? Quantity { get; set; }

    /// <summary>In how many runs to deliver the quantity again and again.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation(Row = true)]
    public RowValue<long>? Runs { get; set; }

    /// <summary>Minutes between runs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation(Row = true)]
    public RowValue<long>? Interval { get; set; }

    /// <summary>Search words, one to a line.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Keyword")]
    public string[] Keywords { get; set; } = [];

    /// <summary>Comments, one to a line; their number is the count.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Comment")]
    public string[] Comments { get; set; } = [];

    /// <summary>User names to mention, one to a line.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Usernames { get; set; } = [];

    /// <summary>Hashtags, one to a line.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Hashtags { get; set; } = [];

    /// <summary>The hashtag whose users are mentioned.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Hashtag { get; set; }

    /// <summary>A user name: the account subscribed to, whose followers are mentioned, or whose comment is liked.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Username { get; set; }

    /// <summary>The address of the post whose likers are mentioned.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AddressTransformation]
    public string? Media { get; set; }

    /// <summary>The number of the poll's answer to vote for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("answer_number")]
    public string? AnswerNumber { get; set; }

    /// <summary>Groups to invite from, one to a line.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Group")]
    public string[] Groups { get; set; } = [];

    /// <summary>The smallest quantity for each new post of a subscription.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation(Row = true)]
    public RowValue<long>? MinQuantity { get; set; }

    /// <summary>The largest quantity for each new post of a subscription.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation(Row = true)]
    public RowValue<long>? MaxQuantity { get; set; }

    /// <summary>
    /// How many new posts a subscription serves; without it there is no upper bound. 0 with OldPosts serves old posts only.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation(Row = true)]
    public RowValue<long>? Posts { get; set; }

    /// <summary>How many existing posts a subscription serves.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("old_posts")]
    [NumberTransformation(Row = true)]
    public RowValue<long>? OldPosts { get; set; }

    /// <summary>Minutes between a new post and its order.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation(Row = true)]
    [ArgumentCompleter(typeof(DelayCompleter))]
    public RowValue<long>? Delay { get; set; }

    /// <summary>The day on which a subscription ends.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ExpiryTransformation]
    public RowValue<DateTime>? Expiry { get; set; }

    /// <summary>The country that web traffic comes from, as the panel names it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Country { get; set; }

    /// <summary>
    /// The devices of web traffic: 1 desktop, 2 mobile Android, 3 mobile iOS, 4 mixed mobile, 5 mixed mobile and desktop.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation(Row = true)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public RowValue<long>? Device { get; set; }

    /// <summary>Where web traffic seems to come from: 1 a Google keyword, 2 a referring page, 3 nowhere.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("type_of_traffic")]
    [NumberTransformation(Row = true)]
    [ArgumentCompleter(typeof(TrafficTypeCompleter))]
    public RowValue<long>? TypeOfTraffic { get; set; }

    /// <summary>The keyword of traffic type 1.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("google_keyword")]
    public string? GoogleKeyword { get; set; }

    /// <summary>The page of traffic type 2.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("referring_url")]
    [AddressTransformation]
    public string? ReferringUrl { get; set; }

    /// <summary>Fields that only this panel has, by the names it gives them; sent as they are.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [FieldsTransformation]
    public RowValue<Hashtable>? Field { get; set; }

    /// <summary>
    /// Your own name for the order, such as an invoice's number: ordering again under the same name gives back the same order.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ReferenceCompleter))]
    public string? Reference { get; set; }

    /// <summary>Refuses orders without a reference: running such a file again would order them again.</summary>
    [Parameter]
    public SwitchParameter RequireReference { get; set; }

    /// <summary>
    /// Refuses services with a higher price of 1000 units (of one package, for package types), in the account's currency.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation(Fraction = true, Row = true)]
    public RowValue<decimal>? MaximumRate { get; set; }

    /// <summary>
    /// Refuses services whose rate rose by more than so many percent since their last order in the ledger.
    /// </summary>
    [Parameter]
    [NumberTransformation(Fraction = true)]
    public decimal? MaximumRateIncrease { get; set; }

    /// <summary>Refuses orders with a higher price, or without an upper bound, in the account's currency.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation(Fraction = true, Row = true)]
    public RowValue<decimal>? MaximumCharge { get; set; }

    /// <summary>Refuses an order when one of the same service and link was sent within this time.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? NoDuplicateWithin { get; set; }

    /// <summary>
    /// Refuses an order while one for the same link, of the same service or category, is open in the ledger. Links that differ only in
    /// scheme, www., a trailing slash or tracking parameters are the same.
    /// </summary>
    [Parameter]
    public SwitchParameter NoOverlap { get; set; }

    // A script may fill the fields from a row of its own, with blank cells. Without its reference an order would be sent again.
    private protected override bool MayBeBlank(string parameter) =>
        parameter == nameof(InputObject) || (parameter != nameof(Reference) && FieldParameters.Contains(parameter));

    private protected override Task BeginAsync()
    {
        // At this time only what was typed is bound, and it is as wrong for one row as for all.
        foreach (var given in MyInvocation.BoundParameters)
        {
            if ((given.Value as RowValue)?.Problem is { } problem)
                ThrowTerminatingError(ErrorRecords.From(GivenOrder.Unread($"-{given.Key}", problem), given.Key));
        }

        string[] typed = [.. MyInvocation.BoundParameters.Keys];
        _givenFields = [.. typed.Intersect(FieldParameters)];
        _row = new PipedRow(this, typed);
        return Task.CompletedTask;
    }

    private protected sealed override bool Accepts()
    {
        _unread = _row!.Take(InputObject, isPiped: Row is not null);
        if (base.Accepts())
            return true;

        _row.Clear();
        return false;
    }

    private protected sealed override async Task ProcessAsync()
    {
        try
        {
            await OrderAsync();
        }
        finally
        {
            _row!.Clear();
        }
    }

    /// <summary>Runs for each order.</summary>
    private protected abstract Task OrderAsync();

    private protected override Task EndAsync()
    {
        _links.End(this);
        return Task.CompletedTask;
    }

    /// <summary>The order of the present input, for a panel.</summary>
    private protected OrderRequest Request(Panel panel)
    {
        if (Content is { } content)
            return GivenOrder.Of(content, panel, Row, this, _givenFields);

        if (Delay is { Problem: null, Value: var delay } && !OrderRules.KnownDelays.Any(known => known == delay))
        {
            WriteWarning(
                $"A delay of {delay} minutes is not one that panels are known to take ({string.Join(", ", OrderRules.KnownDelays)}). "
                + "It is sent unchanged.");
        }

        return GivenOrder.Of(this, panel, Row, _unread);
    }

    private IOrderContent? Content => InputObject?.BaseObject as IOrderContent;

    /// <summary>What the caller allows of the order.</summary>
    private protected OrderTerms Terms =>
        new()
        {
            RequireReference = RequireReference,
            MaximumRate = MaximumRate?.Value,
            MaximumRateIncrease = MaximumRateIncrease,
            MaximumCharge = MaximumCharge?.Value,
            NoDuplicateWithin = NoDuplicateWithin,
            NoOverlap = NoOverlap,
        };

    /// <summary>Checks the order of the present input.</summary>
    /// <param name="panel">The panel that it is for.</param>
    /// <param name="request">The order.</param>
    /// <param name="counted">What other orders would spend before it, when it is only measured.</param>
    private protected async Task<OrderCheck> CheckAsync(Panel panel, OrderRequest request, decimal? counted)
    {
        var check = await WatchAsync(panel.Desk.CheckAsync(request, Terms, counted, Call), $"Reading the services of {panel.Name}");
        Warn(panel.Name, check);
        WarnOfLink(check);
        return check;
    }

    /// <summary>Warns of an order that came back though a new one may be meant, and of a price that rose.</summary>
    private protected void Warn(string panel, OrderCheck check)
    {
        var request = check.Request;
        if (check.Existing is { } existing && MadeReference.IsOne(request.Reference) && Time.GetUtcNow() - existing.CreatedAt > Recent)
        {
            WriteWarning(FormattableString.Invariant(
                $"The order of service {existing.ServiceId} for {existing.Link} was placed on {existing.CreatedAt:yyyy-MM-dd} ")
                + $"as {existing.OrderId} and is not ordered again. If you want another one, import the file with a new -Batch.");
        }

        if (check is { Rise: { } rise, Service: { } service } && _dearer.Add((panel, request.Service)))
            WriteWarning($"Service {service.ServiceId} '{service.Name}' on {panel} costs {rise}.");
    }

    /// <summary>Warns of a link that looks mistyped. What is piped as an order was looked at when it became one.</summary>
    private protected void WarnOfLink(OrderCheck check)
    {
        if (Content is null && check.Existing is null)
            _links.Add(this, check.Request, check.Request.Place);
    }

    private static IEnumerable<string> FieldParameters => typeof(OrderCommand).GetProperties()
        .Select(property => property.Name)
        .Except([
            nameof(InputObject), nameof(MaximumRate), nameof(MaximumRateIncrease), nameof(MaximumCharge), nameof(NoDuplicateWithin),
            nameof(NoOverlap), nameof(RequireReference), nameof(Panel),
        ]);
}
