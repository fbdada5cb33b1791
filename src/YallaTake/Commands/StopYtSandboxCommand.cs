using System.Management.Automation;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Stops sandboxes: those given, or all that this runspace has started.</summary>
[Cmdlet(VerbsLifecycle.Stop, "YtSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class StopYtSandboxCommand : AsyncCommand
{
    /// <summary>The sandboxes to stop.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Sandbox[]? InputObject { get; set; }

    private protected override Task ProcessAsync()
    {
        foreach (var sandbox in InputObject ?? Session.Sandboxes)
        {
            if (ShouldProcess(sandbox.Uri.ToString(), "Stop the sandbox"))
                Session.Stop(sandbox);
        }

        return Task.CompletedTask;
    }
}
