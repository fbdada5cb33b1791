using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Errors;
using YallaTake.Parameters;
using YallaTake.Pipeline;
using YallaTake.Session;
using YallaTake.Settings;

namespace YallaTake.Commands;

/// <summary>
/// Lists the panels that are registered, then those connected in this runspace, with what is spent of their limits; the current one comes
/// last.
/// </summary>
[Cmdlet(VerbsCommon.Get, "YtPanel")]
[OutputType(typeof(Panel), typeof(PanelProfile))]
public sealed class GetYtPanelCommand : AsyncCommand
{
    /// <summary>The panels' names, with wildcards; all when not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(KnownPanelCompleter))]
    public string[] Name { get; set; } = ["*"];

    private protected override async Task ProcessAsync()
    {
        var panels = PanelSelection.Find(this, Session, Name);
        var patterns = Name.Select(Wildcard.Of).ToList();
        foreach (var name in Registered().Where(name => patterns.Exists(pattern => pattern.IsMatch(name)) && Session.Find(name) is null))
            WriteProfile(name);
        foreach (var panel in panels.OrderBy(panel => panel == Session.CurrentPanel))
        {
            if (panel.SpendLimit is not null)
                await LookAsync(panel);
            WriteObject(panel);
        }
    }

    // What is connected is shown, whatever is wrong with the profiles.
    private IReadOnlyList<string> Registered()
    {
        try
        {
            return ProfileFolder.Names();
        }
        catch (YallaTakeException exception)
        {
            WriteError(ErrorRecords.From(exception, null));
            return [];
        }
    }

    private void WriteProfile(string name)
    {
        try
        {
            if (ProfileFolder.Find(name) is { } settings)
                WriteObject(new PanelProfile(settings));
        }
        catch (YallaTakeException exception)
        {
            WriteError(ErrorRecords.From(exception, name));
        }
    }

    // What is connected is shown, whatever is wrong with its ledger.
    private async Task LookAsync(Panel panel)
    {
        try
        {
            panel.Spent = await panel.Ledger.GetSpentAsync(panel.SpendWindow, StopToken);
        }
        catch (YallaTakeException exception)
        {
            WriteError(ErrorRecords.From(exception, panel.Name));
        }
    }
}
