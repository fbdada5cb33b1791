using YallaTake.Client.Answers;

namespace YallaTake.Client;

/// <summary>
/// Reads about many ids from panels that cut a long list short without a word: what an answer leaves out is asked once more, in lists no
/// longer than that answer.
/// </summary>
/// <remarks>For reads alone: an id that is missing in the answer to a refill or a cancellation may have been acted on.</remarks>
internal static class IdBatches
{
    public static async Task<IReadOnlyList<ItemResult<T>>> AskAsync<T>(IReadOnlyList<PanelId> ids, Func<IReadOnlyList<PanelId>, Task<IReadOnlyList<ItemResult<T>>>> ask)
        where T : class
    {
        var results = await ask(ids).ConfigureAwait(false);
        var leftOut = results.Where(result => result.Error is { IsLeftOut: true }).Select(result => result.Id).Distinct().ToArray();
        var answered = results.Count - leftOut.Length;
        if (leftOut.Length == 0 || answered == 0)
            return results;

        var again = new Dictionary<PanelId, ItemResult<T>>();
        for (var start = 0; start < leftOut.Length; start += answered)
        {
            foreach (var result in await AskAgainAsync([.. leftOut.Skip(start).Take(answered)], ask).ConfigureAwait(false))
                again[result.Id] = result;
        }

        return [.. results.Select(result => again.TryGetValue(result.Id, out var later) ? later : result)];
    }

    // What has been answered stands, whatever becomes of the rest.
    private static async Task<IReadOnlyList<ItemResult<T>>> AskAgainAsync<T>(PanelId[] ids, Func<IReadOnlyList<PanelId>, Task<IReadOnlyList<ItemResult<T>>>> ask)
        where T : class
    {
        try
        {
            return await ask(ids).ConfigureAwait(false);
        }
        catch (YallaTakeException exception)
        {
            return [.. ids.Select(id => new ItemResult<T>(id, exception))];
        }
    }
}
