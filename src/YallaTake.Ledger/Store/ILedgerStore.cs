namespace YallaTake.Ledger.Store;

/// <summary>
/// Where a ledger's rows are. Everything may throw whatever the store throws: <see cref="LedgerBoundary"/> translates it.
/// </summary>
internal interface ILedgerStore : IDisposable
{
    /// <summary>Where it is, to be shown: a file, or a database's address without the password.</summary>
    string Address { get; }

    /// <summary>How its SQL differs.</summary>
    SqlDialect Dialect { get; }

    /// <summary>What to do when it cannot be used.</summary>
    string Advice { get; }

    /// <summary>Whether there is anything to read yet: the user's own file is made at the first order.</summary>
    bool Exists { get; }

    /// <summary>Opens it, makes it where that is wanted, and brings it up to date.</summary>
    Task<LedgerIdentity> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Runs statements in one transaction that is durable when this returns, and reads the rows that they return.</summary>
    /// <remarks>May run them again when it is not known whether they took effect: they must be made for that.</remarks>
    Task<IReadOnlyList<T>> WriteAsync<T>(IReadOnlyList<Statement> statements, Func<Row, T> read, CancellationToken cancellationToken);

    /// <summary>Runs a statement that only reads, and adds its rows to something, one by one.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="begin">Makes what they are added to; again when the statement must run again.</param>
    /// <param name="add">Adds a row.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<T> FoldAsync<T>(Statement statement, Func<T> begin, Action<T, Row> add, CancellationToken cancellationToken);

    /// <summary>What a failure of the store means, in words for the user.</summary>
    string Describe(Exception exception);
}
