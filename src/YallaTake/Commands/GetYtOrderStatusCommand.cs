using System.Management.Automation;
using YallaTake.Batches;

namespace YallaTake.Commands;

/// <summary>Asks for the status of orders.</summary>
[Cmdlet(VerbsCommon.Get, "YtOrderStatus")]
[OutputType(typeof(OrderStatus))]
public sealed class GetYtOrderStatusCommand() : OrderBatchCommand<OrderStatus>(
    client => client.Status, (ledger, statuses) => ledger.RecordAsync(statuses));
