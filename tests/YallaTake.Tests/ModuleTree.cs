using System.Runtime.CompilerServices;

namespace YallaTake;

/// <summary>The built module, in the repository that these tests were built in.</summary>
internal static class ModuleTree
{
    public static string Root { get; } = FindRoot();

#if DESKTOP
    public static string Manifest { get; } = DesktopModule.Manifest(Root);
#else
    public static string Manifest { get; } = Path.Combine(Root, "YallaTake.psd1");
#endif

    public static string Catalogue { get; } = Fixture("catalogue.json");

    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "YallaTake.psd1")))
            folder = folder.Parent ?? throw new FileNotFoundException($"No folder above {AppContext.BaseDirectory} holds YallaTake.psd1.");
        return folder.FullName;
    }

    [ModuleInitializer]
    internal static void PrepareProcess()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        // A developer's own connection and orders must not be what the tests find.
        Environment.SetEnvironmentVariable("YALLATAKE_API_KEY", null);
        Environment.SetEnvironmentVariable("YALLATAKE_URI", null);
        Environment.SetEnvironmentVariable("YALLATAKE_LEDGER", Path.Combine(Path.GetTempPath(), $"yallatake-tests-{Guid.NewGuid():N}.db"));
    }
}
