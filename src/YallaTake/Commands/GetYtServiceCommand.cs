using System.Management.Automation;
using YallaTake.Client.Values;
using YallaTake.Completion;
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
                WriteFailure(new YallaTakeException(ErrorId.ServiceNotFound, $"The catalogue of {panel.Name} has no service {id}."), id);
            else if (accept(service))
                WriteObject(service);
        }
    }

    // After a failure nothing more comes, and half a catalogue must not be taken for the whole.
    private async IAsyncEnumerable<Service> ReadAsync(Panel panel)
    {
        var progress = new WorkProgress(this, $"Reading the services of {panel.Name}");
        var count = 0;
        await using var services = panel.Catalogue.StreamAsync(Call, Refresh).GetAsyncEnumerator();
        for (; await OrEndAsync(NextAsync(), panel.Name); count++)
            yield return services.Current;
        progress.Complete();

        async ValueTask<bool> NextAsync()
        {
            var next = services.MoveNextAsync();
            if (next.IsCompleted)
                return await next;

            var arriving = next.AsTask();
            await progress.WatchAsync(arriving, () => count == 0 ? "waiting for the first" : $"{count} so far");
            return await arriving;
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

    // By what is seen: names have invisible characters and blanks of many kinds.
    private static bool Matches(WildcardPattern[] patterns, string text) =>
        patterns.Length == 0 || (SeenText.Of(text) is var seen && Array.Exists(patterns, pattern => pattern.IsMatch(seen)));
}
