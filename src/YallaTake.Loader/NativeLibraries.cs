#if NET
using System.Runtime.InteropServices;

namespace YallaTake.Loader;

/// <summary>Where the module keeps native libraries: once for all its builds, in a folder for each platform.</summary>
internal static class NativeLibraries
{
    public static string PathOf(string builds, string name) => Path.Combine(builds, "runtimes", Platform, "native", FileName(name));

    /// <summary>The platform, as .NET names it.</summary>
    public static string Platform { get; } = $"{Family}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    private static string Family =>
        OperatingSystem.IsWindows() ? "win"
        : OperatingSystem.IsMacOS() ? "osx"
        : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
            || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal) ? "linux-musl"
        : "linux";

    private static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll"
        : OperatingSystem.IsMacOS() ? $"lib{name}.dylib"
        : $"lib{name}.so";
}
#endif
