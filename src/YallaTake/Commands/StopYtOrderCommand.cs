using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Asks the panel to cancel orders. It is a request: the order's status says when it is canceled and refunded.</summary>
[Cmdlet(VerbsLifecycle.Stop, "YtOrder", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Cancellation))]
public sealed class StopYtOrderCommand() : BatchCommand<Cancellation>(BatchCalls.Cancel)
{
    /// <summary>The orders' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NumberTransformation]
    [ValidateRange(1L, long.MaxValue)]
    [Alias("order")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    public long[] OrderId { get; set; } = [];

    private protected override long[] Ids => OrderId;

    private protected override bool Confirm(long id) => ShouldProcess($"Order {id}", "Cancel");
}
