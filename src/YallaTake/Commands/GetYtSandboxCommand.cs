using System.Management.Automation;

namespace YallaTake.Commands;

/// <summary>Lists the sandboxes that this runspace has started and that still run.</summary>
[Cmdlet(VerbsCommon.Get, "YtSandbox")]
[OutputType(typeof(Sandbox))]
public sealed class GetYtSandboxCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(RunspaceSession.Current.Sandboxes, enumerateCollection: true);
}
