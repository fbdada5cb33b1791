using System.Reflection;
using System.Runtime.Loader;

namespace YallaTake.Loader;

/// <summary>
/// Keeps the module's libraries to itself: whatever versions of them PowerShell or another module has loaded, the cmdlets see their own.
/// System.Management.Automation and the framework stay shared.
/// </summary>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    // One for the process: a second import must find the same types again.
    private static readonly ModuleLoadContext Instance = new(Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!);

    private readonly string _folder;
    private readonly AssemblyDependencyResolver _resolver;

    // What a package has compiled ahead for this platform and this version of .NET, if anything.
    private readonly string _compiled;

    private ModuleLoadContext(string folder)
        : base("YallaTake", isCollectible: false)
    {
        _folder = folder;
        _compiled = Path.Combine(
            Path.GetDirectoryName(folder)!, $"net{Environment.Version.Major}.0-{NativeLibraries.Platform}");
        _resolver = new AssemblyDependencyResolver(Path.Combine(folder, "YallaTake.dll"));
    }

    /// <summary>The cmdlets, and by their forwarded names the objects.</summary>
    public static Assembly Module => Instance.LoadFromAssemblyName(new AssemblyName("YallaTake"));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        Path.Combine(_compiled, assemblyName.Name + ".dll") is var compiled && File.Exists(compiled) ? LoadFromAssemblyPath(compiled)
        : _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path)
        : null;

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = NativeLibraries.PathOf(_folder, unmanagedDllName);
        return File.Exists(path) ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
    }
}
