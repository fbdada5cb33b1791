using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Client.Secrets;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>Decodes the services of a catalogue, one at a time.</summary>
/// <param name="json">Has come to where a service begins.</param>
/// <param name="panel">The name that services carry as their panel.</param>
/// <param name="key">Is struck out of every text.</param>
internal sealed class ServiceRow(StreamedJson json, string? panel, RevealedKey? key)
{
    // Categories and types repeat by the thousand.
    private readonly Dictionary<string, string?> _repeated = new(StringComparer.Ordinal);

    /// <summary>The names of its fields that are known.</summary>
    public static IReadOnlyList<string> Fields { get; } =
        ["service", "name", "type", "category", "rate", "min", "max", "refill", "cancel", "dripfeed", "desc", "description"];

    /// <summary>What is known of the first one that could not be read; null when all could.</summary>
    public string? FirstUnread { get; private set; }

    /// <summary>The panel's refusal, where one stood in the place of a service.</summary>
    public YallaTakeException? Refusal { get; private set; }

    /// <summary>Whether the id under which one stood was taken for its own.</summary>
    public bool HasUsedPlace { get; private set; }

    /// <summary>The service; null when it cannot be ordered, whatever else it says.</summary>
    /// <param name="place">The id under which it stands; null when it stands in a list. A name inside beats it.</param>
    public Service? Read(PanelId? place)
    {
        if (json.Type != JsonToken.StartObject)
        {
            FirstUnread ??= "not an object";
            return null;
        }

        PanelId? id = null;
        long? min = null, max = null;
        string? idText = null, rateText = null;
        bool? refill = null, cancel = null, dripfeed = null;
        string? name = null, type = null, category = null, description = null;
        Dictionary<string, string>? extra = null;

        while (json.NextField(out var field))
        {
            switch (field.ToLowerInvariant())
            {
                case "service":
                    id = idText is null ? AnswerValue.Id(json.Value is string text ? Redact(text) : json.Value) : null;
                    idText = idText is null ? Text() : $"{idText} and {Text()}";
                    break;
                case "name": name = Page(Text()); break;
                case "type": type = Repeated(); break;
                case "category": category = Repeated(); break;
                case "rate": rateText = rateText is null ? Text() : $"{rateText} and {Text()}"; break;
                case "min": min = AnswerValue.Count(json.Value); break;
                case "max": max = AnswerValue.Count(json.Value) is > 0 and var most ? most : null; break;
                case "refill": refill = AnswerValue.Flag(json.Value); break;
                case "cancel": cancel = AnswerValue.Flag(json.Value); break;
                case "dripfeed": dripfeed = AnswerValue.Flag(json.Value); break;
                case "desc" or "description": description = Page(Text()); break;
                default: FurtherFields.Keep(ref extra, Redact(field), Text()); break;
            }

            if (json.Type is JsonToken.StartObject or JsonToken.StartArray)
                json.Skip();
        }

        if (idText is null && MayNameIt(place, extra))
            (id, HasUsedPlace) = (place, true);
        if (id is null || AnswerValue.SureMoney(rateText) is not { } rate)
        {
            if (extra is not null && AnswerJson.Error(JObject.FromObject(extra)) is { } error)
                Refusal ??= PanelErrors.Refusal(error);
            FirstUnread ??= $"id '{id?.ToString() ?? idText}', rate '{rateText}', name '{name}'";
            return null;
        }

        return new Service
        {
            ServiceId = id.Value,
            Name = name ?? string.Empty,
            Type = type ?? string.Empty,
            Category = category ?? string.Empty,
            Rate = rate,
            Min = min,
            Max = max,
            Refill = refill,
            Cancel = cancel,
            Dripfeed = dripfeed,
            Description = description,
            Extra = extra ?? FurtherFields.None,
            Panel = panel,
        };
    }

    /// <summary>The text with the key struck out.</summary>
    public string Redact(string text) => key?.Redact(text) ?? text;

    // Another id inside may be the service's.
    private static bool MayNameIt(PanelId? place, Dictionary<string, string>? extra) =>
        place is not null
        && extra?.Any(field => FoldedWord.Of(field.Key) is "id" or "serviceid" && PanelId.Find(field.Value) != place) != true;

    private string? Text() => AnswerValue.Text(json.Value) is { } text ? Redact(text) : null;

    private string? Repeated()
    {
        if (AnswerValue.Text(json.Value) is not { } text)
            return null;
        if (!_repeated.TryGetValue(text, out var known))
            _repeated.Add(text, known = Page(Redact(text)));
        return known;
    }

    // Panels write some texts as their pages have them. The key may be spelled so as well.
    private string? Page(string? text) => text?.Contains('&') == true
        ? AnswerValue.Text(WebUtility.HtmlDecode(text)) is { } decoded ? Redact(decoded) : null
        : text;
}
