using System.Management.Automation;
using System.Reflection;
using YallaTake.Client.Resilience;
using YallaTake.Errors;
using YallaTake.Parameters;
using YallaTake.Session;

namespace YallaTake.Pipeline;

/// <summary>
/// A cmdlet that awaits: its methods run on the pipeline thread throughout, and Ctrl+C or a satisfied <c>Select-Object -First</c> ends what
/// they wait for.
/// </summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);

    private readonly PipelineContext _context = new();
    private readonly CancellationTokenSource _stopping = new();
    private PropertyInfo[]? _patterns;
    private RunspaceSession? _session;
    private long _inputs;
    private long _refused;

    /// <summary>Canceled when the pipeline stops, for any reason.</summary>
    private protected CancellationToken StopToken => _stopping.Token;

    /// <summary>What belongs to the runspace.</summary>
    private protected RunspaceSession Session => _session ??= RunspaceSession.Of(this);

    /// <summary>The number of the present input, from 1 up; null when nothing is piped.</summary>
    private protected long? Row => MyInvocation.ExpectingInput ? _inputs : null;

    /// <summary>The time that the runspace goes by.</summary>
    private protected TimeProvider Time => Session.Time;

    /// <summary>What to say of something that was closed under this cmdlet; null when nothing was.</summary>
    private protected virtual YallaTakeException? WhatWasClosed => null;

    /// <summary>What comes with every call: pauses and answers are reported in verbose, long pauses shown; warnings are written.</summary>
    private protected PanelCall Call => new(StopToken, wait => _context.Post(_ => ShowWait(wait), null))
    {
        OnWarning = text => _context.Post(_ => WriteWarning(text), null),
        OnAnswer = text => _context.Post(_ => WriteVerbose(text), null),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is still running: a pipeline stopped from below disposes of its cmdlets without stopping them first.</summary>
    protected virtual void Dispose(bool disposing)
    {
        // Not disposed of itself: a stop from another thread may still come, and it holds nothing.
        if (disposing)
            _stopping.Cancel();
    }

    /// <summary>Whether a parameter may be typed without a value.</summary>
    private protected virtual bool MayBeBlank(string parameter) => false;

    /// <summary>Runs before the first input.</summary>
    private protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>Whether the present input can be processed. One that cannot is an error, and the others go on.</summary>
    private protected virtual bool Accepts() => true;

    /// <summary>Runs for each input.</summary>
    private protected virtual Task ProcessAsync() => Task.CompletedTask;

    /// <summary>Runs after the last input.</summary>
    private protected virtual Task EndAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        // First of all: the runspace may have been reset since the last cmdlet.
        _session = RunspaceSession.Of(this);

        // Only what was typed is bound by now. A blank cell of a row is allowed, and a blank that was typed is a mistake.
        var typed = MyInvocation.BoundParameters.Where(given => !MayBeBlank(given.Key));
        if ((new GivenValue("Nothing was sent.").Blank(typed) ?? BadPattern()) is { } problem)
            ThrowTerminatingError(ErrorRecords.From(problem, null));
        Run(BeginAsync);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        _inputs++;
        if (BadPattern() is { } problem)
            WriteError(ErrorRecords.From(problem, null, Row));
        else if (Accepts())
        {
            Run(ProcessAsync);
            return;
        }

        _refused++;
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        // When all was refused, nothing is left that may stand for it: neither the current panel nor all that are connected.
        if (_refused == 0 || _refused < _inputs)
            Run(EndAsync);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Emits the results of earlier inputs: nothing follows.</summary>
    private protected virtual Task FinishAsync() => Task.CompletedTask;

    /// <summary>Waits for one thing, with a progress bar when it takes long.</summary>
    private protected async Task<T> WatchAsync<T>(Task<T> work, string activity)
    {
        await WatchAsync((Task)work, activity);
        return await work;
    }

    /// <summary>Waits for one thing, with a progress bar when it takes long.</summary>
    private protected async Task WatchAsync(Task work, string activity)
    {
        if (!work.IsCompleted)
        {
            var progress = new WorkProgress(this, activity);
            await progress.WatchAsync(Task.WhenAny(work), () => "waiting for it to end");
            progress.Complete();
        }

        await work;
    }

    /// <summary>Waits for one thing without which the cmdlet can do nothing: its failure ends the pipeline.</summary>
    private protected async ValueTask<T> OrEndAsync<T>(ValueTask<T> work, object? target)
    {
        try
        {
            return await work;
        }
        catch (YallaTakeException exception)
        {
            await FinishAsync();
            ThrowTerminatingError(ErrorRecords.From(exception, target));
            throw;
        }
    }

    /// <summary>Waits for one thing without which the cmdlet can do nothing: its failure ends the pipeline.</summary>
    private protected Task<T> OrEndAsync<T>(Task<T> work, object? target) => OrEndAsync(new ValueTask<T>(work), target).AsTask();

    /// <summary>Waits until the orders of a connection that is being closed are settled. Ctrl+C ends the waiting, not the orders.</summary>
    private protected Task WatchClosingAsync(Task closing, string panel) =>
        WatchAsync(closing.WaitAsync(Timeout.InfiniteTimeSpan, Time, StopToken), $"Waiting for the orders under way at {panel}");

    private async void ShowWait(PanelWait wait)
    {
        WriteVerbose(FormattableString.Invariant($"{wait.Reason} Waiting {wait.Delay.TotalSeconds:0.#} s."));
        if (wait.Delay <= ShortWait)
            return;

        var progress = new WorkProgress(this, "Waiting for the panel");
        await progress.WatchAsync(Task.WhenAny(Time.Delay(wait.Delay, StopToken)), () => wait.Reason, () => wait.Delay - progress.Elapsed);
        progress.Complete();
    }

    private YallaTakeException? BadPattern()
    {
        _patterns ??= Wildcard.Parameters(GetType());
        if (_patterns.Length == 0)
            return null;

        var given = _patterns.Where(parameter => MyInvocation.BoundParameters.ContainsKey(parameter.Name));
        return Wildcard.Problem(given.SelectMany(parameter => (string[]?)parameter.GetValue(this) ?? []));
    }

    // A connection may be closed from below this cmdlet in the pipeline, or from another runspace.
    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (ObjectDisposedException) when (WhatWasClosed is { } closed)
        {
            await FinishAsync();
            ThrowTerminatingError(ErrorRecords.From(closed, null));
        }
        catch (YallaTakeException exception)
        {
            await FinishAsync();
            ThrowTerminatingError(ErrorRecords.From(exception, null));
        }
    }

    private void Run(Func<Task> work)
    {
        try
        {
            _context.Run(() => GuardAsync(work));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
