using System.Management.Automation;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Lists the sandboxes that this runspace has started and that still run.</summary>
[Cmdlet(VerbsCommon.Get, "YtSandbox")]
[OutputType(typeof(Sandbox))]
public sealed class GetYtSandboxCommand : AsyncCommand
{
    private protected override Task EndAsync()
    {
        WriteObject(Session.Sandboxes, enumerateCollection: true);
        return Task.CompletedTask;
    }
}
