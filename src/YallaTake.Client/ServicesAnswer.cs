using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Client.Answers;
using YallaTake.Client.Secrets;
using YallaTake.Client.Transport;
using YallaTake.Client.Values;

namespace YallaTake.Client;

/// <summary>Finds the services of a catalogue one at a time, while it is still arriving, and what the panel says around them.</summary>
/// <param name="reader">Reads the answer.</param>
/// <param name="panel">The name that services carry as their panel.</param>
/// <param name="key">Is struck out of every text.</param>
/// <param name="answer">Is closed after the last service.</param>
internal sealed class ServicesAnswer(
    JsonTextReader reader, string? panel, RevealedKey? key = null, PanelAnswer? answer = null) : IDisposable
{
    // What surrounds the services says a page, a count, an error: a few words.
    private const int MostWords = 1000;

    private readonly StreamedJson _json = new(reader, "the catalogue");

    // The objects and lists that surround the place in the answer, the innermost on top: what an object says, null for a list.
    private readonly Stack<JObject?> _around = new();
    private readonly JObject _words = [];

    private ServiceRow? _row;
    private PanelId? _place;
    private bool _isEntered;
    private bool _isAtRow;
    private bool _isNumbered;
    private int _read;
    private int _leftOut;
    private int _wordCount;

    /// <summary>How many bytes the answer will have; null when the panel does not say.</summary>
    public long? Length => answer?.Length;

    /// <summary>Called before it is waited for more of the answer, in the middle of a service or between two.</summary>
    public Action? OnPause
    {
        set => answer?.OnPause = value;
    }

    /// <summary>Which rows were left out, in a sentence for the user; null when none was.</summary>
    public string? LeftOut => _leftOut == 0
        ? null
        : $"{_leftOut} of {_read} services of the catalogue {(_leftOut == 1 ? "is" : "are")} left out, because the id or the rate "
            + $"cannot be read (the first: {Row.FirstUnread}). The others can be ordered. Ask the panel to correct its catalogue.";

    private ServiceRow Row => _row ??= new ServiceRow(_json, panel, key);

    /// <summary>Reads as far as the first service, or to the panel's refusal.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (_isEntered)
            return;

        if (!await _json.NextAsync(cancellationToken).ConfigureAwait(false))
            throw AnswerValue.Unreadable("it is empty");
        switch (_json.Type)
        {
            case JsonToken.StartArray: EnterList(); break;
            case JsonToken.StartObject: _around.Push(_words); break;
            default: throw NotAList();
        }

        _isEntered = true;
        _isAtRow = await NextRowAsync(cancellationToken).ConfigureAwait(false);
        ThrowIfRefused();
    }

    /// <summary>The next service, once it has arrived; null after the last.</summary>
    public async ValueTask<Service?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!_isEntered)
            await EnterAsync(cancellationToken).ConfigureAwait(false);

        while (_isAtRow || await NextRowAsync(cancellationToken).ConfigureAwait(false))
        {
            _isAtRow = false;
            _read++;
            if (Row.Read(_place) is { } service)
                return service;
            _leftOut++;
        }

        ThrowIfRefused();
        if (ListPage.IsOneOfSeveral(_words, "service", _read))
            throw AnswerValue.Unreadable("it is one page of a longer catalogue, and the other services are not in it");
        return _leftOut > 0 && _leftOut == _read
            ? throw Row.Refusal
                ?? AnswerValue.Unreadable($"none of the catalogue's services can be read, the first is {Row.FirstUnread}")
            : null;
    }

    public void Dispose()
    {
        _json.Dispose();
        answer?.Dispose();
        key?.Dispose();
    }

    // A service stands in a list, which may stand in another list or in {"services":[…]}, {"data":[…]} or the like, or under its id.
    private async ValueTask<bool> NextRowAsync(CancellationToken cancellationToken)
    {
        while (_around.Count > 0)
        {
            if (!await _json.NextAsync(cancellationToken).ConfigureAwait(false))
                throw _json.CutOff();

            var around = _around.Peek();
            if (_json.Type is JsonToken.EndArray or JsonToken.EndObject)
            {
                _around.Pop();
            }
            else if (_json.Type == JsonToken.StartArray)
            {
                EnterList();
            }
            else if (around is null)
            {
                _place = null;
                return true;
            }
            else
            {
                var name = (string)_json.Value!;
                if (!await _json.NextAsync(cancellationToken).ConfigureAwait(false))
                    throw _json.CutOff();
                if (Enter(around, name))
                    return true;
            }
        }

        return false;
    }

    // Whether a service begins here.
    private bool Enter(JObject around, string name)
    {
        var folded = FoldedWord.Of(name);

        // A list behind the services is of something else.
        var isWrapping = _read == 0 && WrappedAnswer.IsWrapping(folded, "service");
        if (_json.Type == JsonToken.StartArray && isWrapping)
        {
            EnterList();
        }
        else if (_json.Type == JsonToken.StartObject && isWrapping)
        {
            var inside = new JObject();
            around[name] = inside;
            _around.Push(inside);
        }
        else if (_json.Type == JsonToken.StartObject && name.Length > 0 && name.All(letter => letter is >= '0' and <= '9'))
        {
            Begin();
            _place = Place(name);
            return true;
        }
        else
        {
            around[name] = ReadWord(nested: around != _words, isError: folded is "error" or "errors");
        }

        return false;
    }

    private void EnterList()
    {
        Begin();
        _around.Push(null);
    }

    private void Begin()
    {
        if (_json.HasBegun)
            return;

        var names = new DefaultJsonNameTable();
        foreach (var name in ServiceRow.Fields)
            names.Add(name);
        _json.Begin(names);
    }

    // PHP writes a list that has lost entries, or was sorted, as an object with the entries' numbers: they begin at 0, and are not ids.
    private PanelId? Place(string name)
    {
        _isNumbered |= name == "0";
        if (_isNumbered && Row.HasUsedPlace)
            throw AnswerValue.Unreadable("the catalogue numbers its services from 0 and does not say their ids");
        return _isNumbered ? null : PanelId.Find(name);
    }

    private void ThrowIfRefused()
    {
        var isEmpty = !_json.HasBegun && AnswerValue.Text(AnswerField.Of(_words, "data")) is not null;
        var error = AnswerJson.Error(_words, hasFailed: !_json.HasBegun && !isEmpty)
            ?? AnswerJson.Error(_words)
            ?? (_words.Properties().Any(Verdict.IsNo) ? PanelReason.In(_words) ?? AnswerJson.NoReason : null);
        if (error is not null)
            throw PanelErrors.Refusal(Row.Redact(error));
        if (!_json.HasBegun && !isEmpty)
            throw NotAList();
    }

    // A single value, or an object of single values; lists and what lies deeper are passed over, except in an error.
    private JToken? ReadWord(bool nested, bool isError)
    {
        if (++_wordCount > MostWords)
            throw NotAList();

        switch (_json.Type)
        {
            case JsonToken.StartArray when isError:
                var list = new JArray();
                while (_json.Next() && _json.Type != JsonToken.EndArray)
                    list.Add(ReadWord(nested: true, isError) ?? JValue.CreateNull());
                return list;
            case JsonToken.StartObject when isError || !nested:
                var words = new JObject();
                while (_json.NextField(out var name))
                    words[name] = ReadWord(nested: true, isError);
                return words;
            case JsonToken.StartArray or JsonToken.StartObject:
                _json.Skip();
                return null;
            default:
                return new JValue(_json.Value);
        }
    }

    private static YallaTakeException NotAList() => AnswerValue.Unreadable("the catalogue should be a list");
}
