using Newtonsoft.Json.Linq;

namespace YallaTake;

/// <summary>Decodes the answers about many ids: every id asked comes out once, in the asked order, as a value or an error.</summary>
internal static class BatchAnswer
{
    /// <summary>An object keyed by id, or a list of objects that name theirs; without any names, a list in the asked order or one bare object.</summary>
    /// <param name="answer">The whole answer.</param>
    /// <param name="ids">The ids asked.</param>
    /// <param name="idField">The field that names the id in a list: <c>order</c> or <c>refill</c>.</param>
    /// <param name="decode">Reads one id's part.</param>
    public static IReadOnlyList<ItemResult<T>> Read<T>(JToken answer, IReadOnlyList<long> ids, string idField, Func<JToken, long, T> decode)
        where T : class
    {
        var parts = Parts(answer, ids, idField);
        if (parts.Count == 0 && AnswerJson.Error(answer) is { } error)
            throw PanelErrors.Refusal(error);

        return [.. ids.Select(id => Decode(id, parts, decode))];
    }

    private static ItemResult<T> Decode<T>(long id, Dictionary<long, JToken> parts, Func<JToken, long, T> decode)
        where T : class
    {
        try
        {
            return parts.TryGetValue(id, out var part)
                ? new ItemResult<T>(id, decode(part, id))
                : throw AnswerValue.Unreadable($"{id} was asked and is not in it");
        }
        catch (YallaTakeException exception)
        {
            return new ItemResult<T>(id, exception);
        }
    }

    private static Dictionary<long, JToken> Parts(JToken answer, IReadOnlyList<long> ids, string idField)
    {
        var named = answer switch
        {
            JObject keyed => keyed.Properties().Select(property => (Id: AnswerValue.Id(property.Name), Part: property.Value)),
            JArray list => list.Select(part => (Id: AnswerValue.Id((part as JObject)?[idField]), Part: part)),
            _ => throw AnswerValue.Unreadable("it is neither a list nor an object"),
        };

        var parts = new Dictionary<long, JToken>();
        foreach (var (id, part) in named)
        {
            if (id is { } known)
                parts[known] = part;
        }

        if (parts.Count > 0 || AnswerJson.Error(answer) is not null)
            return parts;

        // Parts without names are the asked ones only if none is missing.
        JToken[] unnamed = answer is JArray parted ? [.. parted] : [answer];
        for (var i = 0; i < ids.Count && unnamed.Length == ids.Count; i++)
            parts[ids[i]] = unnamed[i];

        return parts;
    }
}
