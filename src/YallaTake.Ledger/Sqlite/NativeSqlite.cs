#if !NET
using System.Runtime.InteropServices;

namespace YallaTake.Ledger.Sqlite;

/// <summary>Loads SQLite's own library for Windows PowerShell, which does not look for it where the module keeps it.</summary>
internal static class NativeSqlite
{
    private static readonly Lazy<bool> Loaded = new(() =>
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return false;

        var folder = Path.GetDirectoryName(typeof(NativeSqlite).Assembly.Location)!;
        var platform = "win-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return LoadLibrary(Path.Combine(folder, "..", "runtimes", platform, "native", "e_sqlite3.dll")) != IntPtr.Zero;
    });

    /// <summary>Once is enough: the library's users find it by its name from then on.</summary>
    public static void Load() => _ = Loaded.Value;

    [DllImport("kernel32", EntryPoint = "LoadLibraryW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibrary(string path);
}
#endif
