using System.Management.Automation.Runspaces;
using System.Text;
using Microsoft.PowerShell;

namespace YallaTake;

/// <summary>PowerShell's own console with the module of this clone imported.</summary>
internal static class Program
{
    private const string Banner = "PowerShell with the module YallaTake. Try: Connect-YtPanel -Sandbox; Get-YtService";

    private const string Help = "Starts PowerShell with the module YallaTake imported. The switches are those of pwsh, as described above.";

    private static int Main(string[] arguments)
    {
        // PowerShell reads both when it starts.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");

        // Windows' default for redirected output has no emoji, of which catalogues are full.
        if (OperatingSystem.IsWindows()) Console.OutputEncoding = Encoding.UTF8;

        if (FindRoot() is { } root) return Start(Path.Combine(root, "YallaTake.psd1"), arguments);

        Console.Error.WriteLine(
            $"No folder above {AppContext.BaseDirectory} has the built module. " +
            "Run 'dotnet build' in a clone of the repository and start the shell from there.");
        return 1;
    }

    private static int Start(string manifest, string[] arguments)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(manifest);
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = ExecutionPolicy.Bypass;
        return ConsoleShell.Start(state, Banner, Help, arguments);
    }

    // The folder of YallaTake.psd1, once its bin is built.
    private static string? FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "bin", "YallaTake.psm1"))) folder = folder.Parent;
        return folder?.FullName;
    }
}
