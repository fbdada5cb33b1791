using System.Globalization;
using System.Management.Automation;
using YallaTake.Client.Values;
using YallaTake.Completion;
using YallaTake.Ledger.Catalogues;
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

    /// <summary>
    /// The services' ids, which come out in this order; or words, each of which is in the name or the category, in any order and case.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ValueFromRemainingArguments = true)]
    [ValidateNotNull]
    [PanelIdTransformation(OrWords = true)]
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

    /// <summary>The highest price of 1000 units (of one package, for package types), in the account's currency.</summary>
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
    [TimeTransformation]
    public DateTimeOffset? At { get; set; }

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        _wanted.AddRange(ServiceId.Select(id => (panel, id)));
        if (ServiceId.Length > 0)
            return;

        var filter = new Filter(this);
        await foreach (var batch in ReadAsync(panel))
        {
            foreach (var service in batch)
            {
                if (filter.Accepts(service))
                    WriteObject(service);
            }
        }

        if (filter.Hint is { } hint)
            WriteWarning(hint);
    }

    // Ids from the pipeline are collected, so that the catalogue is read once for all of them.
    private protected override async Task EndAsync()
    {
        foreach (var wanted in _wanted.GroupBy(wanted => wanted.Panel, wanted => wanted.Id))
            await WriteWantedAsync(wanted.Key, [.. wanted]);
    }

    private async Task WriteWantedAsync(Panel panel, PanelId[] ids)
    {
        var filter = new Filter(this);
        PanelId[] texts = MyInvocation.ExpectingInput ? [] : [.. ids.Where(id => !id.IsNumber)];
        var words = Array.ConvertAll(texts, text => SeenText.Of(text.ToString()));
        var found = ids.Distinct().ToDictionary(id => id, _ => (Service?)null);
        var named = new List<Service>();
        await foreach (var batch in ReadAsync(panel))
        {
            foreach (var service in batch)
            {
                if (PanelId.Of(service.ServiceId) is var id && found.ContainsKey(id))
                    found[id] = service;
                if (words.Length > 0 && HasAll(service, words))
                    named.Add(service);
            }
        }

        // Texts are ids where the panel has one of them, else words.
        if (Array.Exists(texts, text => found[text] is not null))
            texts = [];
        foreach (var id in ids.Where(id => !texts.Contains(id)))
        {
            if (found[id] is not { } service)
                WriteNotFound(panel, $"no service {id}", id);
            else if (filter.Accepts(service))
                WriteObject(service);
        }

        if (texts.Length > 0 && named.Count == 0)
            WriteNotFound(panel, $"no service {string.Join(" ", words)}, and none with all of that in its name and category", texts[0]);
        else if (texts.Length > 0)
            WriteObject(named.Where(filter.Accepts), enumerateCollection: true);
    }

    private void WriteNotFound(Panel panel, string what, PanelId id) => WriteFailure(
        new YallaTakeException(ErrorId.ServiceNotFound, $"The catalogue of {panel.Name} {(At is null ? "has" : "had")} {what}."), id);

    private static bool HasAll(Service service, string[] words)
    {
        var text = SeenText.Of($"{service.Name} {service.Category}");
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        return Array.TrueForAll(words, word => compare.IndexOf(text, word, CompareOptions.OrdinalIgnoreCase) >= 0);
    }

    // A whole catalogue that was read from the panel is remembered, after all of it was emitted.
    private async IAsyncEnumerable<IReadOnlyList<Service>> ReadAsync(Panel panel)
    {
        if (At is { } at)
        {
            yield return await RecallAsync(panel, at);
            yield break;
        }

        var look = panel.Memory.IsDue && (Refresh || panel.Catalogue.Recent is null)
            ? panel.Memory.BeginInPassing(CancellationToken.None)
            : null;
        await foreach (var batch in ReadAsync(panel, Refresh))
        {
            foreach (var service in batch)
                look?.Add(service);
            yield return batch;
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

    // The services are what was asked for: a ledger that cannot be written, or is slow, does not hold them up.
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

    private bool? Bound(string parameter, SwitchParameter value) =>
        MyInvocation.BoundParameters.ContainsKey(parameter) ? value : (bool?)null;

    /// <summary>What the parameters beside the ids ask for.</summary>
    private sealed class Filter(GetYtServiceCommand command)
    {
        private readonly ServicePatterns _patterns = new(command.Name, command.Category);
        private readonly SeenPatterns _types = new(command.Type);
        private readonly bool? _refill = command.Bound(nameof(Refill), command.Refill);
        private readonly bool? _cancel = command.Bound(nameof(Cancel), command.Cancel);

        /// <summary>What to say when nothing was found; null when there is nothing to say.</summary>
        public string? Hint => _patterns.Hint;

        public bool Accepts(Service service) =>
            _patterns.Match(service.Name, service.Category)
            && _types.Match(service.Type)
            && !(service.Rate > command.MaximumRate)
            && (_refill is null || service.Refill == _refill)
            && (_cancel is null || service.Cancel == _cancel);
    }
}
