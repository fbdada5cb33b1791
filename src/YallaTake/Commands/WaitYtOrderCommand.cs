using System.Management.Automation;
using YallaTake.Client.Values;
using YallaTake.Completion;
using YallaTake.Parameters;
using YallaTake.Waiting;

namespace YallaTake.Commands;

/// <summary>Follows orders until they are final, and emits each status as it becomes so.</summary>
[Cmdlet(VerbsLifecycle.Wait, "YtOrder")]
[OutputType(typeof(OrderStatus))]
public sealed class WaitYtOrderCommand() : WaitCommand<OrderStatus>(
    "order", client => client.Status, (ledger, statuses) => ledger.RecordAsync(statuses))
{
    /// <summary>The orders' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PanelIdTransformation(NoneIsEmpty = true)]
    [AllowEmptyCollection]
    [Alias("order")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    public PanelId[] OrderId { get; set; } = [];

    /// <summary>What was piped: an order is waited for by its id.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override PanelId[] Ids => OrderId;

    private protected override async Task ProcessAsync()
    {
        await base.ProcessAsync();
        if (OrderId.Length == 0)
            WriteNoOrderId(InputObject);
    }

    private protected override (string Status, long? Remains, bool IsFinal, OrderContext? Order) Read(OrderStatus status) =>
        (status.Status, status.Remains, status.IsFinal, status.Order);
}
