using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace YallaTake;

/// <summary>A runspace with the built module imported.</summary>
internal sealed class ModuleRunspace : IDisposable
{
    private static readonly Lock Opening = new();

    private readonly Runspace _runspace;

    public ModuleRunspace()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        _runspace = RunspaceFactory.CreateRunspace(state);

        // Side by side, one may miss the system's root drive.
        lock (Opening)
            _runspace.Open();
        if (Run("param($module) Import-Module $module", Manifest()) is { Errors: [var error, ..] })
            throw new InvalidOperationException($"The module cannot be imported: {error}");
    }

    /// <summary>Runs a script to its end, or until it is stopped.</summary>
    /// <param name="script">The script, which may take one argument.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="stopAfter">When Ctrl+C is pressed; null for never.</param>
    public Outcome Run(string script, object? argument = null, TimeSpan? stopAfter = null)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script).AddArgument(argument);
        var output = new Collection<PSObject>();
        var stop = stopAfter is { } delay ? new Timer(_ => shell.BeginStop(null, null), null, delay, Timeout.InfiniteTimeSpan) : null;
        try
        {
            shell.Invoke(null, output);
            return new Outcome([.. output.Select(item => item.BaseObject)], [.. shell.Streams.Error], WasStopped: false);
        }
        catch (Exception exception) when (exception is PipelineStoppedException or InvalidPowerShellStateException)
        {
            return new Outcome([], [.. shell.Streams.Error], WasStopped: true);
        }
        catch (RuntimeException exception)
        {
            return new Outcome([.. output.Select(item => item.BaseObject)], [.. shell.Streams.Error, exception.ErrorRecord], WasStopped: true);
        }
        finally
        {
            // A pipeline that was stopped may still be on its way out.
            stop?.DisposeAsync().AsTask().Wait();
            while (_runspace.RunspaceAvailability != RunspaceAvailability.Available)
                Thread.Sleep(5);
        }
    }

    public void Dispose() => _runspace.Dispose();

    private static string Manifest()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "YallaTake.psd1")))
            folder = folder.Parent ?? throw new FileNotFoundException($"No folder above {AppContext.BaseDirectory} holds YallaTake.psd1.");
        return Path.Combine(folder.FullName, "YallaTake.psd1");
    }

    /// <summary>What a script gave and said.</summary>
    internal sealed record Outcome(IReadOnlyList<object> Output, IReadOnlyList<ErrorRecord> Errors, bool WasStopped);
}
