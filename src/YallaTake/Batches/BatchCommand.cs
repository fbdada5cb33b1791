using System.Management.Automation;
using YallaTake.Client;
using YallaTake.Client.Answers;
using YallaTake.Client.Batches;
using YallaTake.Ledger;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Batches;

/// <summary>
/// A cmdlet that asks about ids: gathers up to 100 for one request as they arrive, keeps several requests going, and answers in input
/// order, once for each id.
/// </summary>
/// <typeparam name="T">What comes out for an id.</typeparam>
public abstract class BatchCommand<T> : PanelCommand
    where T : class
{
    // However often ids repeat, so many of them are answered by one request at most.
    private const int MostRepeated = 1000;

    private readonly List<(PanelId Id, long? Row)> _gathered = [];
    private readonly HashSet<PanelId> _different = [];
    private readonly BatchCall<T> _call;
    private readonly OrderedWork<Answers> _work;
    private Panel? _gatheredFor;
    private WorkProgress? _progress;
    private long _asked;
    private long _answered;
    private bool _hasEnded;

    private protected BatchCommand(Func<PanelClient, IdBatch<T>> batch, Func<OrderLedger, IReadOnlyList<T>, Task> record)
    {
        _call = new(batch, record);
        _work = new OrderedWork<Answers>(Write, work => _progress!.WatchAsync(work, Report));
    }

    /// <summary>How many requests run at once; the panel's own limit when not given.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <summary>The ids of the present input.</summary>
    private protected abstract PanelId[] Ids { get; }

    /// <summary>Those of the ids of a request to which the user wants this done.</summary>
    private protected virtual Task<(PanelId Id, long? Row)[]> ConfirmAsync(Panel panel, (PanelId Id, long? Row)[] ids) =>
        Task.FromResult(ids);

    private protected sealed override Task BeginAsync()
    {
        _progress = new WorkProgress(this, $"Asking the panel ({MyInvocation.MyCommand.Name})");
        return Task.CompletedTask;
    }

    private protected override async Task ProcessAsync()
    {
        // A slow producer does not hold back what is answered.
        _work.EmitReady();
        var panel = await GetPanelAsync();
        if (panel != _gatheredFor)
        {
            await SendGatheredAsync();
            _gatheredFor = panel;
        }

        foreach (var id in Ids)
        {
            _gathered.Add((id, Row));
            _different.Add(id);
            if (_different.Count == PanelClient.MaximumIds || _gathered.Count == MostRepeated)
                await SendGatheredAsync();
        }
    }

    private protected sealed override Task EndAsync()
    {
        _hasEnded = true;
        return FinishAsync();
    }

    private protected sealed override async Task FinishAsync()
    {
        await SendGatheredAsync();
        await _work.FlushAsync();
        _progress!.Complete();
    }

    private async Task SendGatheredAsync()
    {
        if (_gathered.Count == 0)
            return;

        var panel = _gatheredFor!;
        (PanelId Id, long? Row)[] gathered = [.. _gathered];
        _gathered.Clear();
        _different.Clear();
        var ids = await ConfirmAsync(panel, gathered);
        if (ids.Length == 0)
            return;

        _asked += ids.Length;
        PanelId[] different = [.. ids.Select(item => item.Id).Distinct()];
        await _work.AddAsync(ThrottleLimit > 0 ? ThrottleLimit : panel.ThrottleLimit, async answered =>
        {
            var (results, problem) = await _call.AskAsync(panel, different, Call, answered).ConfigureAwait(false);
            return new Answers(ids, results, problem);
        });
    }

    private void Write(Answers answers)
    {
        if (answers.LedgerProblem is { } problem)
            WriteWarning($"The panel's answer could not be written down. {problem.Message}");

        _answered += answers.Ids.Length;
        Report();

        foreach (var (id, row) in answers.Ids)
        {
            if (answers.ById[id] is { Error: { } error })
                WriteFailure(error, id, row);
            else
                WriteObject(answers.ById[id].Value);
        }
    }

    // How many there are is known when the last one has come.
    private void Report() => _progress!.Report(
        () => _hasEnded ? $"{_answered} of {_asked} answered" : $"{_answered} answered so far",
        _hasEnded ? (double)_answered / _asked : null);

    private sealed record Answers(
        (PanelId Id, long? Row)[] Ids, IReadOnlyDictionary<PanelId, ItemResult<T>> ById, YallaTakeException? LedgerProblem);
}
