using Newtonsoft.Json.Linq;
using YallaTake.Client.Answers;
using YallaTake.Client.Requests;
using YallaTake.Client.Resilience;

namespace YallaTake.Client.Batches;

/// <summary>
/// One action of the API about ids: about one alone, or about a list of up to 100, and one by one where a panel refuses the list.
/// </summary>
/// <param name="action">The API's name of the action.</param>
/// <param name="field">The field of one id, in requests and in answers; that of a list ends with an s.</param>
/// <param name="decode">Reads what an answer says of an id.</param>
/// <param name="send">Sends a request and decodes its answer.</param>
internal sealed class IdBatch<T>(string action, string field, Func<JToken, PanelId, T> decode, IdBatch<T>.Send send)
    where T : class
{
    private volatile bool _byField;

    /// <summary>Sends a request and decodes its answer.</summary>
    public delegate Task<IReadOnlyList<ItemResult<T>>> Send(
        PanelRequest request, Func<JToken, IReadOnlyList<ItemResult<T>>> decode, PanelCall call);

    /// <summary>Whether it changes nothing, so that what an answer leaves out may be asked again.</summary>
    public bool IsRead { get; init; }

    /// <summary>
    /// Whether one id is asked for as a list of one, as the API documents it, and by its field where the panel does not understand lists.
    /// </summary>
    public bool IsListed { get; init; }

    /// <summary>
    /// What to make of a failure that may leave open whether the panel acted; with the answer, where it says nothing of any id,
    /// and whether it is about a list of several.
    /// </summary>
    public Func<YallaTakeException, JToken?, bool, YallaTakeException> Doubt { get; init; } = (failure, _, _) => failure;

    /// <summary>Asks about one id.</summary>
    public async Task<T> AskAsync(PanelId id, PanelCall call = default)
    {
        if (!IsListed || _byField)
            return await AskByFieldAsync(id, call).ConfigureAwait(false);

        ItemResult<T> result;
        try
        {
            result = (await AskListAsync([id], call).ConfigureAwait(false))[0];
        }
        catch (YallaTakeException refusal) when (refusal is { PanelText: not null, Id: ErrorId.PanelError or ErrorId.OrderNotFound })
        {
            return await AskByFieldAsync(id, call, refusal).ConfigureAwait(false);
        }

        return result.Value ?? throw result.Error!;
    }

    /// <summary>Asks about up to 100 different ids; the results come in the asked order.</summary>
    public async Task<IReadOnlyList<ItemResult<T>>> AskAsync(IReadOnlyList<PanelId> ids, PanelCall call = default)
    {
        if (ids.Count == 1)
            return [new ItemResult<T>(ids[0], await AskAsync(ids[0], call).ConfigureAwait(false))];

        try
        {
            var results = await AskListAsync(ids, call).ConfigureAwait(false);
            return IsRead ? await AskLeftOutAsync(results, call).ConfigureAwait(false) : results;
        }
        catch (YallaTakeException refusal) when (refusal is { PanelText: not null, MayHaveActed: false } && !ConcernsAll(refusal))
        {
            // Some panels take one id alone, and some refuse a list for one id in it.
            return await AskEachAsync(ids, call).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Asks about a list of up to 100 different ids in one request, and asks again for nothing that is left out or refused.
    /// </summary>
    public Task<IReadOnlyList<ItemResult<T>>> AskOnceAsync(IReadOnlyList<PanelId> ids, PanelCall call = default) => AskListAsync(ids, call);

    private async Task<IReadOnlyList<ItemResult<T>>> AskListAsync(IReadOnlyList<PanelId> ids, PanelCall call)
    {
        try
        {
            return await send(PanelRequest.About(action, field, ids), answer => Read(answer, ids), call).ConfigureAwait(false);
        }
        catch (YallaTakeException failure)
        {
            throw Doubt(failure, null, ids.Count > 1);
        }
    }

    private async Task<T> AskByFieldAsync(PanelId id, PanelCall call, YallaTakeException? refusal = null)
    {
        try
        {
            var results = await send(PanelRequest.About(action, field, id), answer => Read(answer, [id]), call).ConfigureAwait(false);
            var value = results[0].Value ?? throw results[0].Error!;
            _byField = true;
            return value;
        }
        catch (YallaTakeException failure) when (failure.Id == ErrorId.PanelError && refusal is { Id: not ErrorId.PanelError })
        {
            // It does not understand this form either; the first refusal was about the id.
            throw refusal;
        }
        catch (YallaTakeException failure)
        {
            throw Doubt(failure, null, false);
        }
    }

    private IReadOnlyList<ItemResult<T>> Read(JToken answer, IReadOnlyList<PanelId> ids)
    {
        var results = BatchAnswer.Read(answer, ids, field, decode);
        var silent = ids.Count > 1 && results.All(result => result.Error is { IsLeftOut: true }) ? answer : null;
        return [.. results.Select(
            result => result.Error is { } error ? new ItemResult<T>(result.Id, Doubt(error, silent, false)) : result)];
    }

    // Some panels cut a long list short without a word: what an answer leaves out is asked once more, in lists no longer than that answer.
    private async Task<IReadOnlyList<ItemResult<T>>> AskLeftOutAsync(IReadOnlyList<ItemResult<T>> results, PanelCall call)
    {
        var leftOut = results.Where(result => result.Error is { IsLeftOut: true }).Select(result => result.Id).Distinct().ToArray();
        var answered = results.Count - leftOut.Length;
        if (leftOut.Length == 0 || answered == 0)
            return results;

        var again = new Dictionary<PanelId, ItemResult<T>>();
        for (var start = 0; start < leftOut.Length; start += answered)
        {
            PanelId[] part = [.. leftOut.Skip(start).Take(answered)];
            try
            {
                foreach (var result in await AskListAsync(part, call).ConfigureAwait(false))
                    again[result.Id] = result;
            }
            catch (YallaTakeException exception)
            {
                // What has been answered stands, whatever becomes of the rest.
                foreach (var id in part)
                    again[id] = new ItemResult<T>(id, exception);
            }
        }

        return [.. results.Select(result => again.TryGetValue(result.Id, out var later) ? later : result)];
    }

    private async Task<IReadOnlyList<ItemResult<T>>> AskEachAsync(IReadOnlyList<PanelId> ids, PanelCall call)
    {
        var results = new List<ItemResult<T>>(ids.Count);
        YallaTakeException? end = null;
        foreach (var id in ids)
        {
            try
            {
                results.Add(end is null
                    ? new ItemResult<T>(id, await AskAsync(id, call).ConfigureAwait(false))
                    : new ItemResult<T>(id, end));
            }
            catch (YallaTakeException exception)
            {
                results.Add(new ItemResult<T>(id, exception));
                if (ConcernsAll(exception))
                    end = NotAsked(id, exception);
            }
        }

        return results;
    }

    private static YallaTakeException NotAsked(PanelId failed, YallaTakeException failure) => new(
        failure.Id,
        $"Nothing was sent for this one, because the request for {failed} before it failed. Run the command for it again.",
        failure);

    private static bool ConcernsAll(YallaTakeException failure) =>
        failure.Id is ErrorId.ApiKeyRefused or ErrorId.RateLimited or ErrorId.PanelUnavailable or ErrorId.RedirectRefused;
}
