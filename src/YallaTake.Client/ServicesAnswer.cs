using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Client.Answers;
using YallaTake.Client.Secrets;
using YallaTake.Client.Transport;
using YallaTake.Client.Values;

namespace YallaTake.Client;

/// <summary>Decodes the catalogue one service at a time, while it is still arriving.</summary>
/// <param name="reader">Reads the answer.</param>
/// <param name="panel">The name that services carry as their panel.</param>
/// <param name="key">Is struck out of every text.</param>
/// <param name="answer">Is closed after the last service.</param>
internal sealed class ServicesAnswer(
    JsonTextReader reader, string? panel, RevealedKey? key = null, PanelAnswer? answer = null) : IDisposable
{
    // What surrounds the list says a page, a count, an error: a few words.
    private const int MostWords = 1000;

    // Each is one text, however many services have the field.
    private static readonly DefaultJsonNameTable Fields =
        Table("service", "name", "type", "category", "rate", "min", "max", "refill", "cancel", "dripfeed", "desc", "description");

    // Categories and types repeat by the thousand.
    private readonly Dictionary<string, string?> _repeated = new(StringComparer.Ordinal);

    private bool? _hasServices;
    private int _read;
    private int _leftOut;
    private string? _firstLeftOut;
    private YallaTakeException? _refusal;
    private int _words;

    /// <summary>How many bytes the answer will have; null when the panel does not say.</summary>
    public long? Length => answer?.Length;

    /// <summary>Called before it is waited for more of the answer, in the middle of a service or between two.</summary>
    public Action? OnPause
    {
        set => answer?.OnPause = value;
    }

    /// <summary>Reads as far as the list of services, or to the panel's refusal.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        _hasServices ??= await EnterArrayAsync(cancellationToken).ConfigureAwait(false);
        reader.PropertyNameTable = Fields;
    }

    /// <summary>Which rows were left out, in a sentence for the user; null when none was.</summary>
    public string? LeftOut => _leftOut == 0
        ? null
        : $"{_leftOut} of {_read} services of the catalogue {(_leftOut == 1 ? "is" : "are")} left out, because the id or the rate "
            + $"cannot be read (the first: {_firstLeftOut}). The others can be ordered. Ask the panel to correct its catalogue.";

    /// <summary>The next service, once it has arrived; null after the last.</summary>
    public async ValueTask<Service?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_hasServices is null)
            await EnterAsync(cancellationToken).ConfigureAwait(false);
        if (_hasServices is not true)
            return null;

        while (await NextAsync(cancellationToken).ConfigureAwait(false) && reader.TokenType != JsonToken.EndArray)
        {
            _read++;
            if (ReadService() is { } service)
                return service;
            _leftOut++;
        }

        if (reader.TokenType != JsonToken.EndArray)
            throw AnswerValue.Unreadable("the catalogue is cut off");
        return _leftOut > 0 && _leftOut == _read
            ? throw _refusal ?? AnswerValue.Unreadable($"none of the catalogue's services can be read, the first is {_firstLeftOut}")
            : null;
    }

    public void Dispose()
    {
        ((IDisposable)reader).Dispose();
        answer?.Dispose();
        key?.Dispose();
    }

    private static DefaultJsonNameTable Table(params string[] names)
    {
        var table = new DefaultJsonNameTable();
        foreach (var name in names)
            table.Add(name);
        return table;
    }

    // The array itself, or the one inside {"services":[…]}, {"data":[…]} or the like; another object is an error or empty.
    private async Task<bool> EnterArrayAsync(CancellationToken cancellationToken)
    {
        if (!await NextAsync(cancellationToken).ConfigureAwait(false))
            throw AnswerValue.Unreadable("it is empty");

        if (reader.TokenType == JsonToken.StartArray)
            return true;
        if (reader.TokenType != JsonToken.StartObject)
            throw AnswerValue.Unreadable("the catalogue should be a list");

        var rest = new JObject();
        var entered = false;
        while (!entered && await NextAsync(cancellationToken).ConfigureAwait(false) && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            await NextAsync(cancellationToken).ConfigureAwait(false);
            if (reader.TokenType == JsonToken.StartArray && FoldedWord.Of(name) is "services" or "data" or "result" or "response")
                entered = true;
            else
                rest[name] = ReadWord(nested: false, isError: FoldedWord.Of(name) is "error" or "errors");
        }

        var isEmpty = !entered && AnswerValue.Text(AnswerField.Of(rest, "data")) is not null;
        if ((AnswerJson.Error(rest, hasFailed: !entered && !isEmpty) ?? AnswerJson.Error(rest)) is { } error)
            throw PanelErrors.Refusal(Redact(error));
        return entered || isEmpty ? entered : throw AnswerValue.Unreadable("the catalogue should be a list");
    }

    // A single value, or an object of single values; lists and what lies deeper are passed over, except in an error.
    private JToken? ReadWord(bool nested, bool isError)
    {
        if (++_words > MostWords)
            throw AnswerValue.Unreadable("the catalogue should be a list");

        if (reader.TokenType is JsonToken.None or JsonToken.PropertyName)
            throw NotJson();

        if (isError && reader.TokenType == JsonToken.StartArray)
        {
            var list = new JArray();
            while (Next() && reader.TokenType != JsonToken.EndArray)
                list.Add(ReadWord(nested: true, isError) ?? JValue.CreateNull());
            return list;
        }

        if (reader.TokenType == JsonToken.StartArray || (nested && !isError && reader.TokenType == JsonToken.StartObject))
        {
            Skip();
            return null;
        }

        if (reader.TokenType != JsonToken.StartObject)
            return new JValue(reader.Value);

        var words = new JObject();
        while (Next() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            Next();
            words[name] = ReadWord(nested: true, isError);
        }

        return reader.TokenType == JsonToken.EndObject ? words : throw NotJson();
    }

    // Not awaited: a service that has begun lies in the buffer as a rule, and twenty awaits cost more than reading it.
    // Null when it cannot be ordered, whatever else it says.
    private Service? ReadService()
    {
        if (reader.TokenType != JsonToken.StartObject)
        {
            _firstLeftOut ??= "not an object";
            if (reader.TokenType == JsonToken.StartArray)
                Skip();
            return null;
        }

        PanelId? id = null;
        long? min = null, max = null;
        string? idText = null, rateText = null;
        bool? refill = null, cancel = null, dripfeed = null;
        string? name = null, type = null, category = null, description = null;
        Dictionary<string, string>? extra = null;

        while (Next() && reader.TokenType == JsonToken.PropertyName)
        {
            var property = (string)reader.Value!;
            Next();
            switch (property.ToLowerInvariant())
            {
                case "service":
                    id = AnswerValue.Id(reader.Value is string text ? Redact(text) : reader.Value);
                    idText = id is null ? Text() : null;
                    break;
                case "name": name = Page(Text()); break;
                case "type": type = Repeated(); break;
                case "category": category = Repeated(); break;
                case "rate": rateText = rateText is null ? Text() : $"{rateText} and {Text()}"; break;
                case "min": min = AnswerValue.Count(reader.Value); break;
                case "max": max = AnswerValue.Count(reader.Value); break;
                case "refill": refill = AnswerValue.Flag(reader.Value); break;
                case "cancel": cancel = AnswerValue.Flag(reader.Value); break;
                case "dripfeed": dripfeed = AnswerValue.Flag(reader.Value); break;
                case "desc" or "description": description = Page(Text()); break;
                default: FurtherFields.Keep(ref extra, Redact(property), Text()); break;
            }

            if (reader.TokenType is JsonToken.StartObject or JsonToken.StartArray)
                Skip();
        }

        if (reader.TokenType != JsonToken.EndObject)
            throw AnswerValue.Unreadable("the catalogue is cut off");

        if (id is null || AnswerValue.SureMoney(rateText) is not { } rate)
        {
            if (extra is not null && AnswerJson.Error(JObject.FromObject(extra)) is { } error)
                _refusal ??= PanelErrors.Refusal(error);
            _firstLeftOut ??= $"id '{id?.ToString() ?? idText}', rate '{rateText}', name '{name}'";
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

    private void Skip()
    {
        var depth = reader.Depth;
        while (Next() && reader.Depth > depth)
        {
        }
    }

    private bool Next()
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException)
        {
            throw NotJson();
        }
    }

    private async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            throw NotJson();
        }
    }

    // The reader's own exception quotes the answer, which may echo the key: it goes no further.
    private YallaTakeException NotJson() =>
        _hasServices is null
            ? AnswerValue.NoJson("the catalogue is not JSON; it may be a web page")
            : AnswerValue.Unreadable("the catalogue is not valid JSON, or cut off");

    private string? Text() => AnswerValue.Text(reader.Value) is { } text ? Redact(text) : null;

    private string? Repeated()
    {
        if (AnswerValue.Text(reader.Value) is not { } text)
            return null;
        if (!_repeated.TryGetValue(text, out var known))
            _repeated.Add(text, known = Page(Redact(text)));
        return known;
    }

    // Panels write some texts as their pages have them. The key may be spelled so as well.
    private string? Page(string? text) => text?.Contains('&') == true
        ? AnswerValue.Text(WebUtility.HtmlDecode(text)) is { } decoded ? Redact(decoded) : null
        : text;

    private string Redact(string text) => key?.Redact(text) ?? text;
}
