using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Ledger.Entries;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Says what became of the orders of each service, by the ledger.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "YtService")]
[OutputType(typeof(ServiceRecord))]
public sealed class MeasureYtServiceCommand : PanelCommand
{
    private readonly List<(Panel Panel, PanelId[] Ids)> _wanted = [];

    /// <summary>The services' ids; all that were ordered when not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [PanelIdTransformation]
    [ArgumentCompleter(typeof(ServiceIdCompleter))]
    public PanelId[] ServiceId { get; set; } = [];

    /// <summary>Only services with these names, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <summary>Only services of these categories, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    public string[] Category { get; set; } = [];

    /// <summary>Only orders made at this time or later.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only orders made before this time.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTimeOffset? Before { get; set; }

    private protected override async Task ProcessAsync() => _wanted.Add((await GetPanelAsync(), ServiceId));

    // What comes down the pipeline is gathered, so that each ledger is read once.
    private protected override async Task EndAsync()
    {
        var patterns = new ServicePatterns(Name, Category);
        foreach (var wanted in _wanted.GroupBy(wanted => wanted.Panel, wanted => wanted.Ids))
        {
            var panel = wanted.Key;
            string[] ids = [.. wanted.SelectMany(ids => ids).Select(id => id.ToString()).Distinct()];
            var filter = new OrderFilter { ServiceIds = ids.Length > 0 ? ids : null, After = After, Before = Before };
            var measuring = panel.RunAsync(() => Task.Run(() => panel.Ledger.MeasureServicesAsync(filter, StopToken)));
            foreach (var record in await OrEndAsync(WatchAsync(measuring, $"Measuring the services of {panel.Name}"), panel.Name))
            {
                if (patterns.Match(record.Name, record.Category))
                    WriteObject(record);
            }

            if (patterns.Hint is { } hint)
                WriteWarning(hint);
        }
    }
}
