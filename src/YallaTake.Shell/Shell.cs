using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace YallaTake;

/// <summary>A PowerShell engine with this console as its host. Ctrl+C stops what runs, not the shell.</summary>
internal sealed class Shell : IDisposable
{
    /// <summary>The exit code after Ctrl+C: 128 and the number of SIGINT.</summary>
    public const int Stopped = 130;

    private readonly Runspace _runspace;
    private volatile Pipeline? _running;

    /// <summary>Starts the engine.</summary>
    /// <param name="nonInteractive">Whether nobody may be asked anything.</param>
    public Shell(bool nonInteractive)
    {
        if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;

        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = ExecutionPolicy.Bypass;

        Host = new ShellHost(this, mayAsk: !nonInteractive && !Console.IsInputRedirected);
        _runspace = RunspaceFactory.CreateRunspace(Host, state);
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace.Open();
        Console.CancelKeyPress += Stop;
    }

    /// <summary>The host that the engine talks to.</summary>
    public ShellHost Host { get; }

    /// <summary>Runs a script and shows what it gives.</summary>
    /// <returns>0 when it came to its end; 1 when an error ended it; <see cref="Stopped"/> when Ctrl+C did.</returns>
    public int Run(string script, bool addToHistory = false)
    {
        try
        {
            return Invoke(script, addToHistory, shown: true) is null ? Stopped : 0;
        }
        catch (IncompleteParseException error)
        {
            // It lacks the position that the engine's view of an error wants.
            Host.Interface.WriteErrorLine($"ParserError: {error.Message}");
            return 1;
        }
        catch (RuntimeException error)
        {
            Show(error.ErrorRecord);
            return 1;
        }
    }

    /// <summary>Runs a script that is all there is to do.</summary>
    /// <returns>The exit code of the shell.</returns>
    public int RunToExit(string script)
    {
        // Set by the engine for an error that ends a statement, never for a non-terminating one.
        _runspace.SessionStateProxy.SetVariable("StackTrace", null);

        // $? outlives only what goes into the history.
        var result = Run(script, addToHistory: true);
        if (result != 0 || Host.ExitCode is not null) return Host.ExitCode ?? result;

        var ended = Host.Interface.HasShownError ? "$StackTrace" : "$false";
        var code = Query($"if ($?) {{ 0 }} elseif ({ended}) {{ 1 }} else {{ [int]$LASTEXITCODE }}");
        return code is { BaseObject: int number } ? number : Stopped;
    }

    /// <summary>Runs a script without showing anything.</summary>
    /// <returns>The last object that it gives, or null.</returns>
    /// <exception cref="RuntimeException">An error ended it.</exception>
    public PSObject? Query(string script) => Invoke(script)?.LastOrDefault();

    /// <summary>Closes the engine.</summary>
    public void Dispose()
    {
        Console.CancelKeyPress -= Stop;
        _runspace.Dispose();
    }

    // Null after Ctrl+C.
    private Collection<PSObject>? Invoke(string script, bool addToHistory = false, bool shown = false, params object[] input)
    {
        var outer = _running;
        using var pipeline = outer is null
            ? _runspace.CreatePipeline(script, addToHistory)
            : _runspace.CreateNestedPipeline(script, addToHistory);

        if (shown)
        {
            pipeline.Commands.Add("Out-Default");
            pipeline.Commands[^1].MergeUnclaimedPreviousCommandResults = PipelineResultTypes.Output | PipelineResultTypes.Error;
        }

        _running = pipeline;
        try
        {
            var results = pipeline.Invoke(input);
            return pipeline.PipelineStateInfo.State == PipelineState.Stopped ? null : results;
        }
        finally
        {
            _running = outer;
            Host.Interface.ClearProgress();
        }
    }

    private void Show(ErrorRecord error) =>
        Host.Interface.AsError(() => Invoke("$input", shown: true, input: error));

    private void Stop(object? sender, ConsoleCancelEventArgs key)
    {
        key.Cancel = true;
        _running?.StopAsync();
    }
}
