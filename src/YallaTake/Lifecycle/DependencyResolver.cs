#if !NET
using System.Management.Automation;
using System.Reflection;

namespace YallaTake.Lifecycle;

/// <summary>
/// Windows PowerShell has no load contexts: finds the module's own libraries, and nothing else, in the module's own folder.
/// </summary>
public sealed class DependencyResolver : IModuleAssemblyInitializer
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(DependencyResolver).Assembly.Location)!;

    private static int _registered;

    /// <summary>Called by PowerShell when the module is imported.</summary>
    public void OnImport()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0)
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs arguments)
    {
        var path = Path.Combine(Folder, new AssemblyName(arguments.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
}
#endif
