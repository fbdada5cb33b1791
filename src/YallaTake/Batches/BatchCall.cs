using YallaTake.Client;
using YallaTake.Client.Answers;
using YallaTake.Client.Batches;
using YallaTake.Client.Resilience;
using YallaTake.Client.Values;
using YallaTake.Ledger;

namespace YallaTake.Batches;

/// <summary>A call of the API about ids, and how the ledger remembers what it answers.</summary>
/// <param name="batch">The call.</param>
/// <param name="record">Writes the answers down for the orders that the ledger knows.</param>
internal sealed class BatchCall<T>(Func<PanelClient, IdBatch<T>> batch, Func<OrderLedger, IReadOnlyList<T>, Task> record)
    where T : class
{
    /// <summary>Asks about different ids; every one of them has a result, whatever happens.</summary>
    /// <param name="panel">Whom to ask.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="call">Gives up.</param>
    /// <param name="answered">Called when the panel has answered, though the answer may still have to be written down.</param>
    /// <returns>A value or an error for every id, and why the answers could not be written down; null when they were.</returns>
    public async Task<(IReadOnlyDictionary<PanelId, ItemResult<T>> ById, YallaTakeException? LedgerProblem)> AskAsync(
        Panel panel, IReadOnlyList<PanelId> ids, PanelCall call, Action answered)
    {
        try
        {
            return await panel.RunAsync(async () =>
            {
                var results = await batch(panel.Client).AskAsync(ids, call).ConfigureAwait(false);
                answered();
                return (results.ToDictionary(result => result.Id), await RecordAsync(panel, results).ConfigureAwait(false));
            }).ConfigureAwait(false);
        }
        catch (YallaTakeException exception)
        {
            return (ids.ToDictionary(id => id, id => new ItemResult<T>(id, exception)), null);
        }
    }

    // The answer stands, whatever the ledger's trouble.
    private async Task<YallaTakeException?> RecordAsync(Panel panel, IReadOnlyList<ItemResult<T>> results)
    {
        try
        {
            T[] answers = [.. results.Select(result => result.Value).OfType<T>()];
            await record(panel.Ledger, answers).ConfigureAwait(false);
            await panel.Ledger.DescribeAsync([.. answers.OfType<IAboutOrder>()]).ConfigureAwait(false);
            return null;
        }
        catch (YallaTakeException exception)
        {
            return exception;
        }
    }
}
