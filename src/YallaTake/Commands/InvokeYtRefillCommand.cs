using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Asks the panel to refill orders that have lost what was delivered.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "YtRefill", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Refill))]
public sealed class InvokeYtRefillCommand() : BatchCommand<Refill>(BatchCalls.Refill)
{
    /// <summary>The orders' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NumberTransformation]
    [ValidateRange(1L, long.MaxValue)]
    [Alias("order")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    public long[] OrderId { get; set; } = [];

    private protected override long[] Ids => OrderId;

    private protected override bool Confirm(long id) => ShouldProcess($"Order {id}", "Refill");
}
