using Npgsql;

namespace YallaTake.Ledger.Postgres;

/// <summary>
/// Connections to a database. One to the server itself keeps its statements prepared: orders take the same few again and again. A pooler
/// lends the server's connections to its clients in turn, and a statement that one of them prepared has the name of another one's, so
/// nothing is prepared there.
/// </summary>
internal sealed class PostgresConnections : IDisposable
{
    private const int MostPrepared = 60;

    private readonly NpgsqlDataSource _direct;
    private readonly NpgsqlDataSource _pooled;
    private volatile bool _isPooled;

    public PostgresConnections(PostgresAddress address)
    {
        var direct = address.Open();
        direct.ConnectionStringBuilder.MaxAutoPrepare = MostPrepared;
        direct.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        direct.UsePhysicalConnectionInitializer(connection => CheckAsync(connection).GetAwaiter().GetResult(), CheckAsync);
        (_direct, _pooled) = (direct.Build(), address.Open().Build());
    }

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (!_isPooled)
        {
            var connection = await _direct.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            if (!_isPooled)
                return connection;
            await connection.DisposeAsync().ConfigureAwait(false);
            _direct.Clear();
        }

        return await _pooled.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _direct.Dispose();
        _pooled.Dispose();
    }

    // A pooler gives out numbers of its own.
    private async Task CheckAsync(NpgsqlConnection connection)
    {
        var served = await connection.FirstAsync("SELECT pg_backend_pid()", row => row.GetInt32(0), CancellationToken.None)
            .ConfigureAwait(false);
        if (served != connection.ProcessID)
            _isPooled = true;
    }
}
