using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Ends connections of this runspace; a sandbox that was started for one stops with it.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "YtPanel")]
public sealed class DisconnectYtPanelCommand : PSCmdlet
{
    /// <summary>The panels' names, with wildcards; the current one when not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PanelNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = RunspaceSession.Current;
        if (Name.Length == 0 && session.CurrentPanel is { } current)
            session.Disconnect(current);

        foreach (var panel in PanelSelection.Find(this, Name))
            session.Disconnect(panel);
    }
}
