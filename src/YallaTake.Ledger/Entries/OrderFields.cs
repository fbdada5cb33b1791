using Newtonsoft.Json;
using YallaTake.Client.Orders;
using YallaTake.Client.Values;

namespace YallaTake.Ledger.Entries;

/// <summary>The fields of an order as one text: the same order gives the same text.</summary>
internal static class OrderFields
{
    public static string Text(IReadOnlyDictionary<string, string> fields) =>
        JsonConvert.SerializeObject(
            new SortedDictionary<string, string>(fields.ToDictionary(field => field.Key, field => field.Value), StringComparer.Ordinal));

    /// <summary>Whether a text is that of an order's fields; an earlier version may have kept them as they were given.</summary>
    public static bool AreOf(OrderRequest order, string? text) =>
        Text(new OrderRequest(order.Service, Parse(text)).Fields) == Text(order.Fields);

    public static IReadOnlyDictionary<string, string> Parse(string? text) =>
        text is null ? FurtherFields.None : JsonConvert.DeserializeObject<Dictionary<string, string>>(text) ?? [];
}
