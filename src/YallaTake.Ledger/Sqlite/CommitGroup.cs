using System.Runtime.ExceptionServices;

namespace YallaTake.Ledger.Sqlite;

/// <summary>
/// Commits together what is written at the same time: many orders in flight wait for one flush of the disk, not for one each. A failure of
/// one is its own.
/// </summary>
internal sealed class CommitGroup(LedgerFile file, FileLock fileLock, TaskScheduler scheduler) : IDisposable
{
    private const int Largest = 256;

    private readonly Queue<Work> _waiting = new();
    private LedgerConnection? _connection;
    private Task _committing = Task.CompletedTask;
    private bool _running;
    private bool _disposed;

    /// <summary>
    /// Runs the work in a transaction and returns its result once that is durable. Work that was given up before its transaction began is
    /// not run.
    /// </summary>
    public Task<T> RunAsync<T>(Func<LedgerConnection, T> work, CancellationToken cancellationToken)
    {
        // Whoever hands in a scheduler decides where all runs; otherwise commits need not wait for what follows them.
        var waiting = new Work<T>(
            work,
            scheduler == TaskScheduler.Default ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None,
            cancellationToken);
        lock (_waiting)
        {
            if (_disposed)
            {
                waiting.Fail(new InvalidOperationException("the connection to its panel was closed."));
                return waiting.Done;
            }

            _waiting.Enqueue(waiting);
            if (!_running)
            {
                _running = true;

                // After what is ready to run: an outcome and the next order's claim, which follows it at once, share a flush.
                const TaskCreationOptions options = TaskCreationOptions.HideScheduler | TaskCreationOptions.PreferFairness;
                _committing = Task.Factory.StartNew(CommitAllAsync, CancellationToken.None, options, scheduler).Unwrap();
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

    private async Task CommitAllAsync()
    {
        while (Take() is { Count: > 0 } group)
            await CommitAsync(group).ConfigureAwait(false);
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

    private async Task CommitAsync(List<Work> group)
    {
        try
        {
            var connection = await fileLock.RunAsync(
                Begin, () => !group.TrueForAll(work => work.IsGivenUp), CancellationToken.None).ConfigureAwait(false);
            foreach (var work in group.Where(work => work.TryStart()))
            {
                connection.Execute("SAVEPOINT work");
                if (!work.Run(connection))
                {
                    if (connection.IsIdle)
                        ExceptionDispatchInfo.Capture(work.Failure!).Throw();
                    connection.Execute("ROLLBACK TO work");
                }

                connection.Execute("RELEASE work");
            }

            if (connection.HasMoved)
                throw new InvalidDataException("it was moved, replaced or removed while it was in use");
            connection.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            foreach (var work in group)
                work.Fail(exception);

            // The next group opens the file again.
            _connection?.Dispose();
            _connection = null;
            return;
        }

        foreach (var work in group)
            work.Complete();
    }

    private LedgerConnection Begin()
    {
        _connection ??= file.OpenForWriting();
        _connection.Execute("BEGIN IMMEDIATE");
        return _connection;
    }

    private abstract class Work
    {
        /// <summary>Whether no caller waits for it any more.</summary>
        public abstract bool IsGivenUp { get; }

        public Exception? Failure { get; protected set; }

        /// <summary>From now on it cannot be given up. False when it was.</summary>
        public abstract bool TryStart();

        /// <summary>Returns whether it succeeded.</summary>
        public abstract bool Run(LedgerConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception failure);
    }

    private sealed class Work<T> : Work
    {
        private readonly TaskCompletionSource<T> _done;
        private readonly Func<LedgerConnection, T> _work;
        private readonly CancellationTokenRegistration _registration;
        private readonly CancellationToken _cancellationToken;
        private int _claimed;
        private T _result = default!;

        public Work(Func<LedgerConnection, T> work, TaskCreationOptions options, CancellationToken cancellationToken)
        {
            (_done, _work, _cancellationToken) = (new TaskCompletionSource<T>(options), work, cancellationToken);
            _registration = cancellationToken.Register(GiveUp);
        }

        public Task<T> Done => _done.Task;

        public override bool IsGivenUp => _done.Task.IsCanceled;

        public override bool TryStart()
        {
            if (Interlocked.Exchange(ref _claimed, 1) != 0)
                return false;

            _registration.Dispose();
            return true;
        }

        public override bool Run(LedgerConnection connection)
        {
            try
            {
                _result = _work(connection);
                return true;
            }
            catch (Exception exception)
            {
                Failure = exception;
                return false;
            }
        }

        public override void Complete()
        {
            if (Failure is null)
                _done.TrySetResult(_result);
            else
                _done.TrySetException(Failure);
        }

        public override void Fail(Exception failure)
        {
            _registration.Dispose();
            _done.TrySetException(Failure ?? failure);
        }

        private void GiveUp()
        {
            if (Interlocked.Exchange(ref _claimed, 1) == 0)
                _done.TrySetCanceled(_cancellationToken);
        }
    }
}
