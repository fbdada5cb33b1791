using Newtonsoft.Json.Linq;

namespace YallaTake.Client.Answers;

/// <summary>Decodes the answers about ids: every id asked comes out once, in the asked order, as a value or an error.</summary>
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
        var parts = Named(answer, idField);
        if (parts.Count == 0)
            parts = AnswerJson.Error(answer) is { } error ? throw PanelErrors.Refusal(error) : InAskedOrder(answer, ids, idField);

        return [.. ids.Select(id => Decode(id, parts, decode))];
    }

    /// <summary>The same for one id alone, whose failure is thrown.</summary>
    public static T Read<T>(JToken answer, long id, string idField, Func<JToken, long, T> decode)
        where T : class
    {
        var result = Read(answer, [id], idField, decode)[0];
        return result.Value ?? throw result.Error!;
    }

    private static ItemResult<T> Decode<T>(long id, Dictionary<long, JToken> parts, Func<JToken, long, T> decode)
        where T : class
    {
        try
        {
            return parts.TryGetValue(id, out var part) ? new ItemResult<T>(id, decode(part, id)) : new ItemResult<T>(id, LeftOut(id));
        }
        catch (YallaTakeException exception)
        {
            return new ItemResult<T>(id, exception);
        }
    }

    private static Dictionary<long, JToken> Named(JToken answer, string idField)
    {
        IEnumerable<(long? Id, JToken Part)> named = answer switch
        {
            JObject bare when Name(bare, idField) is { } id => [(id, bare)],
            JObject keyed => keyed.Properties().Select(property => (Id: AnswerValue.Id(property.Name), Part: property.Value)),
            JArray list => list.Select(part => (Id: Name(part, idField), Part: part)),
            _ => throw (AnswerJson.Error(answer) is { } error ? PanelErrors.Refusal(error) : AnswerValue.Unreadable("it is neither a list nor an object")),
        };

        var parts = new Dictionary<long, JToken>();
        foreach (var (id, part) in named)
        {
            if (id is { } known)
                parts[known] = part;
        }

        return parts;
    }

    // Parts without names are the asked ones only if none is missing.
    private static Dictionary<long, JToken> InAskedOrder(JToken answer, IReadOnlyList<long> ids, string idField)
    {
        var parts = new Dictionary<long, JToken>();
        JToken[] unnamed = answer is JArray list ? [.. list] : [answer];
        if (unnamed.Length != ids.Count || unnamed.Any(part => AnswerValue.Text((part as JObject)?[idField]) is not null))
            return parts;

        for (var index = 0; index < ids.Count; index++)
            parts[ids[index]] = unnamed[index];
        return parts;
    }

    private static long? Name(JToken part, string idField) => AnswerValue.Id((part as JObject)?[idField]);

    private static YallaTakeException LeftOut(long id) =>
        new(ErrorId.PanelAnswerUnreadable, $"The panel's answer leaves {id} out: the panel may not know it, or takes fewer numbers at once. Check the number, and ask about it alone.") { IsLeftOut = true };
}
