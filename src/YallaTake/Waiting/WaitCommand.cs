using System.Management.Automation;
using YallaTake.Batches;
using YallaTake.Client;
using YallaTake.Client.Answers;
using YallaTake.Client.Batches;
using YallaTake.Client.Values;
using YallaTake.Ledger;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Waiting;

/// <summary>A cmdlet that follows orders or refills until they are final, and emits each status as it becomes so.</summary>
/// <typeparam name="T">The status of one.</typeparam>
public abstract class WaitCommand<T> : PanelCommand
    where T : class
{
    // Timers take no more than 49 days.
    private const int LongestTimer = 4_000_000;

    private readonly string _noun;
    private readonly List<Followed> _open = [];
    private readonly BatchCall<T> _status;
    private CancellationToken _deadline;

    private protected WaitCommand(string noun, Func<PanelClient, IdBatch<T>> batch, Func<OrderLedger, IReadOnlyList<T>, Task> record) =>
        (_noun, _status) = (noun, new(batch, record));

    /// <summary>How many seconds to wait at most; without a limit when not given. What is not final by then is an error.</summary>
    [Parameter]
    [NumberTransformation(Seconds = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    /// <summary>How many seconds to pause between two requests at first. The pauses grow while nothing changes.</summary>
    [Parameter]
    [NumberTransformation(Seconds = true)]
    [ValidateRange(1, 86_400)]
    public int PollingInterval { get; set; } = 15;

    /// <summary>How many requests run at once; the panel's own limit when not given.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    /// <summary>The ids of the present input.</summary>
    private protected abstract PanelId[] Ids { get; }

    /// <summary>
    /// The panel's word, what is still to be delivered if it says so, whether that is the end, and what the ledger knows of the order.
    /// </summary>
    private protected abstract (string Status, long? Remains, bool IsFinal, OrderContext? Order) Read(T status);

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        _open.AddRange(Ids.Select(id => new Followed(panel, id, Row)));
    }

    private protected sealed override async Task EndAsync()
    {
        // No request and no retry goes on beyond it.
        using var timer = Time.CreateCancellationTokenSource(
            TimeoutSec is > 0 and < LongestTimer ? TimeSpan.FromSeconds(TimeoutSec.Value) : Timeout.InfiniteTimeSpan);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(StopToken, timer.Token);
        _deadline = deadline.Token;

        await using var usual = new UsualTimes(StopToken);
        var progress = new FollowedProgress(this, _noun, _open, usual, Time);
        var polling = new PollingSchedule(
            TimeSpan.FromSeconds(PollingInterval), TimeoutSec is { } limit ? TimeSpan.FromSeconds(limit) : null, Time);
        while (!polling.IsOver)
        {
            var changed = await LookAsync(progress.WatchAsync);
            if (_open.Count == 0)
                break;

            var pause = Time.Delay(polling.Next(changed), StopToken);
            await progress.WatchAsync(Task.WhenAny(pause));
            await pause;
        }

        progress.Complete();
        foreach (var item in _open)
            WriteFailure(
                new YallaTakeException(
                    ErrorId.WaitTimedOut,
                    $"The {_noun} was still {item.Status ?? Followed.NotKnown} after {TimeoutSec} s."),
                item.Id,
                item.Row);
    }

    // Asks about all that are not final, and emits those that have become so.
    private async Task<bool> LookAsync(Func<Task, Task> watch)
    {
        var changed = false;
        var finished = new HashSet<Followed>();
        var work = new OrderedWork<Look?>(look =>
        {
            if (look is null)
                return;
            if (look.LedgerProblem is { } problem)
                WriteWarning($"The panel's answer could not be written down. {problem.Message}");
            foreach (var item in look.Items)
                changed |= Take(item, look.ById[item.Id], finished);
        }, watch);

        foreach (var ofPanel in _open.GroupBy(item => item.Panel))
        {
            foreach (var batch in Batches([.. ofPanel]))
                await work.AddAsync(
                    ThrottleLimit > 0 ? ThrottleLimit : ofPanel.Key.ThrottleLimit, answered => AskAsync(ofPanel.Key, batch, answered));
        }

        await work.FlushAsync();
        _open.RemoveAll(finished.Contains);
        return changed;
    }

    private bool Take(Followed item, ItemResult<T> result, HashSet<Followed> finished)
    {
        if (result.Error is { } error)
        {
            // A passing failure is asked again. One that the panel does not know is final.
            if (error.IsTransient)
            {
                WriteVerbose($"{item.Id}: {error.Message}");
                return false;
            }

            finished.Add(item);
            WriteFailure(error, item.Id, item.Row);
            return true;
        }

        var (status, remains, isFinal, order) = Read(result.Value!);
        var changed = item.Update(status, remains, order);
        if (isFinal)
        {
            finished.Add(item);
            WriteObject(result.Value);
        }

        return changed;
    }

    // Null when the time passed before the answer came.
    private async Task<Look?> AskAsync(Panel panel, Followed[] items, Action answered)
    {
        try
        {
            PanelId[] ids = [.. items.Select(item => item.Id).Distinct()];
            var (results, problem) = await _status.AskAsync(panel, ids, Call with { Token = _deadline }, answered).ConfigureAwait(false);
            return new Look(items, results, problem);
        }
        catch (OperationCanceledException) when (!StopToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static IEnumerable<Followed[]> Batches(Followed[] items)
    {
        for (var start = 0; start < items.Length; start += PanelClient.MaximumIds)
            yield return [.. items.Skip(start).Take(PanelClient.MaximumIds)];
    }

    private sealed record Look(
        Followed[] Items, IReadOnlyDictionary<PanelId, ItemResult<T>> ById, YallaTakeException? LedgerProblem);
}
