using Microsoft.Data.Sqlite;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger.Sqlite;

/// <summary>
/// Opens a ledger file: makes a new one where that is wanted, brings an older one up to date, and refuses, untouched, what is not a ledger.
/// </summary>
/// <param name="path">Where it is.</param>
/// <param name="makes">Whether it is made where it does not exist.</param>
/// <param name="chance">Where a new file's salt and temporary name come from.</param>
internal sealed class LedgerFile(string path, bool makes, Chance chance)
{
    /// <summary>Stands in the header of every ledger file: "YTLG".</summary>
    private const int ApplicationId = 0x59544C47;

    private const int SaltLength = 16;

    // One that is gone is not made again: what it knew would be bought twice.
    private bool _wasThere;

    public string Path { get; } = path;

    public bool Makes { get; } = makes;

    public bool Exists => File.Exists(Path);

    // What is written stands there until the last process that uses the file closes it.
    private bool HasLog => HasContent(Path + "-wal") || HasContent(Path + "-journal");

    /// <summary>Which ledger it is, where nothing needs to be written before the file is used; null otherwise.</summary>
    public LedgerIdentity? CurrentIdentity()
    {
        if (!Exists)
            return null;

        ThrowIfForeign();
        _wasThere = true;
        using var connection = OpenForReading();
        return Version(connection) == SqliteSchema.Migrations.Count ? Identity(connection) : null;
    }

    /// <summary>Which ledger it is. Its salt was made once, with the file.</summary>
    public static LedgerIdentity Identity(LedgerConnection connection) => new(
        connection.Scalar<byte[]>("SELECT salt FROM ledger")!,
        connection.Scalar<string>("SELECT file FROM pragma_database_list WHERE name = 'main'"));

    /// <summary>A connection that writes, on a file that surely is a ledger of this version.</summary>
    public LedgerConnection OpenForWriting()
    {
        if (!Exists)
            Make();
        ThrowIfForeign();
        _wasThere = true;

        var connection = Connect(Path, SqliteOpenMode.ReadWrite);
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

    /// <summary>A connection that reads.</summary>
    public LedgerConnection OpenForReading() => Exists ? Connect(Path, SqliteOpenMode.ReadOnly) : throw Missing();

    /// <summary>Writes a copy of it, in one piece. The file keeps every byte, and no file appears beside it.</summary>
    public void CopyTo(string copy)
    {
        if (!Exists)
            throw Missing();

        ThrowIfForeign();

        // SQLite leaves a log and its index beside a file that it reads. One without a log is read as immutable, and must have been so.
        var (hasLog, written) = (HasLog, File.GetLastWriteTimeUtc(Path));
        using (var connection = hasLog ? OpenForReading() : ConnectImmutable())
            connection.Execute("VACUUM INTO @copy", Given.Text("copy", copy));
        if (!hasLog && (HasLog || File.GetLastWriteTimeUtc(Path) != written))
            throw new InvalidDataException("it was written to while it was read. Let the scripts that use it end first");
    }

    private static FileNotFoundException Missing() =>
        new("it does not exist. If it is on a drive or a share, see that it is there; to make a new ledger, connect with -NewLedger");

    private static LedgerConnection Connect(string source, SqliteOpenMode mode)
    {
#if !NET
        NativeSqlite.Load();
#endif
        var connection = new LedgerConnection(
            new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Whole or not at all: it gets its name when it is ready. Whoever is second takes the first one's.
    private void Make()
    {
        if (!Makes || _wasThere)
            throw Missing();

        if (System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        var unfinished = $"{Path}.{chance.Guid():N}.new";
        try
        {
            using (var connection = Connect(unfinished, SqliteOpenMode.ReadWriteCreate))
            {
                connection.Execute("PRAGMA synchronous = FULL");
                SqliteMigration.Run(connection, from: 0);
                connection.Execute("INSERT INTO ledger (salt) VALUES (@salt)", Given.Bytes("salt", chance.Bytes(SaltLength)));
                connection.Execute($"PRAGMA application_id = {ApplicationId}");
                connection.Execute($"PRAGMA user_version = {SqliteSchema.Migrations.Count}");
            }

            try
            {
                File.Move(unfinished, Path);
            }
            catch (IOException) when (Exists)
            {
                // Another process made it meanwhile.
            }
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    // As immutable, for otherwise SQLite may change another program's database already; and by SQLite, for
    // a file that anyone else in this process closes loses SQLite's locks (sqlite.org/howtocorrupt.html).
    private void ThrowIfForeign()
    {
        if (new FileInfo(Path).Length == 0)
            throw new InvalidDataException(
                "it is empty: a copy that failed, or another program made it. Put the ledger back, or remove the file and connect with "
                + "-NewLedger");

        using var connection = ConnectImmutable();

        // Another process may be moving its log into the file, which then is shorter than its header says: no damage to this reader.
        connection.Execute("PRAGMA writable_schema = ON");
        if (connection.Scalar<long>("PRAGMA application_id") != ApplicationId)
            throw new InvalidDataException("it is not a YallaTake ledger");
    }

    // Not by Uri, which reads the name a%41 of a file as aA.
    private LedgerConnection ConnectImmutable()
    {
        var path = Path.Replace(System.IO.Path.DirectorySeparatorChar, '/');
        var name = string.Join("/", path.Split('/').Select(Uri.EscapeDataString));
        return Connect($"file://{(path[0] == '/' ? string.Empty : "/")}{name}?immutable=1", SqliteOpenMode.ReadOnly);
    }

    private static bool HasContent(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };

    private void Prepare(LedgerConnection connection)
    {
        connection.Execute("PRAGMA synchronous = FULL");
        connection.Execute("PRAGMA foreign_keys = ON");
        if (Version(connection) < SqliteSchema.Migrations.Count)
            Migrate(connection);
        if (Version(connection) > SqliteSchema.Migrations.Count)
            throw new InvalidDataException("a newer version of the module made it. Update the module");

        // Once the schema stands: the header that marks the file as ours must be in the file itself, not in its log.
        if (connection.Scalar<string>("PRAGMA journal_mode") != "wal")
            connection.Execute("PRAGMA journal_mode = WAL");

        // Each order in a group can be undone by itself; SQLite would write the pages for that to a file of its own.
        connection.Execute("PRAGMA temp_store = MEMORY");
    }

    private static long Version(LedgerConnection connection) => connection.Scalar<long>("PRAGMA user_version");

    private void Migrate(LedgerConnection connection)
    {
        connection.Execute("BEGIN IMMEDIATE");
        var version = Version(connection);
        if (version < SqliteSchema.Migrations.Count)
        {
            Keep(version);
            SqliteMigration.Run(connection, (int)version);
            connection.Execute($"PRAGMA user_version = {SqliteSchema.Migrations.Count}");
        }

        connection.Execute("COMMIT");
    }

    // The file as it was, beside it; whole or not at all.
    private void Keep(long version)
    {
        var copy = FormattableString.Invariant($"{Path}.version{version}");
        if (File.Exists(copy))
            return;

        var unfinished = $"{copy}.{chance.Guid():N}.new";
        try
        {
            CopyTo(unfinished);
            File.Move(unfinished, copy);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
