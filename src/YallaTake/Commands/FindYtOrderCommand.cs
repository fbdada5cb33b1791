using System.Management.Automation;
using YallaTake.Ledger.Desk;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Finds the orders of the account in a range of ids, whether the ledger knows them or not.</summary>
[Cmdlet(VerbsCommon.Find, "YtOrder")]
[OutputType(typeof(FoundOrder))]
public sealed class FindYtOrderCommand : PanelCommand
{
    /// <summary>The lowest id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [PanelIdTransformation(One = true)]
    public PanelId? From { get; set; }

    /// <summary>The highest id.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [PanelIdTransformation(One = true)]
    public PanelId? To { get; set; }

    /// <summary>How many requests it may take.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(1, int.MaxValue)]
    public int MaximumRequests { get; set; } = OrderSearch.UsualRequests;

    private protected override async Task ProcessAsync()
    {
        var panel = await GetPanelAsync();
        if (Range() is not (long from, long to))
            return;

        var finder = panel.Desk.Finder();
        var progress = new WorkProgress(this, $"Asking {panel.Name} for the ids from {from} to {to}");
        var requests = 0;
        await using var orders = finder.FindAsync(from, to, MaximumRequests, Call, made => requests = made).GetAsyncEnumerator(StopToken);
        while (await NextAsync(panel, orders, progress, () => $"{requests} of {MaximumRequests} requests"))
            WriteObject(orders.Current);

        progress.Complete();
        if (finder.Trouble is { } trouble)
            WriteFailure(new YallaTakeException(ErrorId.SearchRefused, trouble), panel.Name);
        else if (finder.NotSearched is { } rest)
            WriteWarning($"Not every id from {rest} on was asked or answered within {MaximumRequests} requests. Go on with Find-YtOrder "
                + $"-From {rest} -To {to}.");
    }

    private (long From, long To)? Range()
    {
        if (new[] { From!, To! }.FirstOrDefault(id => !id.IsNumber) is { } lettered)
            WriteFailure(new YallaTakeException(ErrorId.SearchRefused, $"'{lettered}' is not a number, so there is no range of ids to "
                + "search. Nothing was asked. Ask for single orders with Get-YtOrderStatus."), lettered);
        else if ((long)From!.Value > (long)To!.Value)
            WriteFailure(new YallaTakeException(ErrorId.FieldInvalid, $"-From {From} is above -To {To}. Nothing was asked. Give the "
                + "lower id first."), From);
        else
            return ((long)From.Value, (long)To.Value);
        return null;
    }

    private async Task<bool> NextAsync(Panel panel, IAsyncEnumerator<FoundOrder> orders, WorkProgress progress, Func<string> status)
    {
        var next = panel.RunAsync(() => orders.MoveNextAsync().AsTask());
        if (!next.IsCompleted)
            await progress.WatchAsync(Task.WhenAny(next), status);
        return await OrEndAsync(next, panel.Name);
    }
}
