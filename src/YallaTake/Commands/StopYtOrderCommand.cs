using System.Management.Automation;
using YallaTake.Batches;

namespace YallaTake.Commands;

/// <summary>Asks the panel to cancel orders. It is a request: the order's status says when it is canceled and refunded.</summary>
[Cmdlet(VerbsLifecycle.Stop, "YtOrder", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Cancellation))]
public sealed class StopYtOrderCommand() : OrderBatchCommand<Cancellation>(
    client => client.Cancel, (ledger, cancellations) => ledger.RecordAsync(cancellations))
{
    private protected override string Action => "Cancel";
}
