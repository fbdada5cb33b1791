using System.Management.Automation;
using YallaTake.Completion;

namespace YallaTake.Pipeline;

/// <summary>A cmdlet that talks to a panel: the one it is given, else the runspace's current one, else one from the environment.</summary>
public abstract class PanelCommand : AsyncCommand
{
    private Panel? _current;

    /// <summary>The panel to use, by name or as an object; the current one when not given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PanelNameCompleter))]
    public PanelReference? Panel { get; set; }

    /// <summary>The panel that this input is for. Without one nothing can work, and the pipeline ends.</summary>
    private protected async ValueTask<Panel> GetPanelAsync()
    {
        try
        {
            return await FindPanelAsync();
        }
        catch (YallaTakeException exception)
        {
            await FinishAsync();
            ThrowTerminatingError(ErrorRecords.From(exception, Panel?.Name));
            throw;
        }
    }

    /// <summary>Hands out what earlier inputs came to: nothing follows.</summary>
    private protected virtual Task FinishAsync() => Task.CompletedTask;

    /// <summary>Writes a failure about one item, or ends the pipeline when no other item can fare better.</summary>
    private protected void WriteFailure(YallaTakeException exception, object? target)
    {
        var record = ErrorRecords.From(exception, target);
        if (ErrorRecords.EndsPipeline(exception))
            ThrowTerminatingError(record);
        WriteError(record);
    }

    private async ValueTask<Panel> FindPanelAsync()
    {
        if (Panel is { } reference)
            return (reference.Panel ?? RunspaceSession.Current.Find(reference.Name)) is { IsClosed: false } panel ? panel : throw NotConnected($"No panel named '{reference.Name}' is connected in this runspace.");

        return _current ??= RunspaceSession.Current.CurrentPanel ?? await ConnectFromEnvironmentAsync();
    }

    private async Task<Panel> ConnectFromEnvironmentAsync()
    {
        var key = PanelConnector.KeyFromEnvironment() ?? throw NotConnected("No panel is connected in this runspace.");
        var uri = PanelConnector.UriFromEnvironment();
        try
        {
            var panel = await new PanelConnector { Uri = uri, ApiKey = key, Time = Time, Chance = RunspaceSession.Current.Chance }.ConnectAsync(Call);
            RunspaceSession.Current.Connect(panel);
            WriteVerbose($"Connected to {uri} with the key from {PanelConnector.KeyVariable}.");
            return panel;
        }
        catch (YallaTakeException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, uri));
            throw;
        }
    }

    /// <summary>The failure of what cannot be done without a ledger.</summary>
    private protected static YallaTakeException NoLedger(Panel panel) =>
        new(ErrorId.LedgerUnavailable, $"The connection to {panel.Name} keeps no ledger. Connect without -NoLedger.");

    private static YallaTakeException NotConnected(string message) =>
        new(ErrorId.NotConnected, $"{message} Run Connect-YtPanel first, or set {PanelConnector.KeyVariable}.");
}
