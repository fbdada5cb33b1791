using System.Collections;
using System.Management.Automation;
using YallaTake.Client.Orders;
using YallaTake.Completion;
using YallaTake.Errors;
using YallaTake.Ledger.Entries;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Puts services of several panels side by side in one currency, the cheapest first.</summary>
[Cmdlet(VerbsData.Compare, "YtService")]
[OutputType(typeof(ServiceOffer))]
public sealed class CompareYtServiceCommand : SeveralPanelsCommand
{
    /// <summary>The panels, by name or as objects; all that are connected when not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PanelTransformation(Several = true)]
    [ArgumentCompleter(typeof(PanelNameCompleter))]
    public override PanelReference[] Panel { get; set; } = [];

    /// <summary>Only services with these names, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <summary>Only services of these categories, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string[] Category { get; set; } = [];

    /// <summary>How many units to compare the charge of.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(1, long.MaxValue)]
    public long? Quantity { get; set; }

    /// <summary>What one unit of each other currency is worth in the currency of the comparison.</summary>
    [Parameter]
    public Hashtable ExchangeRate { get; set; } = [];

    /// <summary>The currency of the comparison; the first panel's when not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Currency { get; set; }

    private protected override async Task EndAsync()
    {
        var panels = await GetPanelsAsync(_ => true);
        var exchange = Exchange(panels[0]);
        var reading = panels.Select(panel => ReadAsync(panel, exchange)).ToList();
        await WatchAsync(Task.WhenAll(reading), "Reading the services of the panels");

        foreach (var offer in reading.SelectMany(offers => offers.Result)
            .OrderBy(offer => offer.Rate is null)
            .ThenBy(offer => offer.Problem is not null)
            .ThenBy(offer => offer.Charge ?? offer.Rate ?? offer.PanelRate))
            WriteObject(offer);
    }

    private CurrencyExchange Exchange(Panel first)
    {
        try
        {
            return new CurrencyExchange(ExchangeRate, Currency ?? first.Currency, Currency is null ? first : null);
        }
        catch (YallaTakeException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, ExchangeRate));
            throw;
        }
    }

    // A panel that fails is a warning: the others can be compared all the same.
    private async Task<IReadOnlyList<ServiceOffer>> ReadAsync(Panel panel, CurrencyExchange exchange)
    {
        try
        {
            var patterns = new ServicePatterns(Name, Category);
            var services = await panel.RunAsync(() => Task.Run(() => FindAsync(panel, patterns)));
            if (patterns.Hint is { } hint)
                WriteWarning($"{hint} That was {panel.Name}.");
            var records = panel.Ledger.Remembers ? await MeasureAsync(panel, services) : [];
            var byId = records.ToDictionary(record => record.ServiceId);
            return [
                .. services.Select(service => Offer(
                    panel, service, exchange, byId.TryGetValue(service.ServiceId, out var record) ? record : null)),
            ];
        }
        catch (YallaTakeException exception)
        {
            WriteWarning($"The services of {panel.Name} are left out. {exception.Message}");
            return [];
        }
    }

    private async Task<IReadOnlyList<Service>> FindAsync(Panel panel, ServicePatterns patterns)
    {
        var services = new List<Service>();
        await foreach (var service in panel.Catalogue.StreamAsync(Call).ConfigureAwait(false))
        {
            if (patterns.Match(service.Name, service.Category))
                services.Add(service);
        }

        return services;
    }

    // Prices can be compared without what became of earlier orders.
    private async Task<IReadOnlyList<ServiceRecord>> MeasureAsync(Panel panel, IReadOnlyList<Service> services)
    {
        var filter = new OrderFilter { ServiceIds = [.. services.Select(service => PanelId.Of(service.ServiceId).ToString())] };
        try
        {
            return await panel.RunAsync(() => Task.Run(() => panel.Ledger.MeasureServicesAsync(filter, StopToken)));
        }
        catch (YallaTakeException exception)
        {
            WriteWarning(
                $"The ledger of {panel.Name} cannot be read. Its services are compared without their earlier orders. {exception.Message}");
            return [];
        }
    }

    private ServiceOffer Offer(
        Panel panel, Service service, CurrencyExchange exchange, ServiceRecord? record)
    {
        var (worth, problem) = exchange.Of(panel);
        var isPackage = ServiceType.Find(service.Type)?.Count == OrderCount.Package;
        var rate = Product(service.Rate, worth);
        return new ServiceOffer
        {
            Panel = panel.Name,
            ServiceId = service.ServiceId,
            Name = service.Name,
            Category = service.Category,
            Type = service.Type,
            Quantity = Quantity,
            Charge = Quantity is null ? null : isPackage ? rate : Product(rate, Quantity) / 1000,
            Rate = rate,
            Currency = exchange.Currency,
            PanelRate = service.Rate,
            PanelCurrency = panel.Currency,
            Min = service.Min,
            Max = service.Max,
            Refill = service.Refill,
            Cancel = service.Cancel,
            Orders = record?.Orders ?? 0,
            CompletedPercent = record?.CompletedPercent,
            TimeToStart = record?.TimeToStart,
            TimeToEnd = record?.TimeToEnd,
            Problem = problem ?? Misfit(service, isPackage),
        };
    }

    private static decimal? Product(decimal? price, decimal? count)
    {
        try
        {
            return price * count;
        }
        catch (OverflowException)
        {
            // More than a number holds cannot be compared.
            return null;
        }
    }

    private string? Misfit(Service service, bool isPackage)
    {
        if (Quantity is not { } quantity)
            return null;
        if (isPackage)
            return "It is a package, and the charge is that of one.";
        if (quantity < service.Min)
            return FormattableString.Invariant($"At least {service.Min} are sold.");
        return quantity > service.Max ? FormattableString.Invariant($"At most {service.Max} are sold.") : null;
    }
}
