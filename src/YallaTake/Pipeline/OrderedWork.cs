namespace YallaTake.Pipeline;

/// <summary>Runs work side by side and hands the results out one by one, in the order in which the work was given.</summary>
/// <param name="emit">Takes a result, on the thread that adds the work.</param>
internal sealed class OrderedWork<T>(Action<T> emit)
{
    // Results that wait for a slow one before them take memory; a few rounds of them keep everyone busy.
    private const int RoundsAhead = 8;

    private readonly Queue<Task<T>> _given = new();
    private readonly List<Task<T>> _running = [];

    /// <summary>Starts the work once fewer than the limit run, and hands out what is ready meanwhile.</summary>
    public async Task AddAsync(int limit, Func<Task<T>> start)
    {
        EmitReady();
        while (_running.Count >= limit || _given.Count >= limit * RoundsAhead)
        {
            await (_running.Count >= limit ? Task.WhenAny(_running) : Task.WhenAny(_given.Peek()));
            EmitReady();
        }

        var work = start();
        _running.Add(work);
        _given.Enqueue(work);
    }

    /// <summary>Waits for all that was given, and hands it out.</summary>
    public async Task FlushAsync()
    {
        while (_given.Count > 0)
        {
            await Task.WhenAny(_given.Peek());
            EmitReady();
        }
    }

    /// <summary>Waits until nothing runs any more, and hands nothing out: for when nobody listens.</summary>
    public void Wait() => Task.WaitAll([.. _running]);

    private void EmitReady()
    {
        _running.RemoveAll(work => work.IsCompleted);
        while (_given.Count > 0 && _given.Peek().IsCompleted)
            emit(_given.Dequeue().GetAwaiter().GetResult());
    }
}
