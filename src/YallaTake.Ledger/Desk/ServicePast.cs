using YallaTake.Client.Values;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Desk;

/// <summary>What the ledger knows of the orders of a service.</summary>
/// <param name="Orders">How many were placed.</param>
/// <param name="CompletedPercent">How many of a hundred that ended were completed; null when none has ended.</param>
/// <param name="TimeToEnd">The median time from an order to its completion, as last seen; null when none was completed.</param>
internal sealed record ServicePast(int Orders, decimal? CompletedPercent, TimeSpan? TimeToEnd)
{
    /// <summary>What is known of a service that was never ordered.</summary>
    public static ServicePast None { get; } = new(0, null, null);

    // Older orders say little of what a service does now.
    private const int MostOrders = 10_000;

    /// <summary>The past of those services that were ordered.</summary>
    /// <exception cref="YallaTakeException">LedgerUnavailable.</exception>
    public static async Task<IReadOnlyDictionary<PanelId, ServicePast>> ReadAsync(
        OrderLedger ledger, IEnumerable<PanelId> services, CancellationToken cancellationToken)
    {
        var filter = new OrderFilter
        {
            ServiceIds = [.. services.Select(service => service.ToString())],
            States = [OrderState.Placed],
            Newest = MostOrders,
        };
        var orders = new List<Order>();
        if (ledger.Remembers)
        {
            await foreach (var order in ledger.FindAsync(filter, cancellationToken).ConfigureAwait(false))
                orders.Add(order);
        }

        return orders.GroupBy(order => PanelId.Of(order.ServiceId)).ToDictionary(same => same.Key, same => Of([.. same]));
    }

    private static ServicePast Of(IReadOnlyCollection<Order> orders)
    {
        var ended = orders.Where(order => order.Status is { } status && StatusWords.IsFinalOrder(status)).ToList();
        var completed = ended.Where(order => StatusWords.IsCompletedOrder(order.Status!)).ToList();
        var times = completed.Where(order => order.StatusAt is not null).Select(order => order.StatusAt!.Value - order.CreatedAt)
            .OrderBy(time => time).ToList();
        return new ServicePast(
            orders.Count,
            ended.Count == 0 ? null : Math.Round(completed.Count * 100m / ended.Count, 1),
            times.Count == 0 ? null : times[(times.Count - 1) / 2]);
    }
}
