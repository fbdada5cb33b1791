using YallaTake.Client;
using YallaTake.Client.Answers;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;

namespace YallaTake.Batches;

/// <summary>
/// A call of the API that takes up to 100 ids, in its single and its multiple form, and how the ledger remembers the answers.
/// </summary>
/// <param name="one">The single form.</param>
/// <param name="many">The multiple form, for different ids.</param>
/// <param name="record">Writes the answers down for the orders that the ledger knows.</param>
internal sealed class BatchCall<T>(
    Func<PanelClient, PanelId, PanelCall, Task<T>> one,
    Func<PanelClient, IReadOnlyList<PanelId>, PanelCall, Task<IReadOnlyList<ItemResult<T>>>> many,
    Func<OrderLedger, IReadOnlyList<T>, Task> record)
    where T : class
{
    /// <summary>Asks about different ids; every one of them has a result, whatever happens.</summary>
    /// <param name="panel">Whom to ask.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="call">Gives up.</param>
    /// <param name="answered">Told when the panel has answered, though the answer may still have to be written down.</param>
    public async Task<BatchResults<T>> AskAsync(Panel panel, IReadOnlyList<PanelId> ids, PanelCall call, Action answered)
    {
        try
        {
            return await panel.RunAsync(async () =>
            {
                var results = ids.Count == 1
                    ? [new ItemResult<T>(ids[0], await one(panel.Client, ids[0], call).ConfigureAwait(false))]
                    : await AskManyAsync(panel.Client, ids, call).ConfigureAwait(false);
                answered();
                var problem = await RecordAsync(panel, results).ConfigureAwait(false);
                return new BatchResults<T>(results.ToDictionary(result => result.Id), problem);
            }).ConfigureAwait(false);
        }
        catch (YallaTakeException exception)
        {
            return new BatchResults<T>(ids.ToDictionary(id => id, id => new ItemResult<T>(id, exception)), null);
        }
    }

    // The whole list was refused: some panels take one id alone, and some refuse a list for one id in it.
    private async Task<IReadOnlyList<ItemResult<T>>> AskManyAsync(PanelClient client, IReadOnlyList<PanelId> ids, PanelCall call)
    {
        try
        {
            return await many(client, ids, call).ConfigureAwait(false);
        }
        catch (YallaTakeException refusal) when (refusal is { PanelText: not null, MayHaveActed: false } && !ConcernsAll(refusal))
        {
            return await AskEachAsync(client, ids, call).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<ItemResult<T>>> AskEachAsync(PanelClient client, IReadOnlyList<PanelId> ids, PanelCall call)
    {
        var results = new List<ItemResult<T>>(ids.Count);
        YallaTakeException? end = null;
        foreach (var id in ids)
        {
            try
            {
                results.Add(end is null
                    ? new ItemResult<T>(id, await one(client, id, call).ConfigureAwait(false))
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

    // The answer stands, whatever the ledger's trouble.
    private async Task<YallaTakeException?> RecordAsync(Panel panel, IReadOnlyList<ItemResult<T>> results)
    {
        try
        {
            await record(panel.Ledger, [.. results.Select(result => result.Value).OfType<T>()]).ConfigureAwait(false);
            return null;
        }
        catch (YallaTakeException exception)
        {
            return exception;
        }
    }
}
