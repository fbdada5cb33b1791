using System.Runtime.CompilerServices;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Desk;

/// <summary>Finds orders that are open far longer than orders of their services are.</summary>
internal static class StuckOrders
{
    // So many times the time in which nine of ten ended is far longer.
    private const int Times = 2;

    // Of fewer it cannot be said how long nine of ten take.
    private const int LeastEnds = 10;

    /// <summary>Those of the open orders that fit, the oldest first.</summary>
    public static async IAsyncEnumerable<Order> FindAsync(
        OrderLedger ledger, OrderFilter open, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var orders = await ledger.ListAsync(open, cancellationToken).ConfigureAwait(false);
        if (orders.Count == 0)
            yield break;

        var services = new OrderFilter { ServiceIds = [.. orders.Select(order => order.ServiceId.ToString()!).Distinct()] };
        var records = await ledger.MeasureServicesAsync(services, cancellationToken).ConfigureAwait(false);
        var limits = records.Where(record => record.TimedEnds >= LeastEnds)
            .ToDictionary(record => record.ServiceId, record => TimeSpan.FromTicks(record.TimeToEnd90!.Value.Ticks * Times));
        foreach (var order in orders)
        {
            if (limits.TryGetValue(order.ServiceId, out var limit) && now - order.SentAt > limit)
                yield return order;
        }
    }
}
