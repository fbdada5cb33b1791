using Newtonsoft.Json.Linq;

namespace YallaTake.Client.Answers;

/// <summary>Decodes the answers about ids: every id asked comes out once, in the asked order, as a value or an error.</summary>
internal static class BatchAnswer
{
    /// <summary>Parts by id: in an object keyed by it, or a list, wrapped or not. See <see cref="AnswerParts"/>.</summary>
    /// <param name="answer">The whole answer.</param>
    /// <param name="ids">The ids asked.</param>
    /// <param name="subject">What they are the ids of: <c>order</c> or <c>refill</c>.</param>
    /// <param name="decode">Reads one id's part.</param>
    public static IReadOnlyList<ItemResult<T>> Read<T>(
        JToken answer, IReadOnlyList<PanelId> ids, string subject, Func<JToken, PanelId, T> decode)
        where T : class
    {
        var parts = AnswerParts.Find(answer, [.. ids.Distinct()], subject);
        if (parts.Count == 0 && AnswerJson.Error(answer, hasFailed: answer is JObject told && !Verdict.IsYes(told)) is { } error)
            throw PanelErrors.Refusal(error);
        if (parts.Count == 0 && answer is JValue)
            throw AnswerValue.Unreadable("it is neither a list nor an object");

        return [.. ids.Select(id => Decode(answer, id, parts, decode))];
    }

    private static ItemResult<T> Decode<T>(
        JToken answer, PanelId id, IReadOnlyDictionary<PanelId, JToken?> parts, Func<JToken, PanelId, T> decode)
        where T : class
    {
        JToken? part = null;
        try
        {
            return !parts.TryGetValue(id, out part) ? new ItemResult<T>(id, LeftOut(id))
                : part is null ? new ItemResult<T>(id, Contradicted(id))
                : new ItemResult<T>(id, decode(part, id));
        }
        catch (YallaTakeException exception) when (exception.PanelText is null || part != answer)
        {
            // A refusal that is the whole answer is one of the whole request, though only one id was asked for.
            return new ItemResult<T>(id, exception);
        }
    }

    private static YallaTakeException LeftOut(PanelId id) =>
        new(
            ErrorId.PanelAnswerUnreadable,
            $"The panel's answer leaves {id} out: the panel may not know it, or takes fewer ids at once. "
            + "Nothing is known of it. Check the id, and ask about it alone.")
        { IsLeftOut = true };

    private static YallaTakeException Contradicted(PanelId id) => new(
        ErrorId.PanelAnswerUnreadable,
        $"The panel's answer contradicts itself about {id}. Nothing that it says of {id} is used. Ask about it alone.");
}
