using System.Net.Sockets;
using Npgsql;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger.Postgres;

/// <summary>
/// A ledger in a PostgreSQL database, shared by every machine that reaches it: connects, and repeats what a passing trouble has ended.
/// </summary>
/// <param name="address">The database.</param>
/// <param name="makes">Whether its tables are made where they do not exist.</param>
/// <param name="time">The time that waits go by; leases go by the server's.</param>
/// <param name="chance">Where a new ledger's salt and the jitter of waits come from.</param>
internal sealed class PostgresStore(PostgresAddress address, bool makes, TimeProvider time, Chance chance) : ILedgerStore
{
    private const int SaltLength = 16;
    private const int RevisedAtOnce = 1000;

    // A restart of the server is ridden out; a longer trouble is the user's to know. Who loses to others has reason to go on longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PatienceWithOthers = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private static readonly Parameter ServerNow = Given.Time("server_now", null);

    private readonly PositionalSql _sql = new();
    private readonly PostgresConnections _connections = new(address);

    public string Address { get; } = address.ToString();

    public string Advice => "Fix the database or the connection to it, then run this again.";

    public bool Exists => true;

    /// <summary>The server's time, for tests that move it; null for the server's own.</summary>
    public Func<DateTimeOffset>? ServerTime { get; init; }

    public SqlDialect Dialect { get; } = new()
    {
        Schema = "yallatake.",
        LeaseNow = "coalesce(@server_now, statement_timestamp())",
        LeaseEnd = "coalesce(@server_now, statement_timestamp()) + @lease * interval '1 millisecond'",
        Refills = "(SELECT string_agg(r.refill, ',') FROM yallatake.refills AS r WHERE r.entry = entries.entry)",
        Each = (values, name) => $"unnest({values}) AS {name} (value)",
        Indexed = Indexed,
        IsAmong = (column, values) => $"{column} = ANY({values})",
        MatchesOne = (column, patterns) => $"{column} LIKE ANY({patterns})",
        Sum = (thousands, rest) => $"least(coalesce(sum({thousands}) * 1000 + sum({rest}), 0), {long.MaxValue})",
        Quarter = column => $"floor(extract(epoch FROM {column}) / 900)::bigint",
        Units = column => $"least(round({column} * 100000000), 1000000000000000000)::bigint",
        IsLink = (column, link) =>
            $"({Indexed(column)} = {Indexed(link)} AND {column} = {link} OR {Indexed(column)} IS NULL AND {link} IS NULL)",
        IsLinkAmong = (column, links) =>
            $"{Indexed(column)} = ANY(ARRAY(SELECT {Indexed("l")} FROM unnest({links}) AS l)) AND {column} = ANY({links})",
        JsonRows = list => $"jsonb_array_elements({list}::jsonb)",
        AsMoney = text => $"CAST({text} AS numeric)",
        Pattern = Like,

        // The first number keeps other programs' locks apart: "YTLG".
        ReferenceQueue = "SELECT 1 WHERE pg_advisory_xact_lock(1498696775, hashtext(@reference)) IS NULL",
        SpendingOf = entry =>
            $"{entry}.account, {PostgresSchema.Day($"{entry}.sent_at")}, {entry}.entry % {PostgresSchema.SpendingParts}",
        IsShared = true,
    };

    public Task<LedgerIdentity> OpenAsync(CancellationToken cancellationToken) => RunAsync(
        async connection =>
        {
            var (version, salt) = await ReadVersionAsync(connection, string.Empty, cancellationToken).ConfigureAwait(false);
            if (version == 0 && !makes)
                throw new InvalidDataException("it holds no ledger. To make one there, connect with -NewLedger");
            if (version < PostgresSchema.Migrations.Count)
                (version, salt) = await MigrateAsync(connection, cancellationToken).ConfigureAwait(false);
            if (version > PostgresSchema.Migrations.Count)
                throw new InvalidDataException("a newer version of the module made it. Update the module");

            var fsync = await connection.FirstAsync("SHOW fsync", row => row.GetString(0), cancellationToken).ConfigureAwait(false);
            var doubt = $"The server of {Address} runs with fsync off: a crash may lose orders that were placed. Switch it on.";
            return new LedgerIdentity(salt!, Doubt: fsync == "off" ? doubt : null);
        },
        cancellationToken);

    // All in one round trip and one transaction, durable whatever the server's settings. Whoever waited for another commit reads again
    // what it wrote.
    public Task<IReadOnlyList<T>> WriteAsync<T>(
        IReadOnlyList<Statement> statements, Func<Row, T> read, CancellationToken cancellationToken) => RunAsync<IReadOnlyList<T>>(
        async connection =>
        {
            var batch = connection.CreateBatch();
            await using var _ = batch.ConfigureAwait(false);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL READ COMMITTED"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SET LOCAL synchronous_commit = on"));
            foreach (var statement in statements)
                batch.BatchCommands.Add(Bind(statement));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));

            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var __ = reader.ConfigureAwait(false);
            var rows = new List<T>();
            do
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    rows.Add(read(new Row(reader)));
            }
            while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false));
            return rows;
        },
        cancellationToken);

    public Task<T> FoldAsync<T>(
        Statement statement, Func<T> begin, Action<T, Row> add, CancellationToken cancellationToken) => RunAsync(
        async connection =>
        {
            var batch = connection.CreateBatch();
            await using var _ = batch.ConfigureAwait(false);
            batch.BatchCommands.Add(Bind(statement));
            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var __ = reader.ConfigureAwait(false);
            var result = begin();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                add(result, new Row(reader));
            return result;
        },
        cancellationToken);

    public string Describe(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } postgres =>
            $"{postgres.MessageText}. The tables are made by a role that may create a schema; "
            + "see about_YallaTake_SharedLedger for the rights of the others",
        PostgresException postgres => $"{postgres.MessageText} ({postgres.SqlState})",
        ObjectDisposedException => "the connection to its panel was closed",
        { InnerException: SocketException or IOException or TimeoutException } =>
            $"{exception.Message.TrimEnd('.')}: {exception.InnerException.Message}",
        _ => exception.Message,
    };

    public void Dispose() => _connections.Dispose();

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var connection = await _connections.OpenAsync(cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                    return await work(connection).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsConflict(exception)
                ? time.GetElapsedTime(started) < PatienceWithOthers
                : time.GetElapsedTime(started) < Patience && IsPassing(exception))
            {
                await time.Delay(Pause(attempt), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<(int Version, byte[]? Salt)> MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var newSalt = new NpgsqlParameter("salt", chance.Bytes(SaltLength));
        await connection.ExecuteAsync(PostgresSchema.Foundation, cancellationToken, newSalt).ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var (version, salt) = await ReadVersionAsync(connection, "FOR UPDATE", cancellationToken).ConfigureAwait(false);
            for (; version < PostgresSchema.Migrations.Count; version++)
            {
                await connection.ExecuteAsync(PostgresSchema.Migrations[version], cancellationToken).ConfigureAwait(false);
                if (version == EarlierEntries.Version)
                    await ReviseAsync(connection, cancellationToken).ConfigureAwait(false);
                var next = new NpgsqlParameter("version", version + 1);
                await connection.ExecuteAsync(
                    "UPDATE yallatake.ledger SET version = @version", cancellationToken, next).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return (version, salt);
        }
    }

    private async Task ReviseAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var reading = EarlierEntries.Read(Dialect.Schema);
        var entries = new List<EarlierEntry>();
        var all = new NpgsqlBatch(connection) { Timeout = 0 };
        await using (all.ConfigureAwait(false))
        {
            all.BatchCommands.Add(Bind(reading));
            var reader = await all.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    entries.Add(EarlierEntries.Entry(new Row(reader)));
            }
        }

        foreach (var revisions in EarlierEntries.Revise(entries).Chunk(RevisedAtOnce))
        {
            var batch = new NpgsqlBatch(connection) { Timeout = 0 };
            await using (batch.ConfigureAwait(false))
            {
                foreach (var statement in revisions.Select(revision => EarlierEntries.Write(Dialect.Schema, revision)))
                    batch.BatchCommands.Add(Bind(statement));
                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<(int Version, byte[]? Salt)> ReadVersionAsync(
        NpgsqlConnection connection, string locking, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.FirstAsync(
                $"SELECT version, salt FROM yallatake.ledger {locking}",
                row => (row.GetInt32(0), (byte[]?)row.GetFieldValue<byte[]>(1)),
                cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState
            is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return (0, null);
        }
    }

    private NpgsqlBatchCommand Bind(Statement statement)
    {
        var (sql, names) = _sql.Of(statement.Sql);
        var command = new NpgsqlBatchCommand(sql);
        foreach (var name in names)
            command.Parameters.Add(PostgresParameter.Of(name == ServerNow.Name
                ? ServerNow with { Value = ServerTime?.Invoke().ToUniversalTime() }
                : statement.Parameters.First(parameter => parameter.Name == name)));
        return command;
    }

    private static bool IsConflict(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    // A server that stops or starts, names that another process makes just now, and lost connections.
    private static bool IsPassing(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.IsTransient
            || postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable
                or PostgresErrorCodes.DuplicateSchema
            || postgres.SqlState.StartsWith("57P0", StringComparison.Ordinal),
        NpgsqlException npgsql => npgsql.IsTransient || npgsql.InnerException is IOException or SocketException,
        _ => exception is SocketException or IOException,
    };

    private TimeSpan Pause(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 10 << Math.Min(attempt, 10)) * (0.5 + chance.Fraction()));

    private static string Indexed(string link) => $"left({link}, {PostgresSchema.IndexedLink})";

    private static string Like(string pattern) =>
        pattern
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)
            .Replace('*', '%')
            .Replace('?', '_');
}
