using System.Management.Automation;

namespace YallaTake;

/// <summary>Leaves nothing behind in a runspace that removes the module: connections are closed and sandboxes stopped.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <summary>Called by PowerShell when the module is removed.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceSession.Current.Clear();
}
