using System.Globalization;

namespace YallaTake.Client.Orders;

/// <summary>An order as it will be sent: a service and the fields of its type, under the API's own names.</summary>
internal sealed class OrderRequest
{
    private readonly Dictionary<string, string> _fields;
    private readonly HashSet<string> _ofPanel;

    /// <summary>Makes an order of a service from fields under the API's names; lists are lines with <c>\n</c> between them.</summary>
    /// <param name="serviceId">The service's id.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="ofPanel">Which of them the caller gave for this panel (<c>-Field</c>), whatever the service's type has.</param>
    public OrderRequest(PanelId serviceId, IEnumerable<KeyValuePair<string, string>> fields, IEnumerable<string>? ofPanel = null)
    {
        Service = serviceId;
        _fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields)
            _fields[field.Key] = field.Value;
        _ofPanel = new HashSet<string>(ofPanel ?? [], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The service's id: a long or a string, see <see cref="PanelId"/>.</summary>
    public object ServiceId => Service.Value;

    /// <summary>Your own name for the order, which is not sent; null when it has none.</summary>
    public string? Reference { get; init; }

    /// <summary>The fields of <c>add</c> besides <c>service</c>.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    internal PanelId Service { get; }

    /// <summary>What the order is for: the link, or the user name where the type has no link; null when neither is given.</summary>
    public string? Link => Text(OrderField.Link) ?? Text(OrderField.Username);

    /// <summary>The text of a field; null when it is absent or blank.</summary>
    public string? Text(string field) =>
        _fields.TryGetValue(field, out var text) && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The number in a field; null when it is absent or no whole number.</summary>
    public long? Number(string field) =>
        long.TryParse(Text(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether the caller gave the field for this panel, whatever the service's type has.</summary>
    public bool IsOfPanel(string field) => _ofPanel.Contains(field);

    /// <summary>How many lines of a list field are not blank.</summary>
    public long Lines(string field) =>
        Text(field)?.Split('\n').LongCount(line => !string.IsNullOrWhiteSpace(line)) ?? 0;
}
