using System.Management.Automation;
using YallaTake.Batches;

namespace YallaTake.Commands;

/// <summary>Asks the panel to refill orders that have lost what was delivered.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "YtRefill", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Refill))]
public sealed class InvokeYtRefillCommand() : OrderBatchCommand<Refill>(
    client => client.Refill, (ledger, refills) => ledger.RecordAsync(refills))
{
    private protected override string Action => "Refill";
}
