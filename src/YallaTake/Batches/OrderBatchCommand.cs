using System.Management.Automation;
using YallaTake.Client;
using YallaTake.Client.Batches;
using YallaTake.Completion;
using YallaTake.Errors;
using YallaTake.Ledger;
using YallaTake.Ledger.Store;
using YallaTake.Parameters;

namespace YallaTake.Batches;

/// <summary>A cmdlet that asks about orders by their ids.</summary>
/// <typeparam name="T">What comes out for an order.</typeparam>
public abstract class OrderBatchCommand<T> : BatchCommand<T>
    where T : class
{
    private protected OrderBatchCommand(Func<PanelClient, IdBatch<T>> batch, Func<OrderLedger, IReadOnlyList<T>, Task> record)
        : base(batch, record)
    {
    }

    /// <summary>The orders' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PanelIdTransformation(NoneIsEmpty = true)]
    [AllowEmptyCollection]
    [Alias("order")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    public PanelId[] OrderId { get; set; } = [];

    /// <summary>The order that was piped, whose id is asked about.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public Order? InputObject { get; set; }

    private protected sealed override PanelId[] Ids => OrderId;

    private protected sealed override async Task ProcessAsync()
    {
        if (OrderId.Length == 0)
            WriteFailure(ErrorRecords.NoOrderId(InputObject), InputObject, Row);
        await base.ProcessAsync();
    }
}
