using System.Text;
using Newtonsoft.Json;

namespace YallaTake.Ledger.Store;

/// <summary>A parameter in a word.</summary>
internal static class Given
{
    public static Parameter Text(string name, string? value) => new(name, ParameterKind.Text, value);

    /// <summary>The text of an id, as <see cref="YallaTake.PanelId.Of"/> reads it.</summary>
    public static Parameter PanelId(string name, object? id) => Text(name, id?.ToString());

    public static Parameter Texts(string name, IEnumerable<string> values) => new(name, ParameterKind.Texts, values.ToArray());

    /// <summary>Rows for <see cref="SqlDialect.JsonRows"/>, each a list of texts, numbers and flags.</summary>
    public static Parameter Rows(string name, IEnumerable<object?[]> rows) => Text(
        name,
        JsonConvert.SerializeObject(rows.Select(row => row.Select(value => value is string text ? Storable(text) : value))));

    public static Parameter Number(string name, long? value) => new(name, ParameterKind.Number, value);

    public static Parameter Numbers(string name, IEnumerable<long> values) => new(name, ParameterKind.Numbers, values.ToArray());

    public static Parameter Money(string name, decimal? value) => new(name, ParameterKind.Money, value);

    public static Parameter Flag(string name, bool value) => new(name, ParameterKind.Flag, value);

    public static Parameter Time(string name, DateTimeOffset? value) => new(name, ParameterKind.Time, value?.ToUniversalTime());

    public static Parameter Bytes(string name, byte[] value) => new(name, ParameterKind.Bytes, value);

    public static Parameter Id(string name, string? value) => new(name, ParameterKind.Id, value);

    // JSON of either store takes no NUL and no half of a surrogate pair, and a panel's texts may have either.
    private static string Storable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\ufffd');
}
