using System.Collections.Concurrent;
using YallaTake.Client.Orders;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Desk;

/// <summary>What services cost when they were last ordered, by the ledger; each is asked for once in a connection.</summary>
/// <param name="ledger">Remembers the orders.</param>
/// <param name="currency">The account's currency: what was ordered in another one is not compared.</param>
internal sealed class LastRates(OrderLedger ledger, string? currency)
{
    private readonly ConcurrentDictionary<PanelId, (decimal Rate, DateTimeOffset OrderedAt)?> _known = new();

    /// <summary>By what the service is dearer now; null when it is not, or was never ordered.</summary>
    /// <exception cref="YallaTakeException">LedgerUnavailable.</exception>
    public async Task<RateRise?> GetRiseAsync(Service service, CancellationToken cancellationToken)
    {
        var id = PanelId.Of(service.ServiceId);
        if (!_known.TryGetValue(id, out var last))
            _known[id] = last = await FindAsync(id, service, cancellationToken).ConfigureAwait(false);
        return last is var (rate, orderedAt) && rate > 0 && service.Rate > rate
            ? new RateRise(rate, service.Rate, OrderEstimate.RateUnit(service.Type), orderedAt)
            : null;
    }

    /// <summary>The service was ordered at its present rate.</summary>
    public void Record(Service service, DateTimeOffset orderedAt) => _known[PanelId.Of(service.ServiceId)] = (service.Rate, orderedAt);

    private async Task<(decimal Rate, DateTimeOffset OrderedAt)?> FindAsync(
        PanelId id, Service service, CancellationToken cancellationToken)
    {
        var ordered = new OrderFilter { ServiceIds = [id.ToString()], States = [OrderState.Placed], Newest = 1 };
        await foreach (var order in ledger.FindAsync(ordered, cancellationToken).ConfigureAwait(false))
        {
            var isComparable = currency is null || order.Currency is null || order.Currency == currency;
            return isComparable && OrderEstimate.RateOf(service, order.Count, order.EstimatedCharge) is { } rate
                ? (rate, order.CreatedAt)
                : null;
        }

        return null;
    }
}
