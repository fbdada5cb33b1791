using System.Management.Automation;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Asks how refills stand.</summary>
[Cmdlet(VerbsCommon.Get, "YtRefillStatus")]
[OutputType(typeof(RefillStatus))]
public sealed class GetYtRefillStatusCommand : BatchCommand<RefillStatus>
{
    /// <summary>The refills' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1L, long.MaxValue)]
    [Alias("refill")]
    public long[] RefillId { get; set; } = [];

    private protected override long[] Ids => RefillId;

    private protected override Task<RefillStatus> AskAsync(PanelClient client, long id, CancellationToken cancellationToken) =>
        client.GetRefillStatusAsync(id, cancellationToken);

    private protected override Task<IReadOnlyList<ItemResult<RefillStatus>>> AskAsync(PanelClient client, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        client.GetRefillStatusAsync(ids, cancellationToken);

    private protected override Task RecordAsync(OrderLedger ledger, IReadOnlyList<RefillStatus> values) => ledger.RecordAsync(values);
}
