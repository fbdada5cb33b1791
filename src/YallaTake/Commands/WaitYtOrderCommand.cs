using System.Management.Automation;
using YallaTake.Batches;
using YallaTake.Client;
using YallaTake.Client.Answers;
using YallaTake.Completion;
using YallaTake.Errors;
using YallaTake.Ledger.Store;
using YallaTake.Parameters;
using YallaTake.Pipeline;
using YallaTake.Waiting;

namespace YallaTake.Commands;

/// <summary>Follows orders until they are final, and emits each status as it becomes so.</summary>
[Cmdlet(VerbsLifecycle.Wait, "YtOrder")]
[OutputType(typeof(OrderStatus))]
public sealed class WaitYtOrderCommand : PanelCommand
{
    // Timers take no more than 49 days.
    private const int LongestTimer = 4_000_000;

    private readonly List<FollowedOrder> _orders = [];
    private readonly BatchCall<OrderStatus> _status = new(client => client.Status, (ledger, statuses) => ledger.RecordAsync(statuses));
    private CancellationToken _deadline;

    /// <summary>The orders' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PanelIdTransformation(NoneIsEmpty = true)]
    [AllowEmptyCollection]
    [Alias("order")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    public PanelId[] OrderId { get; set; } = [];

    /// <summary>How many seconds to wait at most; without a limit when not given. Orders that are not final by then are errors.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(1, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    /// <summary>How many seconds to pause between two requests at first. The pauses grow while nothing changes.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(1, 86_400)]
    public int PollingInterval { get; set; } = 15;

    /// <summary>How many requests run at once; the panel's own limit when not given.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; }

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        if (OrderId.Length == 0)
            WriteFailure(ErrorRecords.NoOrderId(), null);
        _orders.AddRange(OrderId.Select(id => new FollowedOrder(panel, id)));
    }

    private protected override async Task EndAsync()
    {
        // No request and no retry goes on beyond it.
        using var timer = Time.CreateCancellationTokenSource(
            TimeoutSec is > 0 and < LongestTimer ? TimeSpan.FromSeconds(TimeoutSec.Value) : Timeout.InfiniteTimeSpan);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(StopToken, timer.Token);
        _deadline = deadline.Token;

        var progress = new WorkProgress(this, "Waiting for orders");
        var polling = new PollingSchedule(
            TimeSpan.FromSeconds(PollingInterval), TimeoutSec is { } limit ? TimeSpan.FromSeconds(limit) : null, Time);
        var count = _orders.Count;
        while (!polling.IsOver)
        {
            var changed = await LookAsync(work => progress.WatchAsync(work, Describe));
            if (_orders.Count == 0)
                break;

            var pause = Time.Delay(polling.Next(changed), StopToken);
            await progress.WatchAsync(Task.WhenAny(pause), Describe, () => FollowedOrder.Remaining(_orders, count, progress.Elapsed));
            await pause;
        }

        progress.Complete();
        foreach (var order in _orders)
            WriteFailure(
                new YallaTakeException(
                    ErrorId.WaitTimedOut,
                    $"The order is {order.Status?.Status ?? "not known"} after {TimeoutSec} seconds, which is not its end. "
                    + "Wait longer, or look again with Get-YtOrderStatus."),
                order.Id);
    }

    // Asks about all that are not final, and emits those that have become so.
    private async Task<bool> LookAsync(Func<Task, Task> watch)
    {
        var changed = false;
        var finished = new HashSet<FollowedOrder>();
        var work = new OrderedWork<Look?>(look =>
        {
            if (look is null)
                return;
            if (look.LedgerProblem is { } problem)
                WriteWarning($"The panel's answer could not be written down. {problem.Message}");
            foreach (var order in look.Orders)
                changed |= Take(order, look.ById[order.Id], finished);
        }, watch);

        foreach (var ofPanel in _orders.GroupBy(order => order.Panel))
        {
            foreach (var batch in Batches([.. ofPanel]))
                await work.AddAsync(
                    ThrottleLimit > 0 ? ThrottleLimit : ofPanel.Key.ThrottleLimit, answered => AskAsync(ofPanel.Key, batch, answered));
        }

        await work.FlushAsync();
        _orders.RemoveAll(finished.Contains);
        return changed;
    }

    private bool Take(FollowedOrder order, ItemResult<OrderStatus> result, HashSet<FollowedOrder> finished)
    {
        if (result.Error is { } error)
        {
            // A passing failure is asked again. An order that the panel does not know is final.
            if (error.IsTransient)
            {
                WriteVerbose($"{order.Id}: {error.Message}");
                return false;
            }

            finished.Add(order);
            WriteFailure(error, order.Id);
            return true;
        }

        var changed = order.Update(result.Value!);
        if (result.Value!.IsFinal)
        {
            finished.Add(order);
            WriteObject(result.Value);
        }

        return changed;
    }

    // Null when the time passed before the answer came.
    private async Task<Look?> AskAsync(Panel panel, FollowedOrder[] orders, Action answered)
    {
        try
        {
            PanelId[] ids = [.. orders.Select(order => order.Id).Distinct()];
            var (results, problem) = await _status.AskAsync(panel, ids, Call with { Token = _deadline }, answered).ConfigureAwait(false);
            return new Look(orders, results, problem);
        }
        catch (OperationCanceledException) when (!StopToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private string Describe() => string.Join(", ", _orders
        .GroupBy(order => order.Status?.Status ?? "not known")
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Count()} {group.Key}"));

    private static IEnumerable<FollowedOrder[]> Batches(FollowedOrder[] orders)
    {
        for (var start = 0; start < orders.Length; start += PanelClient.MaximumIds)
            yield return [.. orders.Skip(start).Take(PanelClient.MaximumIds)];
    }

    private sealed record Look(
        FollowedOrder[] Orders, IReadOnlyDictionary<PanelId, ItemResult<OrderStatus>> ById, YallaTakeException? LedgerProblem);
}
