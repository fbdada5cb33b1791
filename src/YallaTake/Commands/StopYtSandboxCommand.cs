using System.Management.Automation;

namespace YallaTake.Commands;

/// <summary>Stops sandboxes: those given, or all that this runspace has started.</summary>
[Cmdlet(VerbsLifecycle.Stop, "YtSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class StopYtSandboxCommand : PSCmdlet
{
    /// <summary>The sandboxes to stop.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Sandbox[]? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = RunspaceSession.Current;
        foreach (var sandbox in InputObject ?? session.Sandboxes)
        {
            if (ShouldProcess(sandbox.Uri.ToString(), "Stop the sandbox"))
                session.Stop(sandbox);
        }
    }
}
