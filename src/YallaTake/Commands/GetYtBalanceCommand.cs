using System.Management.Automation;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Asks for the account's balance.</summary>
[Cmdlet(VerbsCommon.Get, "YtBalance")]
[OutputType(typeof(AccountBalance))]
public sealed class GetYtBalanceCommand : PanelCommand
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        AccountBalance balance;
        try
        {
            balance = await WatchAsync(panel.Client.GetBalanceAsync(Call), $"Asking {panel.Name} for the balance");
        }
        catch (YallaTakeException exception)
        {
            WriteFailure(exception, panel.Name);
            return;
        }

        WriteObject(balance);
    }
}
