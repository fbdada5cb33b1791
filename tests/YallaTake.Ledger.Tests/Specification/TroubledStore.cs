using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>A store that fails when it is told to.</summary>
/// <param name="store">Everybody's store, which is open already.</param>
/// <param name="identity">Which ledger it is.</param>
internal sealed class TroubledStore(ILedgerStore store, LedgerIdentity identity) : ILedgerStore
{
    /// <summary>Nothing can be written.</summary>
    public bool IsDown { get; set; }

    /// <summary>What is written is not confirmed.</summary>
    public bool IsUnheard { get; set; }

    public string Address => store.Address;

    public SqlDialect Dialect => store.Dialect;

    public string Advice => store.Advice;

    public bool Exists => store.Exists;

    public Task<LedgerIdentity> OpenAsync(CancellationToken cancellationToken) => Task.FromResult(identity);

    public async Task<IReadOnlyList<T>> WriteAsync<T>(
        IReadOnlyList<Statement> statements, Func<Row, T> read, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new IOException("It is down.");
        var rows = await store.WriteAsync(statements, read, cancellationToken);
        return IsUnheard && rows.Count > 0 ? throw new IOException("The connection was lost.") : rows;
    }

    public Task<T> FoldAsync<T>(Statement statement, Func<T> begin, Action<T, Row> add, CancellationToken cancellationToken) =>
        store.FoldAsync(statement, begin, add, cancellationToken);

    public string Describe(Exception exception) => store.Describe(exception);

    public void Dispose()
    {
    }
}
