using System.Reflection;
using Mono.Cecil;

namespace YallaTake;

/// <summary>
/// The assemblies that a library finds in Windows PowerShell: those beside it, .NET Framework 4.7.2 with its facades, and PowerShell's own.
/// </summary>
/// <param name="folder">The library's folder.</param>
internal sealed class FrameworkAssemblies(string folder) : IAssemblyResolver
{
    private readonly string[] _folders = [folder, Known("Framework"), Path.Combine(Known("Framework"), "Facades"), Known("PowerShell")];
    private readonly Dictionary<string, AssemblyDefinition> _assemblies = [];

    public static TypeDefinition? Find(TypeReference type)
    {
        try
        {
            return type.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    public static bool Has(MemberReference member) =>
        // The runtime itself makes the members of arrays.
        member.DeclaringType.IsArray
        || (Find(member.DeclaringType) is not null && member.Resolve() is not null);

    public AssemblyDefinition Resolve(AssemblyNameReference name)
    {
        if (_assemblies.TryGetValue(name.Name, out var known))
            return known;

        var path = _folders.Select(folder => Path.Combine(folder, name.Name + ".dll")).FirstOrDefault(File.Exists)
            ?? throw new AssemblyResolutionException(name);
        return _assemblies[name.Name] = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = this });
    }

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    public void Dispose()
    {
        foreach (var assembly in _assemblies.Values)
            assembly.Dispose();
    }

    private static string Known(string name) =>
        typeof(FrameworkAssemblies)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == name)
            .Value!;
}
