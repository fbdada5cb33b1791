using System.Management.Automation;

namespace YallaTake.Pipeline;

/// <summary>A cmdlet that asks about ids: gathers up to 100 for one request as they arrive, keeps several requests going, and answers in input order, once for each id.</summary>
/// <typeparam name="T">What comes out for an id.</typeparam>
public abstract class BatchCommand<T> : PanelCommand
    where T : class
{
    private readonly List<long> _gathered = new(PanelClient.MaximumIds);
    private readonly OrderedWork<Answers> _work;
    private Panel? _gatheredFor;

    /// <summary>Prepares to gather ids.</summary>
    protected BatchCommand() => _work = new OrderedWork<Answers>(Write);

    /// <summary>How many requests run at once; the panel's own limit when not given.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <summary>The ids of the present input.</summary>
    private protected abstract long[] Ids { get; }

    /// <summary>Asks about one id, by the single form of the call where the API has one.</summary>
    private protected virtual async Task<T> AskAsync(PanelClient client, long id, CancellationToken cancellationToken)
    {
        var result = (await AskAsync(client, [id], cancellationToken).ConfigureAwait(false)).Single();
        return result.Value ?? throw result.Error!;
    }

    /// <summary>Asks about up to 100 different ids.</summary>
    private protected abstract Task<IReadOnlyList<ItemResult<T>>> AskAsync(PanelClient client, IReadOnlyList<long> ids, CancellationToken cancellationToken);

    /// <summary>Writes the answers down for the orders that the ledger knows.</summary>
    private protected abstract Task RecordAsync(OrderLedger ledger, IReadOnlyList<T> values);

    /// <summary>Whether the user wants this done to the id.</summary>
    private protected virtual bool Confirm(long id) => true;

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        if (panel != _gatheredFor)
        {
            await SendGatheredAsync();
            _gatheredFor = panel;
        }

        foreach (var id in Ids)
        {
            if (!Confirm(id))
                continue;

            _gathered.Add(id);
            if (_gathered.Count == PanelClient.MaximumIds)
                await SendGatheredAsync();
        }
    }

    /// <inheritdoc/>
    protected sealed override async Task EndAsync()
    {
        await SendGatheredAsync();
        await _work.FlushAsync();
    }

    private async Task SendGatheredAsync()
    {
        if (_gathered.Count == 0)
            return;

        var panel = _gatheredFor!;
        long[] ids = [.. _gathered];
        _gathered.Clear();
        await _work.AddAsync(ThrottleLimit > 0 ? ThrottleLimit : panel.ThrottleLimit, () => AskAsync(panel, ids));
    }

    private async Task<Answers> AskAsync(Panel panel, long[] ids)
    {
        try
        {
            var results = ids.Distinct().Take(2).Count() == 1
                ? [new ItemResult<T>(ids[0], await AskAsync(panel.Client, ids[0], StopToken).ConfigureAwait(false))]
                : await AskAsync(panel.Client, [.. ids.Distinct()], StopToken).ConfigureAwait(false);
            return new Answers(ids, results.ToDictionary(result => result.Id), await RecordAsync(panel, results).ConfigureAwait(false));
        }
        catch (YallaTakeException exception)
        {
            return new Answers(ids, ids.Distinct().ToDictionary(id => id, id => new ItemResult<T>(id, exception)), null);
        }
    }

    // The answer stands, whatever the ledger's trouble.
    private async Task<YallaTakeException?> RecordAsync(Panel panel, IReadOnlyList<ItemResult<T>> results)
    {
        try
        {
            if (panel.Ledger is { } ledger)
                await RecordAsync(ledger, [.. results.Select(result => result.Value).OfType<T>()]).ConfigureAwait(false);
            return null;
        }
        catch (YallaTakeException exception)
        {
            return exception;
        }
    }

    private void Write(Answers answers)
    {
        if (answers.LedgerProblem is { } problem)
            WriteWarning($"The panel's answer could not be written down. {problem.Message}");

        foreach (var id in answers.Ids)
        {
            if (answers.Results[id] is { Error: { } error })
                WriteFailure(error, id);
            else
                WriteObject(answers.Results[id].Value);
        }
    }

    private sealed record Answers(long[] Ids, Dictionary<long, ItemResult<T>> Results, YallaTakeException? LedgerProblem);
}
