using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace YallaTake;

/// <summary>A parameter in a word. All have a type, for the server cannot guess one from a null.</summary>
internal static class Given
{
    public static NpgsqlParameter Text(string name, string? value) => Of(name, NpgsqlDbType.Text, Storable(value));

    public static NpgsqlParameter Texts(string name, IEnumerable<string>? values) => Of(name, NpgsqlDbType.Array | NpgsqlDbType.Text, values?.Select(Storable).ToArray());

    public static NpgsqlParameter Number(string name, long? value) => Of(name, NpgsqlDbType.Bigint, value);

    public static NpgsqlParameter Numbers(string name, IEnumerable<long>? values) => Of(name, NpgsqlDbType.Array | NpgsqlDbType.Bigint, values?.ToArray());

    public static NpgsqlParameter Money(string name, decimal? value) => Of(name, NpgsqlDbType.Numeric, value);

    public static NpgsqlParameter Flag(string name, bool value) => Of(name, NpgsqlDbType.Boolean, value);

    public static NpgsqlParameter Time(string name, DateTimeOffset? value) => Of(name, NpgsqlDbType.TimestampTz, value?.ToUniversalTime());

    public static NpgsqlParameter Bytes(string name, byte[] value) => Of(name, NpgsqlDbType.Bytea, value);

    public static NpgsqlParameter Id(string name, Guid value) => Of(name, NpgsqlDbType.Uuid, value);

    /// <summary>A time span, in milliseconds: an interval of days would depend on the time zone.</summary>
    public static NpgsqlParameter Span(string name, TimeSpan? value)
    {
        var longest = TimeSpan.FromDays(36500);
        return Number(name, value is { } span ? (long)(span < longest ? span : longest).TotalMilliseconds : null);
    }

    // PostgreSQL takes no NUL and Npgsql no half of a surrogate pair, and a panel's answer may have either.
    private static string? Storable(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\ufffd');

    private static NpgsqlParameter Of(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };
}
