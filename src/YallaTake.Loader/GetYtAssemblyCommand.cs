using System.Management.Automation;
using System.Reflection;

namespace YallaTake.Loader;

/// <summary>
/// Emits the assembly of the cmdlets, for the module to import, which does not export this one. A cmdlet, because PowerShell compiles far
/// less to run one than to call a method.
/// </summary>
[Cmdlet(VerbsCommon.Get, "YtAssembly")]
[OutputType(typeof(Assembly))]
public sealed class GetYtAssemblyCommand : PSCmdlet
{
    // Cmdlets of an assembly stay behind when the module that has imported them goes, and the next import would find them there and export
    // nothing.
    private const string RemoveWithModule = "$args[0].NestedModules | Remove-Module -Force";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // There is none where somebody calls this by hand.
        SessionState.Module?.OnRemove = ScriptBlock.Create(RemoveWithModule);
        WriteObject(ModuleLoadContext.Module);
    }
}
