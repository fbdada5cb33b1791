using Newtonsoft.Json;
using YallaTake.Client.Values;

namespace YallaTake.Ledger.Entries;

/// <summary>The fields of an order as one text: the same order gives the same text.</summary>
internal static class OrderFields
{
    public static string Text(IReadOnlyDictionary<string, string> fields) =>
        JsonConvert.SerializeObject(new SortedDictionary<string, string>(fields.ToDictionary(field => field.Key, field => field.Value), StringComparer.Ordinal));

    public static IReadOnlyDictionary<string, string> Parse(string? text) => text is null ? FurtherFields.None : JsonConvert.DeserializeObject<Dictionary<string, string>>(text) ?? [];
}
