using System.Collections.ObjectModel;

namespace YallaTake.Client.Values;

/// <summary>Fields whose text is what they hold, for a cell of a CSV.</summary>
internal sealed class ReadableFields(IDictionary<string, string> fields) : ReadOnlyDictionary<string, string>(fields)
{
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> fields) => fields switch
    {
        ReadableFields readable => readable,
        { Count: 0 } => FurtherFields.None,
        IDictionary<string, string> kept => new ReadableFields(kept),
        _ => new ReadableFields(fields.ToDictionary(field => field.Key, field => field.Value, StringComparer.OrdinalIgnoreCase)),
    };

    public override string ToString() => string.Join("; ", this.Select(field => $"{field.Key}={field.Value}"));
}
