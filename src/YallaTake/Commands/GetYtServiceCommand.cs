using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Ledger.Catalogues;
using YallaTake.Ledger.Store;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Lists the services of the catalogue as they arrive.</summary>
[Cmdlet(VerbsCommon.Get, "YtService")]
[OutputType(typeof(Service))]
public sealed class GetYtServiceCommand : CatalogueCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly List<(Panel Panel, PanelId Id)> _wanted = [];

    /// <summary>The services' ids; they come out in this order.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [PanelIdTransformation]
    [Alias("service")]
    [ArgumentCompleter(typeof(ServiceIdCompleter))]
    public PanelId[] ServiceId { get; set; } = [];

    /// <summary>Names, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <summary>Categories, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string[] Category { get; set; } = [];

    /// <summary>Types as the panel writes them, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceTypeCompleter))]
    public string[] Type { get; set; } = [];

    /// <summary>The highest price of 1000, in the account's currency.</summary>
    [Parameter]
    [NumberTransformation(Fraction = true)]
    [ValidateRange(0, int.MaxValue)]
    public decimal? MaximumRate { get; set; }

    /// <summary>Only services whose orders can be refilled; with <c>-Refill:$false</c> only those that the panel says cannot.</summary>
    [Parameter]
    public SwitchParameter Refill { get; set; }

    /// <summary>Only services whose orders can be canceled; with <c>-Cancel:$false</c> only those that the panel says cannot.</summary>
    [Parameter]
    public SwitchParameter Cancel { get; set; }

    /// <summary>
    /// Reads the catalogue from the panel, even if it was read a moment ago. Without it a reading of the last five minutes is used.
    /// </summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>The catalogue as it was at this time, from the ledger. The panel is not asked.</summary>
    [Parameter]
    public DateTimeOffset? At { get; set; }

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        _wanted.AddRange(ServiceId.Select(id => (panel, id)));
        if (ServiceId.Length > 0)
            return;

        var accept = Filter();
        await foreach (var service in ReadAsync(panel))
        {
            if (accept(service))
                WriteObject(service);
        }
    }

    // Ids from the pipeline are collected, so that the catalogue is read once for all of them.
    private protected override async Task EndAsync()
    {
        foreach (var wanted in _wanted.GroupBy(wanted => wanted.Panel, wanted => wanted.Id))
            await WriteWantedAsync(wanted.Key, [.. wanted]);
    }

    private async Task WriteWantedAsync(Panel panel, PanelId[] ids)
    {
        var accept = Filter();
        var found = ids.Distinct().ToDictionary(id => id, _ => (Service?)null);
        await foreach (var service in ReadAsync(panel))
        {
            if (PanelId.Of(service.ServiceId) is var id && found.ContainsKey(id))
                found[id] = service;
        }

        foreach (var id in ids)
        {
            if (found[id] is not { } service)
            {
                var message = $"The catalogue of {panel.Name} {(At is null ? "has" : "had")} no service {id}.";
                WriteFailure(new YallaTakeException(ErrorId.ServiceNotFound, message), id);
            }
            else if (accept(service))
                WriteObject(service);
        }
    }

    // A whole catalogue that was read from the panel is remembered, after all of it was emitted.
    private async IAsyncEnumerable<Service> ReadAsync(Panel panel)
    {
        if (At is { } at)
        {
            foreach (var service in await RecallAsync(panel, at))
                yield return service;
            yield break;
        }

        var look = panel.Memory.IsDue && (Refresh || panel.Catalogue.Recent is null)
            ? panel.Memory.BeginInPassing(CancellationToken.None)
            : null;
        await foreach (var service in ReadAsync(panel, Refresh))
        {
            look?.Add(service);
            yield return service;
        }

        if (look is not null)
            await RememberAsync(panel, look);
    }

    private async Task<IReadOnlyList<Service>> RecallAsync(Panel panel, DateTimeOffset at)
    {
        var (services, warning) = await OrEndAsync(panel.Memory.RecallAsync(at, StopToken), panel.Name);
        if (warning is not null)
            WriteWarning(warning);
        return services;
    }

    // The services are what was asked for: a ledger that cannot be written, or is slow, is no reason to fail or to wait.
    private async Task RememberAsync(Panel panel, CatalogueComparison look)
    {
        var remembering = panel.RunAsync(() => Task.Run(() => panel.Memory.PassAsync(look, CancellationToken.None)));
        await Task.WhenAny(remembering, Time.Delay(Patience, StopToken));
        if (!remembering.IsCompleted)
        {
            WriteVerbose($"The catalogue of {panel.Name} is still being written to the ledger.");
            return;
        }

        try
        {
            if ((await remembering)?.Warning is { } warning)
                WriteWarning(warning);
        }
        catch (YallaTakeException exception)
        {
            WriteWarning($"The catalogue of {panel.Name} was not remembered. {exception.Message}");
        }
    }

    private Func<Service, bool> Filter()
    {
        var names = new SeenPatterns(Name);
        var categories = new SeenPatterns(Category);
        var types = new SeenPatterns(Type);
        var refill = Bound(nameof(Refill), Refill);
        var cancel = Bound(nameof(Cancel), Cancel);

        return service =>
            names.Match(service.Name)
            && categories.Match(service.Category)
            && types.Match(service.Type)
            && !(service.Rate > MaximumRate)
            && (refill is null || service.Refill == refill)
            && (cancel is null || service.Cancel == cancel);
    }

    private bool? Bound(string parameter, SwitchParameter value) =>
        MyInvocation.BoundParameters.ContainsKey(parameter) ? value : (bool?)null;
}
