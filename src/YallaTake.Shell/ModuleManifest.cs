namespace YallaTake;

/// <summary>The module's manifest, which lies at the root of the repository.</summary>
internal static class ModuleManifest
{
    /// <summary>The name of the manifest file.</summary>
    public const string FileName = "YallaTake.psd1";

    /// <summary>Looks for the manifest in a folder and in those above it.</summary>
    /// <returns>The full path, or null when there is none.</returns>
    public static string? Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, FileName);
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
