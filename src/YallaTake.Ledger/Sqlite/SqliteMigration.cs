using YallaTake.Ledger.Store;

namespace YallaTake.Ledger.Sqlite;

/// <summary>Takes the steps that an older ledger file lacks, in the transaction of the caller.</summary>
internal static class SqliteMigration
{
    public static void Run(LedgerConnection connection, int from)
    {
        for (var version = from; version < SqliteSchema.Migrations.Count; version++)
        {
            connection.Execute(SqliteSchema.Migrations[version]);
            if (version == EarlierEntries.Version)
                Revise(connection);
        }
    }

    private static void Revise(LedgerConnection connection)
    {
        foreach (var revision in EarlierEntries.Revise(connection.Query(EarlierEntries.Read(string.Empty), EarlierEntries.Entry)))
            connection.Query(EarlierEntries.Write(string.Empty, revision), _ => 0);
    }
}
