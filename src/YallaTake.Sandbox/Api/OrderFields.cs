using System.Globalization;

namespace YallaTake.Sandboxing.Api;

/// <summary>The fields of an <c>add</c>, read as the panel reads them.</summary>
internal sealed class OrderFields(IReadOnlyDictionary<string, string> sent)
{
    private static readonly long[] Delays =
        [0, 5, 10, 15, 20, 30, 40, 50, 60, 90, 120, 150, 180, 210, 240, 270, 300, 360, 420, 480, 540, 600];

    /// <summary>Every field as it was sent, but for the key and the action.</summary>
    public IEnumerable<KeyValuePair<string, string>> Sent => sent.Where(pair => pair.Key is not ("key" or "action"));

    public string Link => Has("link") ? sent["link"] : "";

    /// <exception cref="PanelRefusal">The field is missing or empty.</exception>
    public string this[string name] => Has(name) ? sent[name] : throw new PanelRefusal($"Missing required parameter: {name}");

    /// <summary>The fields of the order for one post of a subscription, which no request sent.</summary>
    public static OrderFields OfPost(string username, int post, long quantity) => new(new Dictionary<string, string>
    {
        ["link"] = $"https://example.com/{username}/posts/{post}",
        ["quantity"] = quantity.ToString(CultureInfo.InvariantCulture),
    });

    public bool Has(string name) => sent.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value);

    /// <summary>A whole number, not negative.</summary>
    /// <exception cref="PanelRefusal">The field is not one, or is missing with no <paramref name="absent"/> to stand for it.</exception>
    public long Whole(string name, long? absent = null, long least = 0, long most = int.MaxValue)
    {
        if (absent is { } value && !Has(name))
            return value;
        return long.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
            ? number
            : throw Incorrect(name);
    }

    /// <summary>The day of a <c>dd/MM/yyyy</c> field; null when it is absent.</summary>
    /// <exception cref="PanelRefusal">The field is something else.</exception>
    public DateTimeOffset? Date(string name)
    {
        if (!Has(name))
            return null;
        return DateTimeOffset.TryParseExact(
            this[name], "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            && day.Year < 9000
            ? day
            : throw Incorrect(name);
    }

    /// <summary>How many lines of a list are not empty.</summary>
    public long Lines(string name) => this[name].Split('\n').Count(line => !string.IsNullOrWhiteSpace(line));

    /// <summary>Checks what each field must be, whatever the type that asks for it.</summary>
    /// <exception cref="PanelRefusal">A field that the type requires is missing, or a field is not what it must be.</exception>
    public void Check(ServiceType type)
    {
        foreach (var name in type.Required)
        {
            if (name == "link" && sent.TryGetValue(name, out var link) && (link.Length == 0 || link.Any(char.IsWhiteSpace)))
                throw new PanelRefusal("Bad link");
            _ = this[name];
            switch (name)
            {
                case "answer_number":
                    Whole(name, least: 1);
                    break;
                case "device":
                    Whole(name, least: 1, most: 5);
                    break;
                case "type_of_traffic":
                    if (Whole(name, least: 1, most: 3) is var traffic and not 3)
                        _ = this[traffic == 1 ? "google_keyword" : "referring_url"];
                    break;
                case "delay":
                    if (!Delays.Contains(Whole(name)))
                        throw Incorrect(name);
                    break;
            }
        }
    }

    public static PanelRefusal Incorrect(string name) => new($"Incorrect {name}");
}
