using System.Management.Automation;
using YallaTake.Client.Values;
using YallaTake.Completion;
using YallaTake.Errors;
using YallaTake.Ledger.Store;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Lists the services of the catalogue as they arrive.</summary>
[Cmdlet(VerbsCommon.Get, "YtService")]
[OutputType(typeof(Service))]
public sealed class GetYtServiceCommand : PanelCommand
{
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

    /// <summary>Only services whose orders can be refilled; with <c>-Refill:$false</c> only those that surely cannot.</summary>
    [Parameter]
    public SwitchParameter Refill { get; set; }

    /// <summary>Only services whose orders can be canceled; with <c>-Cancel:$false</c> only those that surely cannot.</summary>
    [Parameter]
    public SwitchParameter Cancel { get; set; }

    /// <summary>
    /// Reads the catalogue from the panel, however recent the last reading is. Without it a reading of the last five minutes serves.
    /// </summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        if (ServiceId.Length > 0)
            _wanted.AddRange(ServiceId.Select(id => (panel, id)));
        else
            await WriteAllAsync(panel);
    }

    // Ids from the pipeline are gathered, so that the catalogue is read once for all of them.
    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        foreach (var wanted in _wanted.GroupBy(wanted => wanted.Panel, wanted => wanted.Id))
            await WriteWantedAsync(wanted.Key, [.. wanted]);
    }

    private async Task WriteAllAsync(Panel panel)
    {
        var accept = Filter();
        await ForEachAsync(panel, service =>
        {
            if (accept(service))
                WriteObject(service);
        });
    }

    private async Task WriteWantedAsync(Panel panel, PanelId[] ids)
    {
        var accept = Filter();
        var found = new Dictionary<PanelId, Service>();
        var wanted = new HashSet<PanelId>(ids);
        await ForEachAsync(panel, service =>
        {
            if (PanelId.Of(service.ServiceId) is var id && wanted.Contains(id))
                found[id] = service;
        });

        foreach (var id in ids)
        {
            if (!found.TryGetValue(id, out var service))
                WriteFailure(new YallaTakeException(ErrorId.ServiceNotFound, $"The catalogue of {panel.Name} has no service {id}."), id);
            else if (accept(service))
                WriteObject(service);
        }
    }

    private async Task ForEachAsync(Panel panel, Action<Service> act)
    {
        var progress = new WorkProgress(this, $"Reading the services of {panel.Name}");
        await using var services = panel.Catalogue.StreamAsync(Call, Refresh).GetAsyncEnumerator();
        for (var count = 0; await NextAsync(panel, services, progress, count); count++)
            act(services.Current);
        progress.Complete();
    }

    private async ValueTask<bool> NextAsync(Panel panel, IAsyncEnumerator<Service> services, WorkProgress progress, int count)
    {
        try
        {
            var next = services.MoveNextAsync();
            if (next.IsCompleted)
                return await next;

            var arriving = next.AsTask();
            await progress.WatchAsync(arriving, () => count == 0 ? "waiting for the first" : $"{count} so far");
            return await arriving;
        }
        catch (YallaTakeException exception)
        {
            // Nothing more will come, and half a catalogue must not pass for a whole one.
            ThrowTerminatingError(ErrorRecords.From(exception, panel.Name));
            throw;
        }
    }

    private Func<Service, bool> Filter()
    {
        var names = Patterns(Name);
        var categories = Patterns(Category);
        var types = Patterns(Type);
        var refill = Bound(nameof(Refill), Refill);
        var cancel = Bound(nameof(Cancel), Cancel);

        return service =>
            Matches(names, service.Name)
            && Matches(categories, service.Category)
            && Matches(types, service.Type)
            && !(service.Rate > MaximumRate)
            && (refill is null || service.Refill == refill)
            && (cancel is null || service.Cancel == cancel);
    }

    private bool? Bound(string parameter, SwitchParameter value) =>
        MyInvocation.BoundParameters.ContainsKey(parameter) ? value : (bool?)null;

    private static WildcardPattern[] Patterns(string[] texts) =>
        [.. texts.Select(text => WildcardPattern.Get(SeenText.Of(text), WildcardOptions.IgnoreCase | WildcardOptions.Compiled))];

    // By what is seen: names hold marks that nobody sees, and blanks of many kinds.
    private static bool Matches(WildcardPattern[] patterns, string text) =>
        patterns.Length == 0 || (SeenText.Of(text) is var seen && Array.Exists(patterns, pattern => pattern.IsMatch(seen)));
}
