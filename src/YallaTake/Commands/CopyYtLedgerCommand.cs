using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Parameters;
using YallaTake.Pipeline;
using YallaTake.Session;

namespace YallaTake.Commands;

/// <summary>
/// Copies an account's orders from a ledger file into the shared ledger that its panel is connected with, and counts them in both.
/// </summary>
[Cmdlet(VerbsCommon.Copy, "YtLedger", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(LedgerCopy))]
public sealed class CopyYtLedgerCommand : PanelCommand
{
    /// <summary>The ledger file to copy from; the one in the user's data folder when not given. It is only read.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The panel to copy to, by name or as an object; the current one when not given.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PanelTransformation]
    [ArgumentCompleter(typeof(PanelNameCompleter))]
    public override PanelReference? Panel { get; set; }

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        var path = Path is null ? LedgerLocation.UserFile() : FilePath.Of(this, Path);
        if (!ShouldProcess($"{path} into {panel.LedgerPath}", "Copy ledger"))
            return;

        var copy = await OrEndAsync(WatchAsync(panel.Ledger.CopyFromAsync(path, StopToken), $"Copying {path}"), path);
        if (copy.OtherPanels.Count > 0)
            WriteWarning(
                $"{path} also has orders with fallbacks of {string.Join(", ", copy.OtherPanels)}. Copy those panels' orders too before you "
                + "order with fallbacks, or under the references of such orders: what is not copied could be bought again.");
        WriteObject(copy);
    }
}
