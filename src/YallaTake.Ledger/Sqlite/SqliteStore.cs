using Microsoft.Data.Sqlite;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger.Sqlite;

/// <summary>A ledger in a file of its own, shared by every process of this machine.</summary>
internal sealed class SqliteStore : ILedgerStore
{
    // SQLITE_IOERR_SHMSIZE: a reader needs some room beside the file too.
    private const int NoRoomForIndex = 4874;

    private readonly LedgerFile _file;
    private readonly FileLock _lock;
    private readonly CommitGroup _writes;

    /// <param name="path">The file.</param>
    /// <param name="makes">Whether it is made at the first write where it does not exist.</param>
    /// <param name="time">The time that waits for other processes go by.</param>
    /// <param name="chance">Where a new file's salt comes from.</param>
    /// <param name="scheduler">Runs the commits.</param>
    public SqliteStore(string path, bool makes, TimeProvider time, Chance chance, TaskScheduler? scheduler = null)
    {
        _file = new LedgerFile(path, makes, chance);
        _lock = new FileLock(time);
        _writes = new CommitGroup(_file, _lock, scheduler ?? TaskScheduler.Default);
    }

    public string Address => _file.Path;

    public string Advice => "Fix the file or its folder, or give another one with Connect-YtPanel -Ledger.";

    // A named file must exist: who reads it is told that it does not.
    public bool Exists => _file.Exists || !_file.Makes;

    public SqlDialect Dialect { get; } = new()
    {
        Schema = string.Empty,
        LeaseNow = "@now",
        LeaseEnd = "@now + @lease",
        Refills = "(SELECT group_concat(refill) FROM refills WHERE refills.entry = entries.entry)",
        Each = (values, name) => $"json_each({values}) AS {name}",
        Indexed = column => column,
        IsAmong = (column, values) => $"{column} IN (SELECT value FROM json_each({values}))",
        MatchesOne = (column, patterns) => $"EXISTS (SELECT 1 FROM json_each({patterns}) WHERE {column} GLOB value)",
        // SQLite's own sum fails on an overflow.
        Sum = (thousands, rest) => $"(min(coalesce(sum({thousands}), 0), {long.MaxValue / 1001}) * 1000 + coalesce(sum({rest}), 0))",
        Quarter = column => $"({column} / 900000)",
        // Amounts are texts here, which are numbers of 15 digits while one calculates.
        Units = column => $"CAST(round(min({column} * 1e8, 1e18)) AS INTEGER)",
        IsLink = (column, link) => $"{column} IS {link}",
        IsLinkAmong = (column, links) => $"{column} IN (SELECT value FROM json_each({links}))",
        JsonRows = list => $"json_each({list})",
        AsMoney = text => text,
        // GLOB compares by case and knows brackets.
        Pattern = pattern => pattern.Replace("[", "[[]"),
        IsShared = false,
    };

    public async Task<LedgerIdentity> OpenAsync(CancellationToken cancellationToken)
    {
        var identity = await _lock.RunAsync(_file.CurrentIdentity, () => true, cancellationToken).ConfigureAwait(false);
        return identity ?? await _writes.RunAsync(LedgerFile.Identity, cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<T>> WriteAsync<T>(
        IReadOnlyList<Statement> statements, Func<Row, T> read, CancellationToken cancellationToken) => _writes.RunAsync(
        connection =>
        {
            var rows = new List<T>();
            foreach (var statement in statements)
                rows.AddRange(connection.Query(statement, read));
            return (IReadOnlyList<T>)rows;
        },
        cancellationToken);

    public Task<T> FoldAsync<T>(Statement statement, Func<T> begin, Action<T, Row> add, CancellationToken cancellationToken) =>
        _lock.RunAsync(
            () =>
            {
                using var connection = _file.OpenForReading();
                var result = begin();
                connection.Query(
                    statement,
                    row =>
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        add(result, row);
                    });
                return result;
            },
            () => true,
            cancellationToken);

    public string Describe(Exception exception) =>
        exception is not SqliteException sqlite ? exception.Message : sqlite.SqliteErrorCode switch
        {
            5 or 6 => "other processes have kept it locked for a minute",
            8 => "it is read-only",
            10 when sqlite.SqliteExtendedErrorCode == NoRoomForIndex => "the disk is full",
            10 => "the disk fails to read or write it",
            11 or 26 => "it is damaged, or not an SQLite file",
            13 => "the disk is full",
            14 => "it cannot be opened",
            _ => sqlite.Message,
        };

    public void Dispose() => _writes.Dispose();
}
