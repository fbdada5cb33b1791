using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Ledger.Store;
using YallaTake.Pipeline;
using YallaTake.Session;

namespace YallaTake.Commands;

/// <summary>Lists the panels connected in this runspace; the current one comes last.</summary>
[Cmdlet(VerbsCommon.Get, "YtPanel")]
[OutputType(typeof(Panel))]
public sealed class GetYtPanelCommand : AsyncCommand
{
    /// <summary>The panels' names, with wildcards; all when not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PanelNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    private protected override Task ProcessAsync()
    {
        WriteObject(PanelSelection.Find(this, Session, Name), enumerateCollection: true);
        return Task.CompletedTask;
    }
}
