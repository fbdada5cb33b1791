using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>A store that fails, or to which something happens before a write, as a test wants.</summary>
internal sealed class BrokenStore(ILedgerStore store) : ILedgerStore
{
    public Exception? Failure { get; set; }

    /// <summary>Happens once, between what was read and the next write.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    public string Address => store.Address;

    public SqlDialect Dialect => store.Dialect;

    public string Advice => store.Advice;

    public bool Exists => store.Exists;

    public Task<LedgerIdentity> OpenAsync(CancellationToken cancellationToken) =>
        Failure is null ? store.OpenAsync(cancellationToken) : throw Failure;

    public async Task<IReadOnlyList<T>> WriteAsync<T>(
        IReadOnlyList<Statement> statements, Func<Row, T> read, CancellationToken cancellationToken)
    {
        var before = BeforeWrite ?? (() => Task.CompletedTask);
        BeforeWrite = null;
        await before();
        return Failure is null ? await store.WriteAsync(statements, read, cancellationToken) : throw Failure;
    }

    public Task<T> FoldAsync<T>(Statement statement, Func<T> begin, Action<T, Row> add, CancellationToken cancellationToken) =>
        Failure is null ? store.FoldAsync(statement, begin, add, cancellationToken) : Task.FromException<T>(Failure);

    public string Describe(Exception exception) => store.Describe(exception);

    public void Dispose() => store.Dispose();
}
