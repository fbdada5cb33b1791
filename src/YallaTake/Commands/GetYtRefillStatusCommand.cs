using System.Management.Automation;
using YallaTake.Batches;
using YallaTake.Completion;
using YallaTake.Parameters;

namespace YallaTake.Commands;

/// <summary>Asks for the status of refills.</summary>
[Cmdlet(VerbsCommon.Get, "YtRefillStatus")]
[OutputType(typeof(RefillStatus))]
public sealed class GetYtRefillStatusCommand() : BatchCommand<RefillStatus>(
    client => client.RefillStatus, (ledger, statuses) => ledger.RecordAsync(statuses))
{
    /// <summary>The refills' ids. An order of the ledger without refills has an empty list, and nothing comes out for it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PanelIdTransformation]
    [AllowEmptyCollection]
    [Alias("refill")]
    [ArgumentCompleter(typeof(RefillIdCompleter))]
    public PanelId[] RefillId { get; set; } = [];

    private protected override PanelId[] Ids => RefillId;
}
