namespace YallaTake.Ledger.Store;

/// <summary>The one way to a ledger's store: whatever goes wrong on the other side comes out as LedgerUnavailable, in words.</summary>
internal sealed class LedgerBoundary(ILedgerStore store)
{
    private volatile bool _closed;

    public void Close() => _closed = true;

    /// <exception cref="YallaTakeException">LedgerUnavailable, and what <paramref name="call"/> itself refuses.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_closed)
                throw new InvalidOperationException("the connection to its panel was closed.");
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not YallaTakeException
            && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new YallaTakeException(
                ErrorId.LedgerUnavailable,
                $"The ledger {store.Address} cannot be used: {store.Describe(exception).TrimEnd('.')}. Nothing was sent. {store.Advice}",
                exception);
        }
    }
}
