using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace YallaTake;

/// <summary>A PowerShell runspace with the built module imported, as a user's session has it.</summary>
internal sealed class Engine : IDisposable
{
    /// <summary>The dialect of every sandbox that does not name its own, so that all tests can be run against another kind of panel.</summary>
    public const string DialectVariable = "YALLATAKE_TEST_DIALECT";

    private static readonly Lock Opening = new();

    private readonly Runspace _runspace;
    private PowerShell? _latest;

    public Engine()
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        state.Variables.Add(new SessionStateVariableEntry("Module", ModuleTree.Manifest, "The module under test"));
        state.Variables.Add(new SessionStateVariableEntry("Catalogue", ModuleTree.Catalogue, "One service of each type"));
        state.Commands.Add(new SessionStateCmdletEntry("Select-FirstObject", typeof(SelectFirstObjectCommand), null));

        _runspace = Open(Host, state);
        Run("Import-Module $Module").ThrowIfFailed();

        // What goes wrong once is to be seen at once; a test of the retries asks for them.
        Run("$PSDefaultParameterValues['Connect-YtPanel:MaximumRetryCount'] = 0").ThrowIfFailed();

        if (Environment.GetEnvironmentVariable(DialectVariable) is { Length: > 0 } dialect)
            Run($"$PSDefaultParameterValues['Start-YtSandbox:Dialect'] = '{dialect}'").ThrowIfFailed();
    }

    public RecordingHost Host { get; } = new();

    /// <summary>An engine with a sandbox of its own in $sandbox, connected.</summary>
    /// <param name="sandboxParameters">The parameters for Start-YtSandbox.</param>
    /// <param name="connectParameters">The parameters for Connect-YtPanel.</param>
    public static Engine Connected(string sandboxParameters = "-Catalogue $Catalogue", string connectParameters = "-Name test")
    {
        var engine = new Engine();
        engine.Run($"$sandbox = Start-YtSandbox {sandboxParameters}; $sandbox | Connect-YtPanel {connectParameters}").ThrowIfFailed();
        return engine;
    }

    /// <summary>Connects to a canned panel, which cannot be asked whether the key is good.</summary>
    public void Connect(CannedPanel panel, string key = "any-key") =>
        Run($"Connect-YtPanel -ApiKey {key} -Uri {panel.Uri} -SkipVerification -NoLedger").ThrowIfFailed();

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

        return new Outcome(
            output,
            [.. shell.Streams.Error],
            [.. shell.Streams.Warning.Select(warning => warning.Message)],
            [.. shell.Streams.Verbose.Select(verbose => verbose.Message)],
            terminating);
    }

    /// <summary>The one object that a script gives, without the wrapping; a failure of the script is one of the test.</summary>
    public object? Value(string script, params object[] input) => Run(script, input).ThrowIfFailed().Values.Single();

    /// <summary>The objects that a script gives, without the wrapping; a failure of the script is one of the test.</summary>
    public IReadOnlyList<object?> Values(string script, params object[] input) => Run(script, input).ThrowIfFailed().Values;

    /// <summary>What truly happened in the sandbox of a variable.</summary>
    public SandboxState State(string sandbox = "$sandbox") => SandboxState.Read((Uri)Value($"{sandbox}.Uri")!);

    /// <summary>Ctrl+C.</summary>
    public void Stop() => _latest?.Stop();

    public void Dispose()
    {
        _latest?.Dispose();
        _runspace.Dispose();
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
