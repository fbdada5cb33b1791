namespace YallaTake;

/// <summary>What the module is measured against, where it was built.</summary>
internal static class Modules
{
    public static string Loader { get; } = Repository.PathOf("bin", "Core", "YallaTake.Loader.dll");

    /// <summary>A module of one cmdlet, written by hand.</summary>
    public static string Bare { get; } = Path.Combine(AppContext.BaseDirectory, "YallaTake.Bare.dll");

    /// <summary>The same as a module with a manifest and a view.</summary>
    public static string BareWithView { get; } = Path.ChangeExtension(Bare, "psd1");
}
