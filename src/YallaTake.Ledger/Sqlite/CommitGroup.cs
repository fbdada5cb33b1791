namespace YallaTake;

/// <summary>Commits together what is written at the same time: many orders in flight wait for one flush of the disk, not for one each.</summary>
internal sealed class CommitGroup(LedgerFile file) : IDisposable
{
    private const int Largest = 256;

    private readonly Queue<Work> _waiting = new();
    private LedgerConnection? _connection;
    private Task _committing = Task.CompletedTask;
    private bool _running;
    private bool _disposed;

    /// <summary>Runs the work in a transaction and returns its result once that is durable. Work that throws a <see cref="YallaTakeException"/> must not have written.</summary>
    public Task<T> RunAsync<T>(Func<LedgerConnection, T> work)
    {
        var waiting = new Work<T>(work);
        lock (_waiting)
        {
            if (_disposed)
                return Task.FromException<T>(file.Unavailable(new InvalidOperationException("the connection to its panel was closed.")));

            _waiting.Enqueue(waiting);
            if (!_running)
            {
                _running = true;
                _committing = Task.Run(CommitAll);
            }
        }

        return waiting.Done;
    }

    public void Dispose()
    {
        lock (_waiting)
            _disposed = true;

        _committing.Wait();
        _connection?.Dispose();
    }

    private void CommitAll()
    {
        while (Take() is { Count: > 0 } group)
            Commit(group);
    }

    private List<Work> Take()
    {
        var group = new List<Work>();
        lock (_waiting)
        {
            while (group.Count < Largest && _waiting.Count > 0)
                group.Add(_waiting.Dequeue());
            _running = group.Count > 0;
        }

        return group;
    }

    private void Commit(List<Work> group)
    {
        try
        {
            _connection ??= file.OpenForWriting();
            _connection.Execute("BEGIN IMMEDIATE");
            foreach (var work in group)
                work.Run(_connection);
            _connection.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            var failure = exception as YallaTakeException ?? file.Unavailable(exception);
            foreach (var work in group)
                work.Fail(failure);

            // The next group starts afresh, and looks at the file again.
            _connection?.Dispose();
            _connection = null;
            return;
        }

        foreach (var work in group)
            work.Complete();
    }

    private abstract class Work
    {
        public abstract void Run(LedgerConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception failure);
    }

    private sealed class Work<T>(Func<LedgerConnection, T> work) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private YallaTakeException? _refusal;
        private T _result = default!;

        public Task<T> Done => _done.Task;

        public override void Run(LedgerConnection connection)
        {
            try
            {
                _result = work(connection);
            }
            catch (YallaTakeException refusal)
            {
                _refusal = refusal;
            }
        }

        public override void Complete()
        {
            if (_refusal is null)
                _done.SetResult(_result);
            else
                _done.SetException(_refusal);
        }

        public override void Fail(Exception failure) => _done.SetException(failure);
    }
}
