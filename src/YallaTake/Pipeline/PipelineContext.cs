using System.Collections.Concurrent;

namespace YallaTake.Pipeline;

/// <summary>
/// Brings every continuation of a cmdlet's <c>await</c> back to the pipeline thread, the only one that may write objects.
/// </summary>
internal sealed class PipelineContext : SynchronizationContext
{
    private readonly BlockingCollection<Action> _queue = [];

    public override void Post(SendOrPostCallback d, object? state) => _queue.Add(() => d(state));

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("The pipeline thread cannot be waited for.");

    /// <summary>Runs asynchronous work on this thread until it is done, and throws what it throws.</summary>
    public void Run(Func<Task> work)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = work();
            if (!task.IsCompleted)
            {
                // Wakes the loop below when there is nothing else left to do.
                task.ContinueWith(
                    _ => Post(static _ => { }, null),
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
                while (!task.IsCompleted)
                    _queue.Take()();
            }

            // What was posted while the work ended at once.
            while (_queue.TryTake(out var last))
                last();

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }
}
