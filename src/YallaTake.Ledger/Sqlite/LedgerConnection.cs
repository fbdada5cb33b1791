using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Newtonsoft.Json;
using SQLitePCL;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger.Sqlite;

/// <summary>
/// A connection that keeps its statements compiled: orders take the same few again and again, and compiling them costs more than running
/// them.
/// </summary>
/// <param name="connectionString">What to connect to.</param>
internal sealed class LedgerConnection(string connectionString) : SqliteConnection(connectionString)
{
    // sqlite.org/c3ref/c_fcntl_begin_atomic_write.html
    private const int HasMovedControl = 20;

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Whether no transaction is open: SQLite itself ends one on some failures.</summary>
    public bool IsIdle => raw.sqlite3_get_autocommit(Handle) != 0;

    /// <summary>Whether the file was moved, replaced or removed since it was opened.</summary>
    public bool HasMoved
    {
        get
        {
            var moved = 0;
            return sqlite3_file_control(Handle!.DangerousGetHandle(), "main", HasMovedControl, ref moved) == raw.SQLITE_OK && moved != 0;
        }
    }

    /// <summary>
    /// Runs statements at once, or fails at once: Microsoft.Data.Sqlite would wait for other processes by the system's clock.
    /// </summary>
    public void Execute(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(Handle, sql), Handle);

    public void Execute(string sql, params Parameter[] parameters) => Command(sql, parameters).ExecuteNonQuery();

    public T? Scalar<T>(string sql, params Parameter[] parameters) => Command(sql, parameters).ExecuteScalar() is T value ? value : default;

    /// <summary>All rows of a statement.</summary>
    public IReadOnlyList<T> Query<T>(Statement statement, Func<Row, T> read)
    {
        var rows = new List<T>();
        Query(statement, row => rows.Add(read(row)));
        return rows;
    }

    /// <summary>Takes the rows of a statement one by one.</summary>
    public void Query(Statement statement, Action<Row> take)
    {
        using var reader = Command(statement.Sql, statement.Parameters).ExecuteReader();
        while (reader.Read())
            take(new Row(reader));
    }

    private SqliteCommand Command(string sql, Parameter[] parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            _commands[sql] = command = CreateCommand();
            command.CommandText = sql;
        }

        command.Parameters.Clear();
        foreach (var parameter in parameters)
            command.Parameters.AddWithValue("@" + parameter.Name, Value(parameter) ?? DBNull.Value);
        return command;
    }

    // Lists go as one parameter of JSON, however many values there are: SQLite limits the number of both.
    private static object? Value(Parameter parameter) => parameter switch
    {
        { Value: null } => null,
        { Kind: ParameterKind.Money } => Money.Text((decimal)parameter.Value),
        { Kind: ParameterKind.Time } => ((DateTimeOffset)parameter.Value).ToUnixTimeMilliseconds(),
        { Kind: ParameterKind.Texts or ParameterKind.Numbers } => JsonConvert.SerializeObject(parameter.Value),
        _ => parameter.Value,
    };

    [DllImport("e_sqlite3", CallingConvention = CallingConvention.Cdecl, CharSet = CharSet.Ansi,
        BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_file_control(IntPtr db, string name, int control, ref int value);
}
