using System.Management.Automation;
using YallaTake.Client.Values;
using YallaTake.Completion;
using YallaTake.Parameters;
using YallaTake.Waiting;

namespace YallaTake.Commands;

/// <summary>Follows refills until they are final, and emits each status as it becomes so.</summary>
[Cmdlet(VerbsLifecycle.Wait, "YtRefill")]
[OutputType(typeof(RefillStatus))]
public sealed class WaitYtRefillCommand() : WaitCommand<RefillStatus>(
    "refill", client => client.RefillStatus, (ledger, statuses) => ledger.RecordAsync(statuses))
{
    /// <summary>The refills' ids. An order of the ledger without refills has an empty list, and nothing is waited for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PanelIdTransformation]
    [AllowEmptyCollection]
    [Alias("refill")]
    [ArgumentCompleter(typeof(RefillIdCompleter))]
    public PanelId[] RefillId { get; set; } = [];

    private protected override PanelId[] Ids => RefillId;

    private protected override (string Status, long? Remains, bool IsFinal, OrderContext? Order) Read(RefillStatus status) =>
        (status.Status, null, status.IsFinal, null);
}
