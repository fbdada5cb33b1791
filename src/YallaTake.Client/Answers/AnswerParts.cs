using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>Which part of an answer is about which id. A name in a part beats its key and its place: panels sort as they like.</summary>
internal sealed class AnswerParts
{
    // What stands in one of these is no id, though it may look like one of those asked.
    private static readonly HashSet<string> Contents =
    [
        "status", "charge", "startcount", "startcounter", "remains", "currency", "posts", "runs", "quantity", "count",
        "refill", "cancel", "canceled", "cancelled", "error",
    ];

    private readonly string _subject;
    private readonly string[][] _names;
    private readonly HashSet<PanelId> _asked;

    // The same as texts: most names of fields are no ids, and need not be read as such.
    private readonly HashSet<string> _keys;
    private readonly Dictionary<PanelId, JToken?> _found = [];

    private AnswerParts(IReadOnlyCollection<PanelId> ids, string subject)
    {
        (_subject, _asked, _keys) = (subject, [.. ids], [.. ids.Select(id => id.ToString())]);

        // A plain id may be another thing's, where a better name stands beside it.
        _names = [[subject, subject + "id", subject + "number", subject + "no"], ["id"]];
    }

    /// <summary>The part for each id that has one; null where the answer contradicts itself.</summary>
    /// <param name="answer">The whole answer.</param>
    /// <param name="ids">The different ids that were asked.</param>
    /// <param name="subject">What they are the ids of: <c>order</c> or <c>refill</c>.</param>
    public static IReadOnlyDictionary<PanelId, JToken?> Find(JToken answer, IReadOnlyCollection<PanelId> ids, string subject)
    {
        var found = new AnswerParts(ids, subject);
        found.Assign(found.Split(answer), ids);
        return found._found;
    }

    private List<Part> Split(JToken answer) => answer switch
    {
        JArray list => [.. list.SelectMany(Split)],
        JObject list when IsList(list) => [.. list.PropertyValues().SelectMany(Split)],
        JObject keyed when keyed.Properties().Any(IsKeyed) => [.. keyed.Properties().Where(IsKeyed).Select(Keyed)],
        JObject wrapping when WrappedAnswer.Inside(wrapping, _subject) is { } inside => Unwrap(wrapping, inside),
        _ => [new Part([answer])],
    };

    // PHP writes a list that has lost its first entries, or was sorted, as an object with the entries' numbers.
    private static bool IsList(JObject answer) => answer.ContainsKey("0");

    private Part Keyed(JProperty field)
    {
        var part = Split(field.Value) is [var only] ? only : new Part([field.Value]);
        return part with { Key = AnswerValue.Id(field.Name) };
    }

    // What stands around one thing alone may name it.
    private List<Part> Unwrap(JObject wrapping, JContainer inside) =>
        inside is JObject content && !content.Properties().Any(IsKeyed)
            && (Verdict.IsNo(wrapping) || wrapping.Properties().Any(Verdict.IsNo))
            ? [new Part([wrapping])]
            : [.. Alone(wrapping, Split(inside)), .. Errors(wrapping)];

    private static List<Part> Alone(JObject wrapping, List<Part> parts) =>
        parts is [var only] ? [only with { Layers = [wrapping, .. only.Layers] }] : parts;

    // Beside what was done, the errors stand under the ids that they are about.
    private IEnumerable<Part> Errors(JObject wrapping) => AnswerField.Of(wrapping, "errors", "error") is JObject errors
        ? errors.Properties().Where(IsKeyed)
            .Select(field => new Part([new JObject { ["error"] = field.Value }]) { Key = AnswerValue.Id(field.Name) })
        : [];

    private void Assign(List<Part> parts, IReadOnlyCollection<PanelId> ids)
    {
        var named = parts.ConvertAll(part => (Part: part, Names: Names(part)));
        var unnamed = named.FindAll(part => part.Names is null).ConvertAll(part => part.Part);
        var aliases = Aliases(unnamed);
        if (aliases.Count == 0 && unnamed.Count == parts.Count && parts.TrueForAll(part => part.Key is null))
        {
            AssignByPlace(parts, ids);
            return;
        }

        foreach (var (part, own) in named)
        {
            var names = own ?? (aliases.Count > 0 ? [.. aliases.Select(alias => Id(part, alias)).Distinct()] : Key(part));
            foreach (var id in names.OfType<PanelId>())
                _found[id] = names.Count == 1 && !_found.ContainsKey(id) ? part.Content : null;
        }
    }

    // Parts without any name are the asked ones only if none is missing, and none speaks of another's id.
    private void AssignByPlace(List<Part> parts, IReadOnlyCollection<PanelId> ids)
    {
        if (parts.Count != ids.Count)
            return;

        var placed = parts.Zip(ids, (part, id) => (part.Content, Id: id)).ToList();
        var isDoubtful = placed.Exists(place => place.Content.OfType<JProperty>().Any(field => IsAnothers(field, place.Id)));
        foreach (var (content, id) in placed)
            _found[id] = isDoubtful ? null : content;
    }

    private bool IsAnothers(JProperty field, PanelId id) =>
        !Contents.Contains(FoldedWord.Of(field.Name))
        && AnswerValue.Id(field.Value) is { } other
        && other != id
        && _asked.Contains(other);

    // Null when it has none. A name may be no id, or several.
    private List<PanelId?>? Names(Part part)
    {
        foreach (var names in _names)
        {
            for (var layer = part.Layers.Length - 1; layer >= 0; layer--)
            {
                var values = AnswerField.Values(part.Layers[layer], names);
                if (values.Any())
                    return [.. values.Select(AnswerValue.Id).Distinct()];
            }
        }

        return null;
    }

    // Fields that hold another of the asked ids in every part name them, whatever they are called.
    private List<string> Aliases(List<Part> parts) => parts.Count < 2 || parts[0].Content is not JObject first
        ? []
        : [.. first.Properties()
            .Select(field => FoldedWord.Of(field.Name))
            .Where(name => !Contents.Contains(name) && IsAlias(parts, name))];

    private bool IsAlias(List<Part> parts, string name)
    {
        var ids = parts.ConvertAll(part => Id(part, name));
        return ids.TrueForAll(id => id is { } known && _asked.Contains(known)) && ids.Distinct().Count() == ids.Count;
    }

    // A key says as much as a name beside the rest would.
    private List<PanelId?> Key(Part part)
    {
        if (part is { Key: not null, Content: JObject content })
            content[_subject] = new JValue(part.Key.Value);
        return [part.Key];
    }

    private static PanelId? Id(Part part, string name) => AnswerValue.Id(AnswerField.Of(part.Content, name));

    private bool IsKeyed(JProperty field) => _keys.Contains(field.Name.Trim());

    /// <summary>One thing in an answer.</summary>
    /// <param name="Layers">What it is wrapped in, the outermost first, and the thing itself.</param>
    private sealed record Part(JToken[] Layers)
    {
        public PanelId? Key { get; init; }

        public JToken Content => Layers[Layers.Length - 1];
    }
}
