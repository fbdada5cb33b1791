using System.Management.Automation;

namespace YallaTake.Pipeline;

/// <summary>A cmdlet that awaits: its methods run on the pipeline thread throughout, and Ctrl+C or a satisfied <c>Select-Object -First</c> ends what they wait for.</summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    private readonly PipelineContext _context = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Cancelled when the pipeline stops, for whatever reason.</summary>
    protected CancellationToken StopToken => _stopping.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is still running: a pipeline stopped from below disposes of its cmdlets without stopping them first.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;

        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <summary>Runs before the first input.</summary>
    protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>Runs for each input.</summary>
    protected virtual Task ProcessAsync() => Task.CompletedTask;

    /// <summary>Runs after the last input.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>Does something on the pipeline thread, from any other, once that is waiting.</summary>
    private protected void OnPipeline(Action action) => _context.Post(static state => ((Action)state!)(), action);

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Run(BeginAsync);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(EndAsync);

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    private void Run(Func<Task> work)
    {
        try
        {
            _context.Run(work);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
