namespace YallaTake;

/// <summary>The modules that are measured, where they were built.</summary>
internal static class Modules
{
    public static string YallaTake { get; } = Path.Combine(Root(), "YallaTake.psd1");

    public static string Loader { get; } = Path.Combine(Root(), "bin", "net8.0", "YallaTake.Loader.dll");

    /// <summary>A module of one cmdlet, written by hand.</summary>
    public static string Bare { get; } = Path.Combine(AppContext.BaseDirectory, "YallaTake.Bare.dll");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "YallaTake.psd1")))
            folder = folder.Parent ?? throw new FileNotFoundException($"No folder above {AppContext.BaseDirectory} holds YallaTake.psd1.");
        return folder.FullName;
    }
}
