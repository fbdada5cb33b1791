using System.Management.Automation;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Asks how orders stand.</summary>
[Cmdlet(VerbsCommon.Get, "YtOrderStatus")]
[OutputType(typeof(OrderStatus))]
public sealed class GetYtOrderStatusCommand : BatchCommand<OrderStatus>
{
    /// <summary>The orders' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1L, long.MaxValue)]
    [Alias("order")]
    public long[] OrderId { get; set; } = [];

    private protected override long[] Ids => OrderId;

    private protected override Task<OrderStatus> AskAsync(PanelClient client, long id, CancellationToken cancellationToken) =>
        client.GetStatusAsync(id, cancellationToken);

    private protected override Task<IReadOnlyList<ItemResult<OrderStatus>>> AskAsync(PanelClient client, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        client.GetStatusAsync(ids, cancellationToken);

    private protected override Task RecordAsync(OrderLedger ledger, IReadOnlyList<OrderStatus> values) => ledger.RecordAsync(values);
}
