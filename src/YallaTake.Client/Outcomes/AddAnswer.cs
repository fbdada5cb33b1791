using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Client.Answers;
using YallaTake.Client.Orders;
using YallaTake.Client.Secrets;
using YallaTake.Client.Values;

namespace YallaTake.Client.Outcomes;

/// <summary>What the answer to an <c>add</c> holds: the order's id, a refusal, both or neither. It decides nothing.</summary>
internal sealed class AddAnswer
{
    // A byte order mark or a zero-width space before the JSON says nothing.
    private static readonly char[] Blank = [' ', '\t', '\r', '\n', '\uFEFF', '\u200B'];

    // A script prints little before its JSON; a web page full of braces is not searched through.
    private const int MostBeginnings = 4;

    private const int LongestQuoted = 200;

    // Any name with one of these words may be an order's.
    private static readonly string[] OrderWords = ["order", "pedido", "pesanan", "siparis"];

    private static readonly HashSet<string> IdNames = ["id", "ids", "oid"];

    private static readonly Regex ObjectInText = new(@"\{\s*""", RegexOptions.CultureInvariant);

    private static readonly Regex OrderInText =
        new(@"\border(_?id|s)?\b\W{0,6}(?<id>\w*[1-9]\w*)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly JToken? _json;
    private readonly JObject? _object;
    private readonly AddRefusal? _refusal;
    private readonly YallaTakeException? _unreadable;
    private readonly bool _isWhole;
    private readonly string _text;
    private readonly string? _said;

    private AddAnswer(string body, int status, RevealedKey? key)
    {
        _text = body.Trim(Blank);
        (_json, _unreadable) = Parse(_text, key);
        _isWhole = _json is not null;
        _json ??= AfterWarnings(_text, key);
        _said = _json is null ? AnswerJson.Sentence(key?.Redact(_text) ?? _text)
            : _json.ToString(Formatting.None) is { Length: > 2 and <= LongestQuoted } json ? json
            : null;
        _object = _json as JObject;
        _refusal = _object is not null
            ? AddRefusal.In(_object, hasFailed: status >= 400)
            : AddRefusal.Of((_json as JValue)?.Value as string ?? _unreadable?.PanelText);
        MayBeIds = [.. FindIds(key).Distinct(StringComparer.Ordinal)];
    }

    public static AddAnswer Read(string body, int status, RevealedKey? key) => new(body, status, key);

    /// <summary>The id under a name that only an order's id has.</summary>
    public string? OrderId => OrderIdText.Of(Field(_object, "order")) ?? OrderIdText.Of(Field(_object, "order_id"));

    /// <summary>Whatever may be an order's id, anywhere in the answer, under whatever name or in broken JSON.</summary>
    public IReadOnlyList<string> MayBeIds { get; }

    /// <summary>Whether something in the answer says that the request succeeded.</summary>
    public bool SaysYes => _json is not null && Properties(_json).Any(Verdict.IsYes);

    /// <summary>Whether the whole answer is a known text that turns requests away unread.</summary>
    public bool IsRateLimit => HasWholeRefusal && _refusal!.IsRateLimit;

    /// <summary>Whether the whole answer says that an order for this link is active.</summary>
    public bool IsActiveLink => HasWholeRefusal && _refusal!.IsActiveLink;

    /// <summary>Whether the panel itself refuses, for a reason that does not sound like an accident.</summary>
    public bool IsPlainRefusal => HasWholeRefusal && _refusal!.IsPlain;

    // After a warning the script that writes the answer does not work as it should, so its refusal proves nothing.
    private bool HasWholeRefusal => _refusal is { SaysNo: true } && (_isWhole || _json is null);

    /// <summary>The id under a name that others may have too, where nothing else can be meant; null otherwise.</summary>
    /// <param name="order">What was sent: an answer that repeats it may repeat an id as well.</param>
    public string? LooseId(OrderRequest order)
    {
        if (_object is null || !_isWhole || _refusal is { SaysNo: true } or { IsDenial: true } || Field(_object, "order") is not null
            || IsEcho(_object, order))
            return null;

        var inner = Field(_object, "data") as JObject;
        JToken?[] places = [Field(_object, "id"), Field(inner, "order"), Field(inner, "order_id"), Field(inner, "id")];
        var ids = places.Select(OrderIdText.Of).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return ids.Count == 1 && ids[0] != order.Service.ToString() ? ids[0] : null;
    }

    /// <summary>Why the answer is not an order's id, for the user.</summary>
    public YallaTakeException Describe(int status, TimeSpan? wait) =>
        _refusal?.Text is { } text ? PanelErrors.Refusal(text, IsSuccess(status) ? null : status, wait)
        : _json is JArray list && PanelReason.In(list) is { } listed ? PanelErrors.Refusal(listed, IsSuccess(status) ? null : status, wait)
        : !IsSuccess(status) ? FailedAnswer.WithoutReason(status, wait, _said)
        : _json is null && _unreadable is not null ? _unreadable
        : AnswerValue.Unreadable($"it does not contain an order id{(_said is null ? string.Empty : $", and says '{_said}'")}");

    private static bool IsSuccess(int status) => status is >= 200 and < 300;

    private static (JToken? Json, YallaTakeException? Unreadable) Parse(string text, RevealedKey? key)
    {
        try
        {
            return (AnswerJson.Parse(text, key), null);
        }
        catch (YallaTakeException)
        {
            return (null, AnswerJson.NotJson(key?.Redact(text) ?? text));
        }
    }

    private static JObject? AfterWarnings(string text, RevealedKey? key)
    {
        // What begins as JSON is broken JSON.
        if (text is ['{' or '[' or '"', ..])
            return null;

        var beginning = ObjectInText.Match(text);
        for (var tried = 0; beginning.Success && tried < MostBeginnings; tried++)
        {
            if (Parse(text.Substring(beginning.Index), key).Json is JObject found)
                return OrderInText.Match(text, 0, beginning.Index).Success ? null : found;
            beginning = beginning.NextMatch();
        }

        return null;
    }

    // The key stands masked in what was parsed, so its name alone counts.
    private static bool IsEcho(JObject answer, OrderRequest order) => Properties(answer).Any(property =>
        property.Name.ToLowerInvariant() switch
        {
            "key" or "action" => true,
            "service" => AnswerValue.Id(property.Value) == order.Service,
            var name => AnswerValue.Text(property.Value) is { } text && order.Text(name)?.Trim() == text,
        });

    private static IEnumerable<JProperty> Properties(JToken json) =>
        json is JContainer container ? container.DescendantsAndSelf().OfType<JProperty>() : [];

    private static bool MayBeOrder(string name) => IdNames.Contains(name) || Array.Exists(OrderWords, name.Contains);

    private IEnumerable<string> FindIds(RevealedKey? key)
    {
        if (_json is null)
            return OrderInText.Matches(_text).Cast<Match>().Select(match => match.Groups["id"].Value).Select(id => key?.Redact(id) ?? id);

        var names = _object?.Properties().Select(property => property.Name) ?? [];
        return Properties(_json).Where(property => MayBeOrder(FoldedWord.Of(property.Name))).SelectMany(property => Numbers(property.Value))
            .Concat(names.Where(name => AnswerValue.Id(name) is { IsNumber: true }));
    }

    // The names of what it holds count too: {"orders":{"5001":{}}}.
    private static IEnumerable<string> Numbers(JToken value) => value switch
    {
        JProperty property => Numbers(new JValue(property.Name)).Concat(Numbers(property.Value)),
        JContainer container => container.Children().SelectMany(Numbers),
        _ => AnswerValue.Text(value) is { } text && text.Any(letter => char.IsDigit(letter) && letter != '0') && !IsPrice(value)
            ? [text]
            : [],
    };

    private static bool IsPrice(JToken value) => AnswerValue.SureMoney(value) is { } amount && amount != decimal.Truncate(amount);

    private static JToken? Field(JObject? json, string name) => json?.GetValue(name, StringComparison.OrdinalIgnoreCase)
        ?? json?.Properties().FirstOrDefault(field => FoldedWord.Of(field.Name) == FoldedWord.Of(name))?.Value;
}
