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
}
