namespace YallaTake;

/// <summary>The repository that the tests were built in, with the module that was built beside them.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Manifest { get; } = PathOf("YallaTake.psd1");

    public static string PathOf(params string[] names) => Path.Combine([Root, .. names]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "YallaTake.psd1")))
            folder = folder.Parent ?? throw new FileNotFoundException($"No folder above {AppContext.BaseDirectory} holds YallaTake.psd1.");
        return folder.FullName;
    }
}
