using System.Text;
using Npgsql;
using NpgsqlTypes;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger.Postgres;

/// <summary>A parameter as PostgreSQL takes it, by its position. All have a type, for the server cannot guess one from a null.</summary>
internal static class PostgresParameter
{
    public static NpgsqlParameter Of(Parameter parameter) =>
        new() { NpgsqlDbType = Type(parameter.Kind), Value = Value(parameter) ?? DBNull.Value };

    private static NpgsqlDbType Type(ParameterKind kind) => kind switch
    {
        ParameterKind.Text => NpgsqlDbType.Text,
        ParameterKind.Texts => NpgsqlDbType.Array | NpgsqlDbType.Text,
        ParameterKind.Number => NpgsqlDbType.Bigint,
        ParameterKind.Numbers => NpgsqlDbType.Array | NpgsqlDbType.Bigint,
        ParameterKind.Money => NpgsqlDbType.Numeric,
        ParameterKind.Flag => NpgsqlDbType.Boolean,
        ParameterKind.Time => NpgsqlDbType.TimestampTz,
        ParameterKind.Bytes => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Uuid,
    };

    private static object? Value(Parameter parameter) => parameter switch
    {
        { Kind: ParameterKind.Text, Value: string text } => Storable(text),
        { Kind: ParameterKind.Texts, Value: string[] texts } => texts.Select(Storable).ToArray(),
        { Kind: ParameterKind.Id, Value: string id } => Guid.Parse(id),
        _ => parameter.Value,
    };

    // PostgreSQL takes no NUL and Npgsql no half of a surrogate pair, and a panel's answer may have either.
    private static string Storable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\ufffd');
}
