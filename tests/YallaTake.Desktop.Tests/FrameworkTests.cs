using Mono.Cecil;

namespace YallaTake;

public sealed class FrameworkTests
{
    private static readonly string Build = Repository.PathOf("bin", "netstandard2.0");

    public static TheoryData<string> Libraries =>
        [.. Directory.GetFiles(Build, "YallaTake*.dll").Select(path => Path.GetFileName(path)), "../Desktop/YallaTake.Loader.dll"];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Everything_that_the_build_for_Windows_PowerShell_uses_is_in_NET_Framework(string library) =>
        Assert.Empty(MissingFrom(Path.Combine(Build, library)));

    [Fact]
    public void What_only_NET_has_is_found_missing()
    {
        var missing = MissingFrom(typeof(FrameworkTests).Assembly.Location).ToList();

        Assert.Contains("System.Runtime.Loader.AssemblyLoadContext", missing);
        Assert.Contains("System.Boolean System.OperatingSystem::IsWindows()", missing);
    }

    private static IEnumerable<string> MissingFrom(string path)
    {
        using var framework = new FrameworkAssemblies(Build);
        using var module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = framework });
        return
        [
            .. module.GetTypeReferences().Where(type => FrameworkAssemblies.Find(type) is null).Select(type => type.FullName),
            .. module.GetMemberReferences().Where(member => !FrameworkAssemblies.Has(member)).Select(member => member.FullName),
        ];
    }
}
