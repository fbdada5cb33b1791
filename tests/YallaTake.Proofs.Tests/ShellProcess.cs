using System.Diagnostics;

namespace YallaTake;

/// <summary>A script in a shell of its own.</summary>
internal sealed class ShellProcess : IDisposable
{
    private static readonly string Shell = Path.Combine(AppContext.BaseDirectory, "YallaTake.Shell.dll");

    private readonly Process _process;
    private readonly Task<string> _errors;

    public ShellProcess(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Shell, "-NoProfile", "-NonInteractive", .. arguments])
        { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>Tells a script that waits for a line to go on.</summary>
    public Task GoOnAsync() => _process.StandardInput.WriteLineAsync();

    /// <summary>Waits for the script's end and gives what it wrote.</summary>
    public async Task<string[]> EndAsync()
    {
        var (exitCode, output, errors) = await LeaveAsync();
        Assert.True(exitCode == 0, $"A script ended with {exitCode}: {errors} {output}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Waits for the script's end, whatever it is.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> LeaveAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, output, await _errors);
    }

    /// <summary>Presses Ctrl+C: SIGINT.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Ends the process where it stands: SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
