using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Asks for the account's balance.</summary>
[Cmdlet(VerbsCommon.Get, "YtBalance")]
[OutputType(typeof(AccountBalance))]
public sealed class GetYtBalanceCommand : PanelCommand
{
    /// <summary>The panel to ask, by name or as an object; the current one when not given.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PanelTransformation]
    [ArgumentCompleter(typeof(PanelNameCompleter))]
    public override PanelReference? Panel { get; set; }

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        await EmitAsync(ReadAsync, () => panel.Name);

        async Task<AccountBalance> ReadAsync()
        {
            var reading = panel.RunAsync(() => panel.Desk.Balance.ReadAsync(Call));
            return (await WatchAsync(reading, $"Asking {panel.Name} for the balance")).Balance;
        }
    }
}
