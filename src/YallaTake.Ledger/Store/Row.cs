using System.Data.Common;
using System.Globalization;

namespace YallaTake.Ledger.Store;

/// <summary>A row of a result, read by the names of its columns, in the types of either store.</summary>
internal readonly struct Row(DbDataReader reader)
{
    public string? Text(string column) => Value(column) switch { null => null, Guid id => id.ToString("N"), var value => (string)value };

    /// <summary>An id as objects show it: a long or a string.</summary>
    public object? Id(string column) => Text(column) is { } id ? PanelId.Of(id).Value : null;

    public long? Number(string column) => Value(column) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    public decimal? Money(string column) =>
        Value(column) switch { null => null, decimal amount => amount, var text => Entries.Money.Parse((string)text) };

    public bool Flag(string column) =>
        Value(column) switch { null => false, bool flag => flag, var number => Convert.ToInt64(number, CultureInfo.InvariantCulture) != 0 };

    public DateTimeOffset? Time(string column) => Value(column) switch
    {
        null => null,
        DateTime time => new DateTimeOffset(time.ToUniversalTime(), TimeSpan.Zero),
        var milliseconds => DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds),
    };

    public byte[]? Bytes(string column) => (byte[]?)Value(column);

    private object? Value(string column) => reader.GetValue(reader.GetOrdinal(column)) is var value and not DBNull ? value : null;
}
