#if NET
using System.Reflection;
using System.Runtime.Loader;

namespace YallaTake.Loader;

/// <summary>
/// Keeps the module's libraries to itself: whatever versions of them PowerShell or another module has loaded, the cmdlets see their own.
/// System.Management.Automation and the framework stay shared.
/// </summary>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    private readonly string _builds;
    private readonly AssemblyDependencyResolver _resolver;

    // What a package has compiled ahead for this platform and this version of .NET, if anything.
    private readonly string _compiled;

    /// <param name="builds">The folder of all builds.</param>
    public ModuleLoadContext(string builds)
        : base("YallaTake", isCollectible: false)
    {
        _builds = builds;
        _compiled = Path.Combine(builds, $"net{Environment.Version.Major}.0-{NativeLibraries.Platform}");
        _resolver = new AssemblyDependencyResolver(Path.Combine(builds, "net8.0", "YallaTake.dll"));
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        Path.Combine(_compiled, assemblyName.Name + ".dll") is var compiled && File.Exists(compiled) ? LoadFromAssemblyPath(compiled)
        : _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path)
        : null;

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = NativeLibraries.PathOf(_builds, unmanagedDllName);
        return File.Exists(path) ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
    }
}
#endif
