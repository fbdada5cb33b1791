using System.Management.Automation;
using YallaTake.Errors;
using YallaTake.Parameters;
using YallaTake.Session;
using YallaTake.Settings;

namespace YallaTake.Pipeline;

/// <summary>A cmdlet that talks to connected panels. If it only reads it may connect from the environment.</summary>
public abstract class ConnectedCommand : AsyncCommand
{
    // Every other verb may spend or change something.
    private static readonly string[] ReadingVerbs =
    [
        VerbsCommon.Get, VerbsCommon.Find, VerbsData.Compare, VerbsData.Export, VerbsData.Import, VerbsDiagnostic.Measure,
        VerbsLifecycle.Wait,
    ];

    private Panel? _used;

    private protected override YallaTakeException? WhatWasClosed => _used is { IsClosed: true } panel ? panel.Closed() : null;

    private bool OnlyReads => ReadingVerbs.Contains(((CmdletInfo)MyInvocation.MyCommand).Verb);

    /// <summary>Whether a panel may be used. A profile that is not connected is an error, and the others go on.</summary>
    private protected bool Accepts(PanelReference? panel)
    {
        if (panel is not { IsProfile: true } || Session.Find(panel.Name) is not null)
            return true;

        WriteError(ErrorRecords.From(Session.NotFound(panel.Name), panel.Name));
        return false;
    }

    /// <summary>The panel that is meant; the current one for null. Without one nothing can work, and the pipeline ends.</summary>
    private protected ValueTask<Panel> GetPanelAsync(PanelReference? panel) => OrEndAsync(FindPanelAsync(panel), panel?.Name);

    /// <summary>Emits what is asked for, if there is anything, or its failure.</summary>
    /// <param name="ask">Asks for it.</param>
    /// <param name="target">What a failure is about.</param>
    /// <param name="row">The number of the input that it is about; the present one's when not given.</param>
    private protected async Task EmitAsync<T>(Func<Task<T>> ask, Func<object?> target, long? row = null)
        where T : class?
    {
        T item;
        try
        {
            item = await ask();
        }
        catch (YallaTakeException exception)
        {
            WriteFailure(exception, target(), row ?? Row);
            return;
        }

        if (item is not null)
            WriteObject(item);
    }

    /// <summary>Writes a failure about one item, or ends the pipeline when no other item can fare better.</summary>
    private protected void WriteFailure(YallaTakeException exception, object? target, long? row = null)
    {
        var record = ErrorRecords.From(exception, target, row);
        if (ErrorRecords.EndsPipeline(exception))
            ThrowTerminatingError(record);
        WriteError(record);
    }

    /// <summary>Writes that what was piped has no id to ask the panel about.</summary>
    private protected void WriteNoOrderId(PSObject? input)
    {
        var order = input.Bare() as Order;
        WriteFailure(ErrorRecords.NoOrderId(order), order ?? (object?)input, Row);
    }

    private async ValueTask<Panel> FindPanelAsync(PanelReference? given)
    {
        if (given?.Problem is { } problem)
            throw problem;

        var panel = given is { IsBlank: false } reference
            ? reference.Panel ?? Named(reference.Name)
            : Session.CurrentPanel ?? await ConnectFromEnvironmentAsync();
        _used = panel;
        if (panel.IsClosed)
            throw panel.Closed();
        return OnlyReads || !panel.IsForReading ? panel : throw ConnectsNever();
    }

    private Panel Named(string name) => Session.Find(name) ?? throw Session.NotFound(name);

    private async Task<Panel> ConnectFromEnvironmentAsync()
    {
        if (Session.IsConnecting)
            throw NotConnected("The last Connect-YtPanel or Start-YtSandbox did not succeed, so no panel is current.");

        var key = PanelConnector.KeyFromEnvironment() ?? throw NotConnected("No panel is connected in this runspace.");
        if (!OnlyReads)
            throw ConnectsNever();

        var uri = PanelConnector.UriFromEnvironment();
        var settings = new PanelSettings { Name = PanelSettings.NameOf(uri), Uri = uri };
        var connector = new PanelConnector { Settings = settings, ApiKey = key, Session = Session, IsForReading = true };
        var panel = await OrEndAsync(connector.ConnectAsync(Call), uri);
        await WatchClosingAsync(Session.Connect(panel), panel.Name);
        WriteVerbose($"Connected to {uri} with the key from {PanelConnector.KeyVariable}.");
        return panel;
    }

    private YallaTakeException ConnectsNever() =>
        NotConnected($"{MyInvocation.MyCommand.Name} may spend money or change an order, so it does not connect by itself.");

    private static YallaTakeException NotConnected(string message) =>
        new(ErrorId.NotConnected, $"{message} Nothing was sent.");
}
