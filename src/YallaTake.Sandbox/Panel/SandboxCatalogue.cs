using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;
using YallaTake.Sandboxing.Dialects;

namespace YallaTake.Sandboxing.Panel;

/// <summary>The services on offer, and the answer that lists them. Not for many threads at once when it changes.</summary>
internal sealed class SandboxCatalogue
{
    /// <summary>How many services of a catalogue that does not change are kept to be shown.</summary>
    private const int MostShown = 100;

    private readonly Dictionary<string, SandboxService> _services = new(StringComparer.Ordinal);
    private readonly List<SandboxOffer> _offers = [];
    private readonly DialectWriter _dialect;
    private byte[]? _encoded;
    private long _lastId;

    /// <exception cref="InvalidDataException">An offer is not a service.</exception>
    private SandboxCatalogue(IEnumerable<JObject> offers, DialectWriter dialect, bool changes)
    {
        _dialect = dialect;
        if (changes)
        {
            // An id that repeats is one service, so that what is listed and what is sold cannot part.
            _offers = [.. offers.Select(Take).GroupBy(offer => offer.Service.Id).Select(same => same.Last())];
            Count = _offers.Count;
        }
        else
        {
            _encoded = dialect.Catalogue(offers.Select(Take).Select(Show));
        }
    }

    /// <summary>How many services the answer lists, an id that repeats counted each time.</summary>
    public int Count { get; private set; }

    /// <summary>The answer to <c>services</c>, as UTF-8.</summary>
    public byte[] Encoded => _encoded ??= _dialect.Catalogue(_offers.Select(offer => offer.Json));

    /// <summary>What is listed; the first hundred if the catalogue does not change, for a large one would take much memory.</summary>
    public IReadOnlyList<SandboxOffer> Offers => _offers;

    /// <summary>An id that no service had.</summary>
    public long NextId => _lastId + 1;

    /// <exception cref="IOException">The catalogue file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The catalogue file is not a <c>services</c> answer.</exception>
    public static SandboxCatalogue For(SandboxOptions options, DialectWriter dialect)
    {
        var changes = options.PriceChanges > 0;
        if (options.Catalogue is not { } path)
            return new SandboxCatalogue(BuiltInOffers.Make(options.ServiceCount ?? BuiltInOffers.NaturalCount), dialect, changes);
        try
        {
            return new SandboxCatalogue(Load(path), dialect, changes);
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
        _services.TryGetValue(id, out var service) ? service : throw new PanelRefusal("Incorrect service ID");

    /// <summary>Lists a service at the end.</summary>
    public SandboxOffer Add(JObject json)
    {
        var offer = Take(json);
        _offers.Add(offer);
        _encoded = null;
        return offer;
    }

    /// <summary>Lists a service in place of what it was.</summary>
    public SandboxOffer Replace(int index, JObject json)
    {
        RemoveAt(index);
        var offer = Take(json);
        _offers.Insert(index, offer);
        return offer;
    }

    /// <summary>Takes a service off the list; it is sold no more.</summary>
    public SandboxOffer RemoveAt(int index)
    {
        var offer = _offers[index];
        _offers.RemoveAt(index);
        _services.Remove(offer.Service.Id);
        Count--;
        _encoded = null;
        return offer;
    }

    private SandboxOffer Take(JObject json)
    {
        var service = Read(json);
        _services[service.Id] = service;
        _lastId = Math.Max(_lastId, service.Number ?? 0);
        Count++;
        return new SandboxOffer(service, json);
    }

    private JObject Show(SandboxOffer offer)
    {
        if (_offers.Count < MostShown)
            _offers.Add(offer);
        return offer.Json;
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
        Text(offer, "service") is { Length: > 0 } id
            ? id
            : throw new InvalidDataException($"This has no 'service' id: {offer.ToString(Formatting.None)}"),
        ServiceType.Named((string?)offer["type"] ?? ""),
        decimal.TryParse(Text(offer, "rate"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
            ? rate
            : throw new InvalidDataException($"This 'rate' is not a number: {offer.ToString(Formatting.None)}"),
        Whole(offer, "min", 1),
        Text(offer, "max") is "0" or "-1" ? long.MaxValue : Whole(offer, "max", long.MaxValue), // so panels write that there is no limit
        IsTrue(offer, "refill"),
        IsTrue(offer, "cancel"));

    private static long Whole(JObject offer, string name, long absent) =>
        long.TryParse(Text(offer, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : Text(offer, name) is null ? absent
        : throw new InvalidDataException($"This '{name}' is not a whole number: {offer.ToString(Formatting.None)}");

    private static bool IsTrue(JObject offer, string name) => Text(offer, name) is "True" or "true" or "1";

    private static string? Text(JObject offer, string name) =>
        (offer[name] as JValue)?.Value is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
}
