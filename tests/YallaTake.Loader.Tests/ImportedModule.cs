using System.Reflection;
using System.Runtime.Loader;

namespace YallaTake;

/// <summary>
/// A host that has a Newtonsoft.Json of its own, and the built module imported into it: once, for a process has one load context of the
/// module.
/// </summary>
public sealed class ImportedModule : PowerShellSession
{
    public ImportedModule()
        : base(Repository.Manifest)
    {
        HostJson = typeof(Newtonsoft.Json.JsonConvert).Assembly;
        AfterImport = [.. Context().Assemblies.Select(assembly => assembly.GetName().Name)];
    }

    /// <summary>The library as the host has it.</summary>
    public Assembly HostJson { get; }

    /// <summary>The names of the assemblies that importing alone brought into the module's context.</summary>
    public IReadOnlyList<string?> AfterImport { get; }

    /// <summary>The type of an object of the module, by its name in PowerShell.</summary>
    public Type Type(string name) => (Type)Value($"[{name}]")!;

    /// <summary>An assembly in the context of the module's own types.</summary>
    public Assembly Own(string name) => Context().Assemblies.Single(assembly => assembly.GetName().Name == name);

    public AssemblyLoadContext Context() => AssemblyLoadContext.GetLoadContext(Type("YallaTake.Service").Assembly)!;
}
