using System.Diagnostics;
using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Errors;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Parameters;
using YallaTake.Pipeline;
using YallaTake.Reports;
using YallaTake.Settings;

namespace YallaTake.Commands;

/// <summary>Writes what the ledger knows of an account's orders and money as one HTML file.</summary>
[Cmdlet(VerbsData.Export, "YtReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(FileInfo))]
public sealed class ExportYtReportCommand : SeveralPanelsCommand
{
    // More are not settled one by one.
    private const int MostUnsettled = 100;

    /// <summary>The file. One that is there is replaced once the new one is whole.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The panels, by name or as objects; all that are connected with a ledger when not given.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PanelTransformation(Several = true)]
    [ArgumentCompleter(typeof(PanelNameCompleter))]
    public override PanelReference[] Panel { get; set; } = [];

    /// <summary>Only orders made at this time or later.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only orders made before this time.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Leaves a file that is there as it is: then nothing is written.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Shows the report in the browser.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <summary>Emits the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task EndAsync()
    {
        var file = new FileInfo(FilePath.Of(this, Path));
        if (NoClobber && file.Exists)
            Fail(file.FullName, $"{file.FullName} exists, and -NoClobber keeps it. Nothing was written. Choose another -Path.");
        if (!ShouldProcess(file.FullName, "Write report"))
            return;

        // An account that is connected under two names counts once.
        var accounts = new List<PanelFigures>();
        foreach (var panel in await GetPanelsAsync(panel => panel.Ledger.Remembers))
        {
            var figures = await OrEndAsync(
                WatchAsync(panel.RunAsync(() => Task.Run(() => ReadAsync(panel))), $"Reading the ledger of {panel.Name}"), panel.Name);
            if (figures.Figures.Account is null || !accounts.Exists(known => known.Figures.Account == figures.Figures.Account))
                accounts.Add(figures);
        }

        var time = new ReportTime(Time.LocalTimeZone, Time.GetUtcNow(), After, Before);
        Write(file.FullName, ReportPage.Render(accounts, time));
        if (Open)
            Show(file.FullName);
        if (PassThru)
            WriteObject(file);
    }

    private async Task<PanelFigures> ReadAsync(Panel panel)
    {
        var figures = await panel.Ledger.GetFiguresAsync(After, Before, StopToken).ConfigureAwait(false);
        var services = await panel.Ledger.MeasureServicesAsync(
            new OrderFilter { After = After, Before = Before }, StopToken).ConfigureAwait(false);
        var unsettled = new List<Order>();
        var count = 0;
        await foreach (var order in panel.Ledger.FindAsync(new OrderFilter { Unsettled = true }, StopToken).ConfigureAwait(false))
        {
            if (count++ < MostUnsettled)
                unsettled.Add(order);
        }

        return new PanelFigures(
            panel.Name, figures, services, unsettled, count, await CountStuckAsync(panel.Ledger).ConfigureAwait(false),
            await CountRefillsAsync(panel.Ledger).ConfigureAwait(false));
    }

    private async Task<int> CountStuckAsync(OrderLedger ledger)
    {
        var open = new OrderFilter { States = [OrderState.Placed], Open = true };
        return await CountAsync(StuckOrders.FindAsync(ledger, open, Time.GetUtcNow(), StopToken)).ConfigureAwait(false);
    }

    // By the catalogue that the ledger remembers: a report asks no panel.
    private async Task<int> CountRefillsAsync(OrderLedger ledger)
    {
        var now = Time.GetUtcNow();
        var services = await ledger.GetServicesAsync(now, StopToken).ConfigureAwait(false);
        var terms = new RefillTerms(
            services.ToDictionary(service => PanelId.Of(service.ServiceId)), RefillTerms.UsualWindow);
        var due = new OrderFilter { RefillDue = new RefillDue(now, terms.WindowOf) };
        return await CountAsync(ledger.FindAsync(due, StopToken)).ConfigureAwait(false);
    }

    private static async Task<int> CountAsync(IAsyncEnumerable<Order> orders)
    {
        var count = 0;
        await foreach (var order in orders.ConfigureAwait(false))
            count++;
        return count;
    }

    private void Write(string path, string html)
    {
        try
        {
            WholeFile.Write(path, html, Session.Chance);
        }
        catch (Exception exception)
        {
            var why = $"The report cannot be written: {exception.Message.TrimEnd('.')}. A report that was there before is unchanged. "
                + "Check -Path.";
            Fail(path, why, exception);
        }
    }

    private void Fail(string path, string why, Exception? cause = null) =>
        ThrowTerminatingError(ErrorRecords.From(new YallaTakeException(ErrorId.ReportNotWritten, why, cause), path));

    private void Show(string path)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
        }
        catch (Exception exception)
        {
            WriteWarning($"The report was written, and cannot be shown: {exception.Message} Open {path} in a browser.");
        }
    }
}
