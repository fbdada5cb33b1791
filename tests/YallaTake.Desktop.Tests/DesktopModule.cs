using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace YallaTake;

/// <summary>The module as Windows PowerShell has it: the netstandard2.0 build, without a load context of its own.</summary>
internal static class DesktopModule
{
    /// <summary>Writes a module like the repository's, whose script takes this PowerShell for Windows PowerShell.</summary>
    /// <param name="root">The repository.</param>
    public static string Manifest(string root)
    {
        LoadNativeLibrariesFrom(Path.Combine(root, "bin", "runtimes"));

        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "Module")).FullName;
        var script = File.ReadAllText(Path.Combine(root, "bin", "YallaTake.psm1"))
            .Replace("$PSScriptRoot", Path.Combine(root, "bin"), StringComparison.Ordinal)
            .Replace("$PSEdition", "Desktop", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "YallaTake.psm1"), script);
        var text = File.ReadAllText(Path.Combine(root, "YallaTake.psd1"))
            .Replace("bin/YallaTake.psm1", "YallaTake.psm1", StringComparison.Ordinal)
            .Replace("'bin/", $"'{Path.GetRelativePath(folder, root).Replace('\\', '/')}/bin/", StringComparison.Ordinal);
        var manifest = Path.Combine(folder, "YallaTake.psd1");
        File.WriteAllText(manifest, text);
        return manifest;
    }

    // On Windows the module loads SQLite by its path; elsewhere Windows PowerShell does not run, and this stands in.
    private static void LoadNativeLibrariesFrom(string runtimes)
    {
        var (platform, prefix, suffix) =
            OperatingSystem.IsMacOS() ? ("osx", "lib", ".dylib")
            : OperatingSystem.IsWindows() ? ("win", "", ".dll")
            : ("linux", "lib", ".so");
        var folder = $"{platform}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            NativeLibrary.TryLoad(Path.Combine(runtimes, folder, "native", prefix + name + suffix), out var library)
                ? library
                : IntPtr.Zero;
    }
}
