using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;

namespace YallaTake;

/// <summary>The contract, kept by a database.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresLedgerTests : LedgerContractTests
{
    private static string? _database;

    private readonly TemporaryFolder _journal = new();
    private readonly PostgresServer _server;

    public PostgresLedgerTests(PostgresServer server)
    {
        PostgresServer.SkipIfMissing();
        _server = server;
    }

    private protected override OrderLedger Create(AccountKey key)
    {
        _database ??= _server.NewDatabaseAsync().GetAwaiter().GetResult();
        return TestLedgers.InDatabase(_server.Address(_database), new OutcomeJournal(_journal.Path), key, Time);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _journal.Dispose();
    }
}
