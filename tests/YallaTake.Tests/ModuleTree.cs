using System.Runtime.CompilerServices;

namespace YallaTake;

/// <summary>The module under test, and what the tests give it.</summary>
internal static class ModuleTree
{
#if DESKTOP
    public static string Manifest { get; } = DesktopModule.Manifest(Repository.Root);
#else
    public static string Manifest { get; } = Repository.Manifest;
#endif

    public static string Catalogue { get; } = Fixture("catalogue.json");

    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    [ModuleInitializer]
    internal static void PrepareProcess()
    {
        // A developer's own connection and orders must not be what the tests find.
        Environment.SetEnvironmentVariable("YALLATAKE_API_KEY", null);
        Environment.SetEnvironmentVariable("YALLATAKE_URI", null);
        Environment.SetEnvironmentVariable("YALLATAKE_LEDGER", null);
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", Directory.CreateTempSubdirectory("yallatake-tests-").FullName);
    }
}
