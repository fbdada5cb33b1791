using System.Globalization;

namespace YallaTake;

/// <summary>An order as it will be sent: a service and the fields of its type, under the API's own names.</summary>
public sealed class OrderRequest
{
    private readonly Dictionary<string, string> _fields;

    /// <summary>Makes an order of a service from fields under the API's names; lists are lines with <c>\n</c> between them.</summary>
    public OrderRequest(long serviceId, IEnumerable<KeyValuePair<string, string>> fields)
    {
        ServiceId = serviceId;
        _fields = fields.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
    }

    /// <summary>The service's number.</summary>
    public long ServiceId { get; }

    /// <summary>Your own name for the order, which is not sent; null when it has none.</summary>
    public string? Reference { get; init; }

    /// <summary>The fields of <c>add</c> besides <c>service</c>.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    /// <summary>What the order is for: the link, or the user name where the type has no link; null when neither is given.</summary>
    public string? Link => Text(OrderField.Link) ?? Text(OrderField.Username);

    /// <summary>The text of a field; null when it is absent or blank.</summary>
    public string? Text(string field) =>
        _fields.TryGetValue(field, out var text) && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The number in a field; null when it is absent or no whole number.</summary>
    public long? Number(string field) =>
        long.TryParse(Text(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>How many lines of a list field are not blank.</summary>
    public long Lines(string field) =>
        Text(field)?.Split('\n').LongCount(line => !string.IsNullOrWhiteSpace(line)) ?? 0;
}
