using System.Diagnostics;

namespace YallaTake;

/// <summary>The built shell in a process of its own, its three streams redirected.</summary>
internal sealed class ShellProcess : IDisposable
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "YallaTake.Shell.dll");

    private readonly Process _process;

    public ShellProcess(params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Runs the shell to its end with nothing to read.</summary>
    public static Task<ShellResult> Run(params string[] arguments) => RunWithInput("", arguments);

    /// <summary>Runs the shell to its end with a text to read.</summary>
    public static async Task<ShellResult> RunWithInput(string input, params string[] arguments)
    {
        using var shell = new ShellProcess(arguments);
        await shell.Type(input);
        return await shell.End();
    }

    public Task Type(string text) => _process.StandardInput.WriteAsync(text);

    public async Task<string?> ReadLine() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    /// <summary>Does what Ctrl+C does on a terminal.</summary>
    public async Task Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends the input and waits for the shell to leave.</summary>
    public async Task<ShellResult> End()
    {
        _process.StandardInput.Close();
        var cancellation = TestContext.Current.CancellationToken;
        var output = _process.StandardOutput.ReadToEndAsync(cancellation);
        var error = _process.StandardError.ReadToEndAsync(cancellation);

        // A shell that hangs is a failed test, not a test run that never ends.
        await _process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromMinutes(2), cancellation);
        return new ShellResult(_process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
