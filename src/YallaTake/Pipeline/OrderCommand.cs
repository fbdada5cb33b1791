using System.Collections;
using System.Globalization;
using System.Management.Automation;
using YallaTake.Completion;

namespace YallaTake.Pipeline;

/// <summary>A cmdlet that takes an order: a service, and a parameter for every field that any service type has. The type says which of them belong.</summary>
public abstract class OrderCommand : PanelCommand
{
    // Current panels know these delays (api: fields of add); another one is theirs to refuse.
    internal static readonly int[] KnownDelays = [0, 5, 10, 15, 20, 30, 40, 50, 60, 90, 120, 150, 180, 210, 240, 270, 300, 360, 420, 480, 540, 600];

    // Beyond the time for the answer: to write down what came of it.
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    /// <summary>The service's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [NumberTransformation]
    [ValidateRange(1L, long.MaxValue)]
    [Alias("service")]
    [ArgumentCompleter(typeof(ServiceIdCompleter))]
    public long ServiceId { get; set; }

    /// <summary>What the order is for: the address of a page, post, video or account.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? Link { get; set; }

    /// <summary>How many units; of each run, when there are runs.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [NumberTransformation]
    public long? Quantity { get; set; }

    /// <summary>In how many runs to deliver the quantity again and again.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation]
    public long? Runs { get; set; }

    /// <summary>Minutes between runs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation]
    public long? Interval { get; set; }

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
    [NumberTransformation]
    public long? MinQuantity { get; set; }

    /// <summary>The largest quantity for each new post of a subscription.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation]
    public long? MaxQuantity { get; set; }

    /// <summary>How many new posts a subscription serves; without it there is no upper bound. 0 with OldPosts serves old posts only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation]
    public long? Posts { get; set; }

    /// <summary>How many existing posts a subscription serves.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("old_posts")]
    [NumberTransformation]
    public long? OldPosts { get; set; }

    /// <summary>Minutes between a new post and its order.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation]
    [ArgumentCompleter(typeof(DelayCompleter))]
    public int? Delay { get; set; }

    /// <summary>The day on which a subscription ends.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ExpiryTransformation]
    public DateTime? Expiry { get; set; }

    /// <summary>The country that web traffic comes from, as the panel names it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Country { get; set; }

    /// <summary>The devices of web traffic: 1 desktop, 2 mobile Android, 3 mobile iOS, 4 mixed mobile, 5 mixed mobile and desktop.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public int? Device { get; set; }

    /// <summary>Where web traffic seems to come from: 1 a Google keyword, 2 a referring page, 3 nowhere.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("type_of_traffic")]
    [NumberTransformation]
    [ArgumentCompleter(typeof(TrafficTypeCompleter))]
    public int? TypeOfTraffic { get; set; }

    /// <summary>The keyword of traffic type 1.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("google_keyword")]
    public string? GoogleKeyword { get; set; }

    /// <summary>The page of traffic type 2.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("referring_url")]
    public string? ReferringUrl { get; set; }

    /// <summary>Fields that only this panel has, by the names it gives them; sent as they are.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Hashtable Field { get; set; } = [];

    /// <summary>Your own name for the order, such as an invoice's number: ordering again under the same name gives back the same order.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Reference { get; set; }

    /// <summary>Refuses services with a higher price of 1000, in the account's currency.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation(Fraction = true)]
    public decimal? MaximumRate { get; set; }

    /// <summary>Refuses orders with a higher price, or without an upper bound, in the account's currency.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NumberTransformation(Fraction = true)]
    public decimal? MaximumCharge { get; set; }

    /// <summary>Refuses an order when one of the same service and link was sent within this time.</summary>
    [Parameter]
    [ValidateDuration]
    public TimeSpan? NoDuplicateWithin { get; set; }

    /// <summary>The order of the present input.</summary>
    private protected OrderRequest Request()
    {
        if (Delay is { } delay && !KnownDelays.Contains(delay))
            WriteWarning($"A delay of {delay} minutes is not one that panels are known to take ({string.Join(", ", KnownDelays)}). It is sent as it is.");

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry field in Field)
            fields[Text(field.Key)!] = field.Value is IEnumerable and not string ? Lines(LanguagePrimitives.ConvertTo<string[]>(field.Value))! : Text(field.Value) ?? string.Empty;

        foreach (var (name, value) in Given())
        {
            // Empty cells of a CSV row are absent fields.
            if (!string.IsNullOrWhiteSpace(value))
                fields[name] = value!;
        }

        return new OrderRequest(ServiceId, fields) { Reference = string.IsNullOrEmpty(Reference) ? null : Reference };
    }

    /// <summary>A name for an order that was given none.</summary>
    private protected static string NewReference() => RunspaceSession.Current.Chance.Guid().ToString("N");

    /// <summary>The failure of an order that holds the API key; null when it does not. What orders hold is written down and shown.</summary>
    private protected static YallaTakeException? KeyGiven(Panel panel, OrderRequest request) =>
        request.Fields.SelectMany(field => new[] { field.Key, field.Value }).Append(request.Reference ?? string.Empty).Any(panel.Client.HoldsKey)
            ? Refused(ErrorId.FieldNotUsed, "A field of the order, or its reference, holds the API key, which every request has by itself. Leave it out. Nothing was sent.")
            : null;

    /// <summary>The order as an error may show it: without what holds the API key.</summary>
    private protected static OrderRequest WithoutKey(Panel panel, OrderRequest request) =>
        new(request.ServiceId, request.Fields.Where(field => !panel.Client.HoldsKey(field.Key) && !panel.Client.HoldsKey(field.Value)))
        {
            Reference = request.Reference is { } reference && !panel.Client.HoldsKey(reference) ? reference : null,
        };

    /// <summary>The service in the panel's catalogue.</summary>
    private protected async Task<Service> FindServiceAsync(Panel panel)
    {
        var services = await ReadCatalogueAsync(panel);
        return services.TryGetValue(ServiceId, out var service)
            ? service
            : throw NoSuchService(panel);
    }

    /// <summary>The panel's services by id.</summary>
    private protected Task<IReadOnlyDictionary<long, Service>> ReadCatalogueAsync(Panel panel) =>
        WatchAsync(panel.Catalogue.GetAsync(Call), $"Reading the services of {panel.Name}");

    private protected YallaTakeException NoSuchService(Panel panel) =>
        Refused(ErrorId.ServiceNotFound, $"The catalogue of {panel.Name} has no service {ServiceId}. Nothing was sent.");

    /// <summary>Everything that is wrong with the order by itself: its fields, its count, its price.</summary>
    private protected IEnumerable<YallaTakeException> Problems(Service service, OrderRequest request, OrderEstimate estimate)
    {
        foreach (var problem in OrderRules.Check(service, request))
            yield return problem;

        if (service.Rate > MaximumRate)
            yield return Refused(ErrorId.RateTooHigh, $"Service {service.Id} costs {Text(service.Rate)} per 1000, above the {Text(MaximumRate)} allowed. Nothing was sent.");
        if (MaximumCharge is not null && !(estimate.Charge <= MaximumCharge))
            yield return Refused(ErrorId.ChargeTooHigh, $"The order would cost {(estimate.Charge is { } charge ? "about " + Text(charge) : "an amount without upper bound")}; {Text(MaximumCharge)} is allowed. Nothing was sent.");
    }

    private IEnumerable<(string Name, string? Value)> Given() =>
    [
        ("link", Link?.Trim()),
        ("quantity", Text(Quantity)),
        ("runs", Text(Runs)),
        ("interval", Text(Interval)),
        ("keywords", Lines(Keywords)),
        ("comments", Lines(Comments)),
        ("usernames", Lines(Usernames)),
        ("hashtags", Lines(Hashtags)),
        ("hashtag", Hashtag),
        ("username", Username),
        ("media", Media),
        ("answer_number", AnswerNumber),
        ("groups", Lines(Groups)),
        ("min", Text(MinQuantity)),
        ("max", Text(MaxQuantity)),
        ("posts", Text(Posts)),
        ("old_posts", Text(OldPosts)),
        ("delay", Text(Delay)),
        ("expiry", Expiry?.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture)),
        ("country", Country),
        ("device", Text(Device)),
        ("type_of_traffic", Text(TypeOfTraffic)),
        ("google_keyword", GoogleKeyword),
        ("referring_url", ReferringUrl),
    ];

    /// <summary>What the ledger needs to know to place the order.</summary>
    private protected async Task<OrderIntent> IntendAsync(Panel panel, string reference, OrderRequest request, Service service, OrderEstimate estimate) => new()
    {
        Reference = reference,
        Request = request,
        Service = service,
        Estimate = estimate,
        Currency = panel.Currency,
        Lease = TimeSpan.FromSeconds(panel.TimeoutSec) + LeaseMargin,
        SpendLimit = panel.SpendLimit is { } amount ? new SpendLimit(amount, panel.SpendWindow) : null,
        NoDuplicateWithin = NoDuplicateWithin,
        BalanceBefore = await WatchAsync(panel.RecentBalance.GetAsync(Call), $"Asking {panel.Name} for the balance"),
    };

    private static YallaTakeException Refused(ErrorId id, string message) => new(id, message);

    private static string? Text(object? value) => Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture);

    private static string? Lines(string[]? texts) =>
        texts is null ? null : string.Join("\n", texts.Where(text => text is not null).SelectMany(text => text.Split('\n')).Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0));
}
