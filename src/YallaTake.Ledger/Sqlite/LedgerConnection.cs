using Microsoft.Data.Sqlite;

namespace YallaTake;

/// <summary>A connection that keeps its statements compiled: orders take the same few again and again, and compiling them costs more than running them.</summary>
/// <param name="connectionString">What to connect to.</param>
internal sealed class LedgerConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public int Execute(string sql, params (string Name, object? Value)[] parameters) => Command(sql, parameters).ExecuteNonQuery();

    public T? Scalar<T>(string sql, params (string Name, object? Value)[] parameters) => Command(sql, parameters).ExecuteScalar() is T value ? value : default;

    /// <summary>The rows of a statement, to be read before the same statement runs again.</summary>
    public SqliteDataReader Query(string sql, params (string Name, object? Value)[] parameters) => Command(sql, parameters).ExecuteReader();

    private SqliteCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            _commands[sql] = command = CreateCommand();
            command.CommandText = sql;
        }

        command.Parameters.Clear();
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
