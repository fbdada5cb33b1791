using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Ledger.Catalogues;
using YallaTake.Ledger.Entries;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Reads the catalogue, remembers it, and emits what changed since this reader's last call.</summary>
[Cmdlet(VerbsCommon.Get, "YtServiceChange")]
[OutputType(typeof(ServiceChange))]
public sealed class GetYtServiceChangeCommand : CatalogueCommand
{
    private readonly List<(Panel Panel, PanelId[] Ids)> _wanted = [];

    /// <summary>Only changes of these services.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [PanelIdTransformation]
    [ArgumentCompleter(typeof(ServiceIdCompleter))]
    public PanelId[] ServiceId { get; set; } = [];

    /// <summary>Only changes of services with these names, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <summary>Only changes of services of these categories, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string[] Category { get; set; } = [];

    /// <summary>Only changes of these kinds.</summary>
    [Parameter]
    [ValidateSet(
        ChangeKind.Added,
        ChangeKind.Removed,
        ChangeKind.Returned,
        ChangeKind.RateRaised,
        ChangeKind.RateLowered,
        ChangeKind.LimitsChanged,
        ChangeKind.RefillChanged,
        ChangeKind.CancelChanged,
        ChangeKind.TypeChanged,
        ChangeKind.Renamed)]
    public string[] Kind { get; set; } = [];

    /// <summary>All changes that were recorded since this time, whatever was emitted before; the reader stays where it is.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Who reads; the user when not given. Each reader gets all changes once.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConsumerCompleter))]
    public string? Consumer { get; set; }

    /// <summary>Believes the catalogue whatever it lacks.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private string Reader => Consumer is null ? CatalogueReader.OfUser(Environment.UserName) : CatalogueReader.OfConsumer(Consumer);

    private protected override async Task ProcessAsync() => _wanted.Add((await GetPanelAsync(), ServiceId));

    // What comes down the pipeline is gathered, so that each catalogue is looked at once.
    private protected override async Task EndAsync()
    {
        foreach (var wanted in _wanted.GroupBy(wanted => wanted.Panel, wanted => wanted.Ids))
            await WriteChangesAsync(wanted.Key, [.. wanted.SelectMany(ids => ids)]);
    }

    private async Task WriteChangesAsync(Panel panel, HashSet<PanelId> ids)
    {
        var services = new List<Service>();
        var patterns = new ServicePatterns(Name, Category);
        var comparison = panel.Memory.Begin(StopToken);
        await foreach (var batch in ReadAsync(panel, refresh: true))
        {
            foreach (var service in batch)
            {
                comparison.Add(service);

                // One without a change has the name too.
                patterns.Match(service.Name, service.Category);
            }

            services.AddRange(batch);
        }

        var look = await RunAsync(panel, () => panel.Memory.RememberAsync(comparison, services, Force, StopToken));
        if (look.Warning is { } warning)
            WriteWarning(warning);
        if (look.IsFirst)
        {
            WriteWarning(
                $"This is the first look at the catalogue of {panel.Name}. {services.Count} services are remembered. Changes are emitted "
                + "from the next look on.");
        }

        var after = Since is { } since
            ? TimeSpan.FromMilliseconds(1).Before(since)
            : await RunAsync(panel, () => panel.Memory.GetReadToAsync(Reader, StopToken));
        var accept = Filter(ids, patterns);
        var changes = await RunAsync(panel, () => panel.Memory.GetChangesAsync(after, look, StopToken));
        foreach (var change in changes)
        {
            if (accept(change))
                WriteObject(change);
        }

        if (patterns.Hint is { } hint)
            WriteWarning(hint);

        // Last of all: what was not emitted, because the pipeline was stopped, comes out the next time.
        if (Since is null && changes.Count > 0)
            await RunAsync(panel, () => RecordAsync(panel, look.LookedAt!.Value));
    }

    private async Task<bool> RecordAsync(Panel panel, DateTimeOffset readTo)
    {
        await panel.Memory.RecordReaderAsync(Reader, readTo).ConfigureAwait(false);
        return true;
    }

    private Task<T> RunAsync<T>(Panel panel, Func<Task<T>> work) =>
        OrEndAsync(WatchAsync(panel.RunAsync(() => Task.Run(work)), $"Comparing the services of {panel.Name}"), panel.Name);

    private Func<ServiceChange, bool> Filter(HashSet<PanelId> ids, ServicePatterns patterns)
    {
        var kinds = new HashSet<string>(Kind, StringComparer.OrdinalIgnoreCase);

        return change =>
            (ids.Count == 0 || ids.Contains(PanelId.Of(change.ServiceId)))
            && patterns.Match(change.Name, change.Category)
            && (kinds.Count == 0 || kinds.Contains(change.Kind));
    }
}
