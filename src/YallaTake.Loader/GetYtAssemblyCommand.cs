using System.Management.Automation;
using System.Reflection;

namespace YallaTake.Loader;

/// <summary>
/// Emits the assembly of the cmdlets, or its path, for the module to import, which does not export this one. A cmdlet, because PowerShell
/// compiles far less to run one than to call a method.
/// </summary>
[Cmdlet(VerbsCommon.Get, "YtAssembly")]
[OutputType(typeof(Assembly), typeof(string))]
public sealed class GetYtAssemblyCommand : PSCmdlet
{
    // The folder of all builds, above this one.
    private static readonly string Builds =
        Path.GetDirectoryName(Path.GetDirectoryName(typeof(GetYtAssemblyCommand).Assembly.Location)!)!;

#if NET
    // Cmdlets of an assembly stay behind when the module that has imported them goes, and the next import would find them there and export
    // nothing.
    private const string RemoveWithModule = "$args[0].NestedModules | Remove-Module -Force";

    // One for the process: a second import must find the same types again.
    private static readonly ModuleLoadContext Context = new(Builds);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // There is none where somebody calls this by hand.
        SessionState.Module?.OnRemove = ScriptBlock.Create(RemoveWithModule);
        WriteObject(Context.LoadFromAssemblyName(new AssemblyName("YallaTake")));
    }
#else
    // Windows PowerShell has no load contexts, and imports by the path.

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Path.Combine(Builds, "netstandard2.0", "YallaTake.dll"));
#endif
}
