using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Asks how orders stand.</summary>
[Cmdlet(VerbsCommon.Get, "YtOrderStatus")]
[OutputType(typeof(OrderStatus))]
public sealed class GetYtOrderStatusCommand() : BatchCommand<OrderStatus>(BatchCalls.Status)
{
    /// <summary>The orders' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NumberTransformation]
    [ValidateRange(1L, long.MaxValue)]
    [Alias("order")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    public long[] OrderId { get; set; } = [];

    private protected override long[] Ids => OrderId;
}
