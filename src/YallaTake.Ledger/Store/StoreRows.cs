namespace YallaTake.Ledger.Store;

/// <summary>The rows of a statement, or the first one, in a word.</summary>
internal static class StoreRows
{
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        this ILedgerStore store, Statement statement, Func<Row, T> read, CancellationToken cancellationToken) =>
        await store.FoldAsync(
            statement, () => new List<T>(), (rows, row) => rows.Add(read(row)), cancellationToken).ConfigureAwait(false);

    public static async Task<T?> FirstAsync<T>(
        this ILedgerStore store, Statement statement, Func<Row, T> read, CancellationToken cancellationToken) =>
        First(await store.ReadAsync(statement, read, cancellationToken).ConfigureAwait(false));

    public static async Task<T?> WriteFirstAsync<T>(
        this ILedgerStore store, IReadOnlyList<Statement> statements, Func<Row, T> read, CancellationToken cancellationToken) =>
        First(await store.WriteAsync(statements, read, cancellationToken).ConfigureAwait(false));

    private static T? First<T>(IReadOnlyList<T> rows) => rows.Count > 0 ? rows[0] : default;
}
