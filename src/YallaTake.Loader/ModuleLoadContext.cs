using System.Reflection;
using System.Runtime.Loader;

namespace YallaTake.Loader;

/// <summary>
/// Keeps the module's libraries to itself: whatever versions of them PowerShell or another module has loaded, the cmdlets see their own.
/// System.Management.Automation and the framework stay shared.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    // One for the process: a second import must find the same types again.
    private static readonly ModuleLoadContext Instance = new(Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!);

    private readonly string _folder;
    private readonly AssemblyDependencyResolver _resolver;

    private ModuleLoadContext(string folder)
        : base("YallaTake", isCollectible: false)
    {
        _folder = folder;
        _resolver = new AssemblyDependencyResolver(Path.Combine(folder, "YallaTake.dll"));
    }

    /// <summary>The assembly to hand to Import-Module: the cmdlets, and by their forwarded names the objects.</summary>
    public static Assembly LoadModule() => Instance.LoadFromAssemblyPath(Path.Combine(Instance._folder, "YallaTake.dll"));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = NativeLibraries.PathOf(_folder, unmanagedDllName);
        return File.Exists(path) ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
    }
}
