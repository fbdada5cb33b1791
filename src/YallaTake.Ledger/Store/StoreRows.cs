namespace YallaTake.Ledger.Store;

/// <summary>The first row of a statement's, in a word.</summary>
internal static class StoreRows
{
    public static async Task<T?> FirstAsync<T>(
        this ILedgerStore store, Statement statement, Func<Row, T> read, CancellationToken cancellationToken) =>
        First(await store.ReadAsync(statement, read, cancellationToken).ConfigureAwait(false));

    public static async Task<T?> WriteFirstAsync<T>(
        this ILedgerStore store, IReadOnlyList<Statement> statements, Func<Row, T> read, CancellationToken cancellationToken) =>
        First(await store.WriteAsync(statements, read, cancellationToken).ConfigureAwait(false));

    private static T? First<T>(IReadOnlyList<T> rows) => rows.Count > 0 ? rows[0] : default;
}
