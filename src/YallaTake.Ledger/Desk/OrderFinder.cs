using YallaTake.Client;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Search;

namespace YallaTake.Ledger.Desk;

/// <summary>Finds what the panel has of the account in a range of ids.</summary>
/// <param name="client">Asks the panel.</param>
/// <param name="ledger">Knows orders of the account.</param>
/// <param name="settings">What holds for the connection.</param>
internal sealed class OrderFinder(PanelClient client, OrderLedger ledger, OrderDeskSettings settings)
{
    private const int NewestOrders = 300;

    private readonly SearchAnswers _answers = new();

    /// <summary>The first id that was not asked or not answered; null when there is none.</summary>
    public long? NotSearched { get; private set; }

    /// <summary>Why the panel's answers prove nothing; null when they do.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The orders in the range, in the order of their ids, each as it is found.</summary>
    /// <param name="from">The lowest id.</param>
    /// <param name="to">The highest id.</param>
    /// <param name="maximumRequests">How many requests it may take.</param>
    /// <param name="call">Gives up.</param>
    /// <param name="progress">Told how many requests were made.</param>
    public async IAsyncEnumerable<FoundOrder> FindAsync(
        long from, long to, int maximumRequests, PanelCall call, Action<int>? progress = null)
    {
        var controls = await PlacedAsync(new OrderFilter { Newest = NewestOrders }, call.Token).ConfigureAwait(false);
        var scan = new IdScan(client, [.. controls.Select(order => PanelId.Of(order.OrderId!))], _answers) { Left = maximumRequests };
        var end = from - 1;
        while (end < to && scan.CanGoOn)
        {
            var next = end + 1;
            end = next + Math.Min(to - next, scan.Length - 1);
            long[] ids = [.. SearchAnswers.Range(next, end)];
            await scan.AskAsync(ids, call, () => progress?.Invoke(maximumRequests - scan.Left)).ConfigureAwait(false);
            OrderStatus[] seen = [.. ids.Where(_answers.Seen.ContainsKey).Select(id => _answers.Seen[id])];
            var known = await ReferencesAsync(seen, call.Token).ConfigureAwait(false);
            await ledger.RecordAsync([.. seen.Where(status => known.Contains(status.OrderId))]).ConfigureAwait(false);
            foreach (var status in seen)
                yield return Found(status, known[status.OrderId].FirstOrDefault());

            NotSearched ??= ids.Where(id => !_answers.Knows(id)).Cast<long?>().FirstOrDefault();
        }

        Trouble = scan.Trouble;
        NotSearched ??= end < to ? end + 1 : null;
    }

    // A panel may give one id to two orders.
    private async Task<ILookup<object, string?>> ReferencesAsync(OrderStatus[] seen, CancellationToken cancellationToken)
    {
        var filter = new OrderFilter { OrderIds = [.. seen.Select(status => PanelId.Of(status.OrderId).ToString())] };
        var known = seen.Length == 0 ? [] : await PlacedAsync(filter, cancellationToken).ConfigureAwait(false);
        return known.ToLookup(order => order.OrderId!, order => order.Reference);
    }

    private async Task<List<Order>> PlacedAsync(OrderFilter filter, CancellationToken cancellationToken) => ledger.Remembers
        ? (await ledger.ListAsync(filter, cancellationToken).ConfigureAwait(false)).FindAll(order => order.OrderId is not null)
        : [];

    private FoundOrder Found(OrderStatus status, string? reference) => new()
    {
        OrderId = status.OrderId,
        Reference = reference,
        Status = status.Status,
        Charge = status.Charge,
        Currency = status.Currency,
        StartCount = status.StartCount,
        Remains = status.Remains,
        Panel = settings.Panel,
    };
}
