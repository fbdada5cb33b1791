using System.Management.Automation;
using YallaTake.Session;

namespace YallaTake.Lifecycle;

/// <summary>Leaves nothing behind in a runspace that removes the module: settles orders, closes connections and stops sandboxes.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <summary>Called by PowerShell when the module is removed.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceSession.Current.CloseAsync().GetAwaiter().GetResult();
}
