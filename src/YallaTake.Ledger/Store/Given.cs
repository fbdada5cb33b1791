namespace YallaTake.Ledger.Store;

/// <summary>A parameter in a word.</summary>
internal static class Given
{
    public static Parameter Text(string name, string? value) => new(name, ParameterKind.Text, value);

    /// <summary>The text of an id, as <see cref="YallaTake.PanelId.Of"/> reads it.</summary>
    public static Parameter PanelId(string name, object? id) => Text(name, id?.ToString());

    public static Parameter Texts(string name, IEnumerable<string> values) => new(name, ParameterKind.Texts, values.ToArray());

    public static Parameter Number(string name, long? value) => new(name, ParameterKind.Number, value);

    public static Parameter Numbers(string name, IEnumerable<long> values) => new(name, ParameterKind.Numbers, values.ToArray());

    public static Parameter Money(string name, decimal? value) => new(name, ParameterKind.Money, value);

    public static Parameter Flag(string name, bool value) => new(name, ParameterKind.Flag, value);

    public static Parameter Time(string name, DateTimeOffset? value) => new(name, ParameterKind.Time, value?.ToUniversalTime());

    public static Parameter Bytes(string name, byte[] value) => new(name, ParameterKind.Bytes, value);

    public static Parameter Id(string name, string? value) => new(name, ParameterKind.Id, value);
}
