using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;
using YallaTake.Sandboxing.Dialects;

namespace YallaTake.Sandboxing.Panel;

/// <summary>The services on offer, and the answer that lists them, encoded once.</summary>
internal sealed class SandboxCatalogue
{
    private readonly Dictionary<long, SandboxService> _services = [];

    /// <exception cref="InvalidDataException">An offer is not a service.</exception>
    private SandboxCatalogue(IEnumerable<JObject> offers, DialectWriter dialect) => Encoded = dialect.Catalogue(offers.Select(Take));

    /// <summary>How many services the answer lists, an id that repeats counted each time.</summary>
    public int Count { get; private set; }

    /// <summary>The answer to <c>services</c>, as UTF-8.</summary>
    public byte[] Encoded { get; }

    /// <exception cref="IOException">The catalogue file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The catalogue file is not a <c>services</c> answer.</exception>
    public static SandboxCatalogue For(SandboxOptions options, DialectWriter dialect)
    {
        if (options.Catalogue is not { } path)
            return new SandboxCatalogue(BuiltInOffers.Make(options.ServiceCount ?? BuiltInOffers.NaturalCount), dialect);
        try
        {
            return new SandboxCatalogue(Load(path), dialect);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new InvalidDataException(
                $"The catalogue '{path}' is not a services answer: it must be a JSON array of services, each with a 'service' id and a "
                + $"'rate'. {e.Message}", e);
        }
    }

    /// <exception cref="PanelRefusal">No service has that id.</exception>
    public SandboxService Find(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && _services.TryGetValue(number, out var service)
            ? service
            : throw new PanelRefusal("Incorrect service ID");

    private JObject Take(JObject offer)
    {
        var service = Read(offer);
        _services[service.Id] = service;
        Count++;
        return offer;
    }

    private static IEnumerable<JObject> Load(string path)
    {
        using var reader = new JsonTextReader(new StreamReader(path))
        {
            FloatParseHandling = FloatParseHandling.Decimal,
            DateParseHandling = DateParseHandling.None,
        };
        if (!reader.Read() || reader.TokenType != JsonToken.StartArray)
            throw new InvalidDataException("It does not begin with '['.");
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
            yield return JObject.Load(reader);
        if (reader.TokenType != JsonToken.EndArray)
            throw new InvalidDataException("It ends before its ']'.");
    }

    private static SandboxService Read(JObject offer) => new(
        Whole(offer, "service", null),
        ServiceType.Named((string?)offer["type"] ?? ""),
        decimal.TryParse(Text(offer, "rate"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
            ? rate
            : throw new InvalidDataException($"This 'rate' is not a number: {offer.ToString(Formatting.None)}"),
        Whole(offer, "min", 1),
        Whole(offer, "max", long.MaxValue),
        IsTrue(offer, "refill"),
        IsTrue(offer, "cancel"));

    private static long Whole(JObject offer, string name, long? absent) =>
        long.TryParse(Text(offer, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : Text(offer, name) is null && absent is { } value ? value
        : throw new InvalidDataException($"This '{name}' is not a whole number: {offer.ToString(Formatting.None)}");

    private static bool IsTrue(JObject offer, string name) => Text(offer, name) is "True" or "true" or "1";

    private static string? Text(JObject offer, string name) =>
        (offer[name] as JValue)?.Value is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
}
