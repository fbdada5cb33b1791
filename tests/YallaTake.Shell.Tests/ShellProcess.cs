using System.Diagnostics;

namespace YallaTake;

/// <summary>The built shell, or the SDK that builds it, in a process of its own.</summary>
internal static class ShellProcess
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "YallaTake.Shell.dll");

    /// <summary>Runs the shell to its end, with nothing to read and without colours.</summary>
    public static Task<(int ExitCode, string[] Output, string Error)> RunAsync(params string[] arguments) =>
        RunSdkAsync([Assembly, "-NoProfile", .. arguments]);

    /// <summary>Runs <c>dotnet</c> to its end, likewise.</summary>
    public static async Task<(int ExitCode, string[] Output, string Error)> RunSdkAsync(params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        var error = shell.StandardError.ReadToEndAsync(cancellation);
        var output = await shell.StandardOutput.ReadToEndAsync(cancellation);
        await shell.WaitForExitAsync(cancellation);
        return (shell.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), await error);
    }
}
