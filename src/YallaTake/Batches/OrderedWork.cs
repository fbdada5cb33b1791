namespace YallaTake.Batches;

/// <summary>Runs work side by side and emits the results one by one, in the order in which the work was given.</summary>
/// <param name="emit">Takes a result, on the thread that adds the work.</param>
/// <param name="watch">Waits for a task, and shows the user that it does.</param>
internal sealed class OrderedWork<T>(Action<T> emit, Func<Task, Task> watch)
{
    // Results that wait for a slow one before them take memory; a few rounds of them keep everyone busy.
    private const int RoundsAhead = 8;

    private readonly Queue<Task<T>> _given = new();
    private readonly List<Task> _running = [];

    /// <summary>Starts the work once fewer than the limit run, and emits what is ready meanwhile.</summary>
    /// <param name="limit">How many run at once.</param>
    /// <param name="start">Starts it. By calling what it is given, the work lets the next one start before it ends itself.</param>
    public async Task AddAsync(int limit, Func<Action, Task<T>> start)
    {
        EmitReady();
        while (_running.Count >= limit || _given.Count >= limit * RoundsAhead)
        {
            Task[] inTheWay = _running.Count >= limit ? [.. _running] : [_given.Peek()];
            await watch(Task.WhenAny(inTheWay));
            EmitReady();
        }

        var makesRoom = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = start(() => makesRoom.TrySetResult(true));
        _running.Add(Task.WhenAny(work, makesRoom.Task));
        _given.Enqueue(work);
    }

    /// <summary>Waits for all that was given, and emits it.</summary>
    public async Task FlushAsync()
    {
        while (_given.Count > 0)
        {
            await watch(Task.WhenAny(_given.Peek()));
            EmitReady();
        }
    }

    /// <summary>Waits until all is done, and emits nothing: for a pipeline that has ended.</summary>
    public IReadOnlyList<T> Wait()
    {
        Task<T>[] rest = [.. _given];
        _given.Clear();
        Task.WaitAll(rest);
        return [.. rest.Select(work => work.Result)];
    }

    /// <summary>Emits what is ready and has its turn.</summary>
    public void EmitReady()
    {
        _running.RemoveAll(work => work.IsCompleted);
        while (_given.Count > 0 && _given.Peek().IsCompleted)
            emit(_given.Dequeue().GetAwaiter().GetResult());
    }
}
