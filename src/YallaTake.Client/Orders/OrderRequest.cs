using System.Globalization;
using System.Text.RegularExpressions;
using YallaTake.Client.Values;

namespace YallaTake.Client.Orders;

/// <summary>An order as it will be sent: a service and the fields of its type, under the API's own names.</summary>
internal sealed class OrderRequest
{
    private static readonly Regex LineBreak = new(@"\r\n|[\n\r\v\f\u0085\u2028\u2029]", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, string> _fields;
    private readonly HashSet<string> _ofPanel;

    /// <summary>
    /// Makes an order of a service from fields under the API's names. A blank field is absent. Lists become lines with <c>\n</c> between
    /// them, none of them blank, so that what is sent is what is counted; links lose what nobody sees at their ends.
    /// </summary>
    /// <param name="serviceId">The service's id.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="ofPanel">Which of them the caller gave for this panel (<c>-Field</c>), whatever the service's type has.</param>
    public OrderRequest(PanelId serviceId, IEnumerable<KeyValuePair<string, string>> fields, IEnumerable<string>? ofPanel = null)
    {
        Service = serviceId;
        _fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields)
        {
            if (Plain(field.Key, field.Value) is { } text && !string.IsNullOrWhiteSpace(text))
                _fields[field.Key] = text;
        }

        _ofPanel = new HashSet<string>(ofPanel ?? [], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The service's id: a long or a string, see <see cref="PanelId"/>.</summary>
    public object ServiceId => Service.Value;

    /// <summary>Your own name for the order, which is not sent; null when it has none.</summary>
    public string? Reference { get; init; }

    /// <summary>The number of the input that it was read from, from 1 up; null when it was not piped.</summary>
    public long? Row { get; init; }

    /// <summary>The number of its line in the file that it was imported from; null when it was not.</summary>
    public long? Line { get; init; }

    /// <summary>What the caller gave it as, which an error about it names; null when it was given field by field.</summary>
    public object? Input { get; init; }

    /// <summary>The name of the panel that it was given for; null when it is not known.</summary>
    public string? Panel { get; init; }

    /// <summary>
    /// Where it stands: its line, of a file of which others may not have been read, or its row; null when it is the only one.
    /// </summary>
    public string? Place => (Line, Row) switch
    {
        ({ } line, _) => FormattableString.Invariant($"line {line}"),
        (_, { } row) => FormattableString.Invariant($"row {row}"),
        _ => null,
    };

    /// <summary>What could not be read of it: such an order is not sent.</summary>
    public IReadOnlyList<YallaTakeException> Unread { get; init; } = [];

    /// <summary>The fields of <c>add</c> besides <c>service</c>.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    internal PanelId Service { get; }

    /// <summary>What the order is for: the link, or the user name where the type has no link; null when neither is given.</summary>
    public string? Link => Text(OrderField.Link) ?? Text(OrderField.Username);

    /// <summary>The text of a field; null when it is absent.</summary>
    public string? Text(string field) => _fields.TryGetValue(field, out var text) ? text : null;

    /// <summary>The number in a field; null when it is absent or no whole number.</summary>
    public long? Number(string field) =>
        long.TryParse(Text(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The fields that the caller gave for this panel, whatever the service's type has.</summary>
    public IEnumerable<string> OfPanel => _ofPanel;

    /// <summary>Whether the caller gave the field for this panel, whatever the service's type has.</summary>
    public bool IsOfPanel(string field) => _ofPanel.Contains(field);

    /// <summary>The same order under a name, which is not what the caller gave it as.</summary>
    public OrderRequest Named(string reference) => Copy(Service, reference, input: null);

    /// <summary>The same order for another service, under the same name.</summary>
    public OrderRequest For(PanelId service) => Copy(service, Reference, Input);

    /// <summary>How many lines a list field has.</summary>
    public long Lines(string field) => Text(field)?.Split('\n').LongLength ?? 0;

    /// <summary>Which order it is, where an error names its target.</summary>
    public override string ToString() => Reference ?? FormattableString.Invariant($"service {ServiceId} for {Link}");

    private OrderRequest Copy(PanelId service, string? reference, object? input) =>
        new(service, _fields, _ofPanel) { Reference = reference, Row = Row, Line = Line, Input = input, Panel = Panel, Unread = Unread };

    private static string? Plain(string field, string? text)
    {
        if (text is null)
            return null;
        if (OrderField.Lists.Contains(field, StringComparer.OrdinalIgnoreCase))
            return Lines(text, OrderField.Links.Contains(field, StringComparer.OrdinalIgnoreCase));
        return OrderField.Links.Contains(field, StringComparer.OrdinalIgnoreCase) ? SeenText.Trim(text) : text;
    }

    private static string Lines(string text, bool areLinks) => string.Join(
        "\n",
        LineBreak.Split(text).Where(line => SeenText.Of(line).Length > 0).Select(line => areLinks ? SeenText.Trim(line) : line.Trim()));
}
