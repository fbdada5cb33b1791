using Microsoft.Data.Sqlite;

namespace YallaTake;

/// <summary>Opens a ledger file: makes a new one, brings an older one up to date, and refuses, untouched, what is no ledger.</summary>
/// <param name="path">Where it is.</param>
/// <param name="chance">Where a new file's salt comes from.</param>
internal sealed class LedgerFile(string path, Chance chance)
{
    /// <summary>Stands in the header of every ledger file: "YTLG".</summary>
    private const int ApplicationId = 0x59544C47;

    private const int SaltLength = 16;

    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(60);

    public string Path { get; } = path;

    public bool Exists => File.Exists(Path) && new FileInfo(Path).Length > 0;

    /// <summary>A connection that writes, on a file that surely is a ledger of this version.</summary>
    public LedgerConnection OpenForWriting()
    {
        try
        {
            ThrowIfForeign();
            if (System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);

            var connection = Open(SqliteOpenMode.ReadWriteCreate);
            try
            {
                Prepare(connection);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw Unavailable(exception);
        }
    }

    /// <summary>A connection that reads. The file must have been opened for writing once before.</summary>
    public LedgerConnection OpenForReading() => Open(SqliteOpenMode.ReadOnly);

    public YallaTakeException Unavailable(Exception exception) =>
        new(ErrorId.LedgerUnavailable, $"The ledger {Path} cannot be used: {Describe(exception)} Mend the file or its folder, or give another one with Connect-YtPanel -Ledger.", exception);

    private static string Describe(Exception exception) => exception is SqliteException sqlite
        ? sqlite.SqliteErrorCode switch
        {
            5 or 6 => "other processes have kept it locked for a minute.",
            8 => "it is read-only.",
            10 => "the disk fails to read or write it.",
            11 or 26 => "it is damaged, or no SQLite file.",
            13 => "the disk is full.",
            14 => "it cannot be opened.",
            _ => sqlite.Message,
        }
        : exception.Message;

    private LedgerConnection Open(SqliteOpenMode mode)
    {
        var connection = Connect(Path, mode);
        // SQLite's own waiting is finer than the library's.
        connection.Execute($"PRAGMA busy_timeout = {(int)BusyTimeout.TotalMilliseconds}");
        return connection;
    }

    private static LedgerConnection Connect(string source, SqliteOpenMode mode)
    {
#if !NET
        NativeSqlite.Load();
#endif
        var connection = new LedgerConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = (int)BusyTimeout.TotalSeconds,
        }.ToString());
        connection.Open();
        return connection;
    }

    // As immutable, for otherwise SQLite may change another program's database already; and by SQLite, for
    // a file that anyone else in this process closes loses SQLite's locks (sqlite.org/howtocorrupt.html).
    private void ThrowIfForeign()
    {
        if (!Exists)
            return;

        using var connection = Connect(new Uri(Path).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);

        // Another process may be moving its log into the file, which then is shorter than its header says: no damage to this reader.
        connection.Execute("PRAGMA writable_schema = ON");
        if (connection.Scalar<long>("PRAGMA application_id") != ApplicationId)
            throw new IOException("it is not a YallaTake ledger.");
    }

    private void Prepare(LedgerConnection connection)
    {
        connection.Execute("PRAGMA synchronous = FULL");
        connection.Execute("PRAGMA foreign_keys = ON");
        if (Version(connection) < LedgerSchema.Migrations.Count)
            Migrate(connection);
        if (Version(connection) > LedgerSchema.Migrations.Count)
            throw new IOException("a newer version of the module made it; update the module.");

        // Once the schema stands: the header that marks the file as ours must be in the file itself, not in its log.
        if (connection.Scalar<string>("PRAGMA journal_mode") != "wal")
            connection.Execute("PRAGMA journal_mode = WAL");
    }

    private static long Version(LedgerConnection connection) => connection.Scalar<long>("PRAGMA user_version");

    private void Migrate(LedgerConnection connection)
    {
        connection.Execute("BEGIN IMMEDIATE");
        var version = (int)Version(connection);
        for (; version < LedgerSchema.Migrations.Count; version++)
            connection.Execute(LedgerSchema.Migrations[version]);

        if (connection.Scalar<long>("SELECT count(*) FROM ledger") == 0)
            connection.Execute("INSERT INTO ledger (salt) VALUES (@salt)", ("@salt", chance.Bytes(SaltLength)));
        connection.Execute($"PRAGMA application_id = {ApplicationId}");
        connection.Execute($"PRAGMA user_version = {version}");
        connection.Execute("COMMIT");
    }
}
