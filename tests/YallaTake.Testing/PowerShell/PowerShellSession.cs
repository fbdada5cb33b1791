using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace YallaTake;

/// <summary>A PowerShell in this process, with all its modules and a host that remembers what it shows.</summary>
public class PowerShellSession : IDisposable
{
    /// <summary>The variable by which a process that a test starts keeps the ones that it is given.</summary>
    public const string GivenEnvironment = "YALLATAKE_TESTS_ENVIRONMENT";

    private static readonly Lock Opening = new();

    private readonly Runspace _runspace;
    private PowerShell? _latest;

    // A developer's own connection, orders and profiles must not be what the tests find.
    static PowerShellSession()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        if (Environment.GetEnvironmentVariable(GivenEnvironment) is not null)
            return;

        var folder = Directory.CreateTempSubdirectory("yallatake-tests-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        Environment.SetEnvironmentVariable("YALLATAKE_DATA", folder.FullName);
        foreach (var name in new[] { "YALLATAKE_API_KEY", "YALLATAKE_URI", "YALLATAKE_LEDGER" })
            Environment.SetEnvironmentVariable(name, null);
    }

    /// <summary>Opens one and imports a module, if one is given.</summary>
    public PowerShellSession(string? module = null, params SessionStateCommandEntry[] commands)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        state.Commands.Add(commands);

        _runspace = Open(Host, state);
        if (module is not null)
            Run("Import-Module @($input)[0]", module).ThrowIfFailed();
    }

    public RecordingHost Host { get; } = new();

    public Outcome Run(string script, params object[] input)
    {
        // The one before lives until now: it may have been stopped, and Stop looks at it to the end.
        _latest?.Dispose();
        var shell = _latest = PowerShell.Create(_runspace);
        // By itself a script goes on after an error that ends a statement, and nobody could tell that it did.
        shell.AddScript($"try {{ {script}\n}} catch {{ throw }}");
        var output = new Collection<PSObject>();
        ErrorRecord? terminating = null;
        try
        {
            shell.Invoke(input, output, new PSInvocationSettings { AddToHistory = true });
        }
        catch (RuntimeException exception)
        {
            terminating = exception.ErrorRecord;
        }
        catch (InvalidPowerShellStateException) when (shell.InvocationStateInfo.State == PSInvocationState.Stopped)
        {
            // Stopped before it began.
        }

        return new Outcome(
            output,
            [.. shell.Streams.Error],
            [.. shell.Streams.Warning.Select(warning => warning.Message)],
            [.. shell.Streams.Verbose.Select(verbose => verbose.Message)],
            terminating,
            shell.InvocationStateInfo.State == PSInvocationState.Stopped);
    }

    /// <summary>The one object that a script gives, without the wrapping; a failure of the script is one of the test.</summary>
    public object? Value(string script, params object[] input) => Run(script, input).ThrowIfFailed().Values.Single();

    /// <summary>The objects that a script gives, without the wrapping; a failure of the script is one of the test.</summary>
    public IReadOnlyList<object?> Values(string script, params object[] input) => Run(script, input).ThrowIfFailed().Values;

    /// <summary>Lets the module's cmdlets go by another clock from now on.</summary>
    public void GoBy(TimeProvider time)
    {
        Run("Get-YtPanel").ThrowIfFailed();
        var session = _runspace.SessionStateProxy.GetVariable("__YallaTakeSession");
        session.GetType().GetProperty("Time")!.SetValue(session, time);
    }

    /// <summary>Ctrl+C.</summary>
    public void Stop() => _latest?.Stop();

    public void Dispose()
    {
        _latest?.Dispose();
        _runspace.Dispose();
        GC.SuppressFinalize(this);
    }

    // PowerShell looks at the system's mounts when it opens; now and then, beside others that open, it misses the root.
    private static Runspace Open(RecordingHost host, InitialSessionState state)
    {
        lock (Opening)
        {
            while (true)
            {
                var runspace = RunspaceFactory.CreateRunspace(host, state);
                runspace.Open();
                if (OperatingSystem.IsWindows() || runspace.SessionStateProxy.Drive.GetAll().Any(drive => drive.Name == "/"))
                    return runspace;

                runspace.Dispose();
            }
        }
    }
}
