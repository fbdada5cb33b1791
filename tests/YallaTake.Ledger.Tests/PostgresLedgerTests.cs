namespace YallaTake;

/// <summary>The contract, kept by a database.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresLedgerTests : LedgerContractTests
{
    private static string? _database;

    // One database serves all of them: no account sees another.
    private readonly string _test = Guid.NewGuid().ToString("N");
    private readonly TemporaryFolder _journal = new();
    private readonly PostgresServer _server;

    public PostgresLedgerTests(PostgresServer server)
    {
        PostgresServer.SkipIfMissing();
        _server = server;
    }

    private protected override OrderLedger Create(string account)
    {
        _database ??= _server.NewDatabaseAsync().GetAwaiter().GetResult();
        return new PostgresLedger(_server.Address(_database), null, _journal.Path, "panel", TestOrders.Fingerprint($"{_test} {account}"), Time, Chance.System) { ServerTime = Time.GetUtcNow };
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _journal.Dispose();
    }
}
