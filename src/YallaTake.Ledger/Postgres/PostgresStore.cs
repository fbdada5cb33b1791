using System.Net.Sockets;
using Npgsql;

namespace YallaTake;

/// <summary>Runs work on a shared ledger's database: connects, repeats what a passing trouble has ended, and tells of one that stays.</summary>
/// <param name="address">The database.</param>
/// <param name="time">The time that waits go by.</param>
/// <param name="chance">Where their jitter comes from.</param>
internal sealed class PostgresStore(PostgresAddress address, TimeProvider time, Chance chance) : IDisposable
{
    // A restart of the server is ridden out; a longer trouble is the user's to know. Who loses to others has reason to go on longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PatienceWithOthers = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly NpgsqlDataSource _source = address.Open();

    public async Task<NpgsqlConnection> OpenAsync() => await _source.OpenConnectionAsync().ConfigureAwait(false);

    /// <summary>Runs work that may be run again, even when an earlier attempt took effect and nobody heard of it.</summary>
    /// <exception cref="YallaTakeException">LedgerUnavailable.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        var started = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var connection = await OpenAsync().ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                    return await work(connection).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsConflict(exception) ? time.GetElapsedTime(started) < PatienceWithOthers : time.GetElapsedTime(started) < Patience && IsPassing(exception))
            {
                await time.Delay(Pause(attempt)).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsTrouble(exception))
            {
                throw Unavailable(exception);
            }
        }
    }

    /// <summary>Runs a step of work that cannot be run again.</summary>
    /// <exception cref="YallaTakeException">LedgerUnavailable.</exception>
    public async Task<T> GuardAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (Exception exception) when (IsTrouble(exception))
        {
            throw Unavailable(exception);
        }
    }

    public YallaTakeException Unavailable(Exception exception) =>
        new(ErrorId.LedgerUnavailable, $"The ledger {address} cannot be used: {Describe(exception)} Mend the database or the way to it, then run this again.", exception);

    public void Dispose() => _source.Dispose();

    // The database's, and no refusal of our own.
    private static bool IsTrouble(Exception exception) =>
        exception is NpgsqlException or SocketException or IOException or TimeoutException or InvalidOperationException or InvalidDataException;

    private static bool IsConflict(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    // A server that stops or starts, names that another process makes just now, and lost connections.
    private static bool IsPassing(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.IsTransient
            || postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateSchema
            || postgres.SqlState.StartsWith("57P0", StringComparison.Ordinal),
        NpgsqlException npgsql => npgsql.IsTransient || npgsql.InnerException is IOException or SocketException,
        _ => exception is SocketException or IOException,
    };

    private TimeSpan Pause(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 10 << Math.Min(attempt, 10)) * (0.5 + chance.Fraction()));

    private static string Describe(Exception exception) => exception switch
    {
        ObjectDisposedException => "the connection to its panel was closed.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } postgres => $"{postgres.MessageText}. The tables are made by a role that may create a schema; see about_YallaTake_SharedLedger for the rights of the others.",
        PostgresException postgres => $"{postgres.MessageText} ({postgres.SqlState}).",
        { InnerException: SocketException or IOException or TimeoutException } => $"{exception.Message.TrimEnd('.')}: {exception.InnerException.Message.TrimEnd('.')}.",
        _ => $"{exception.Message.TrimEnd('.')}.",
    };
}
