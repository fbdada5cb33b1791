using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Pipeline;
using YallaTake.Session;

namespace YallaTake.Commands;

/// <summary>Ends connections of this runspace once their orders are settled; a sandbox that was started for one stops with it.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "YtPanel")]
public sealed class DisconnectYtPanelCommand : AsyncCommand
{
    /// <summary>The panels' names, with wildcards; the current one when not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PanelNameCompleter))]
    public string[] Name { get; set; } = [];

    private protected override async Task ProcessAsync()
    {
        Panel?[] current = Name.Length == 0 ? [Session.CurrentPanel] : [];
        foreach (var panel in PanelSelection.Find(this, Session, Name).Concat(current).OfType<Panel>())
            await WatchClosingAsync(Session.Disconnect(panel), panel.Name);
    }
}
