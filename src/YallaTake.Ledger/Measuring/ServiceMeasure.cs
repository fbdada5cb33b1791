using YallaTake.Client.Values;

namespace YallaTake.Ledger.Measuring;

/// <summary>What became of the orders of one service, order by order.</summary>
/// <param name="serviceId">The text of the service's id.</param>
internal sealed class ServiceMeasure(string serviceId)
{
    private const int Median = 50;
    private const int NineOfTen = 90;

    private readonly Spans _starts = new();
    private readonly Spans _ends = new();
    private readonly Spans _gaps = new();
    private readonly Dictionary<string, ServiceMoney> _money = [];
    private string? _name;
    private string? _currency;
    private DateTimeOffset _latest;
    private decimal _count;
    private int _orders;
    private int _unknown;
    private int _completed;
    private int _partial;
    private int _canceled;
    private int _failed;
    private int _refills;
    private int _refillsDone;

    public string ServiceId => serviceId;

    public void Add(MeasuredOrder order)
    {
        if (order.SentAt >= _latest)
            (_latest, _name, _currency) = (order.SentAt, order.ServiceName ?? _name, order.Currency ?? _currency);
        if (!order.IsPlaced)
        {
            _unknown++;
            return;
        }

        _orders++;
        _count += order.Count ?? 0;
        if (order.StartedAt is { } started)
            _starts.Add(started - order.SentAt);
        var isDelivered = CountEnd(order.Status);
        if (isDelivered == true && order is { EndedAt: { } ended, EndedAfter: { } before })
        {
            _ends.Add(ended - order.SentAt);
            _gaps.Add(ended - before);
        }

        var currency = order.Currency ?? string.Empty;
        if (!_money.TryGetValue(currency, out var money))
            _money[currency] = money = new ServiceMoney();
        money.Add(
            order,
            isRefunded: isDelivered is not null && !StatusWords.IsCompletedOrder(order.Status!),
            isDelivered is null ? null : Delivered(order));
    }

    /// <summary>Counts refills that have a status.</summary>
    public void AddRefills(string? status, int refills)
    {
        _refills += refills;
        if (status is not null && StatusWords.IsCompletedRefill(status))
            _refillsDone += refills;
    }

    /// <param name="category">The service's category; null when it is not known.</param>
    /// <param name="panel">The panel's name.</param>
    public ServiceRecord ToRecord(string? category, string? panel)
    {
        var ended = _completed + _partial + _canceled + _failed;
        var money = new ServiceMoney();
        foreach (var currency in new[] { string.Empty, _currency ?? string.Empty }.Distinct())
        {
            if (_money.TryGetValue(currency, out var part))
                money.Add(part);
        }

        return new ServiceRecord
        {
            ServiceId = PanelId.Of(serviceId).Value,
            Name = _name,
            Category = category,
            Orders = _orders,
            Open = _orders - ended,
            Unknown = _unknown,
            Count = Whole(_count),
            CompletedPercent = Percent(_completed),
            PartialPercent = Percent(_partial),
            CanceledPercent = Percent(_canceled),
            FailedPercent = Percent(_failed),
            Charge = money.Charge,
            Refunded = money.Refunded,
            Delivered = Whole(money.Delivered),
            DeliveredRate = money.DeliveredRate,
            Currency = _currency,
            TimeToStart = _starts.Percentile(Median),
            TimeToStart90 = _starts.Percentile(NineOfTen),
            TimeToEnd = _ends.Percentile(Median),
            TimeToEnd90 = _ends.Percentile(NineOfTen),
            TimeBetweenLooks = _gaps.Percentile(Median),
            TimedEnds = _ends.Count,
            Refills = _refills,
            RefillsDone = _refillsDone,
            Panel = panel,
        };

        decimal? Percent(int part) => ended == 0 ? null : Math.Round(part * 100m / ended, 1);
    }

    // Whether all or a part of it was delivered at its end; null when it has not ended.
    private bool? CountEnd(string? status)
    {
        if (status is null || !StatusWords.IsFinalOrder(status))
            return null;
        if (StatusWords.IsCompletedOrder(status))
            _completed++;
        else if (StatusWords.IsPartialOrder(status))
            _partial++;
        else if (StatusWords.IsCanceledOrder(status))
            _canceled++;
        else
            _failed++;
        return StatusWords.HasStarted(status);
    }

    // A panel need not count down to the end, and may count to nothing what it has paid back.
    private static long? Delivered(MeasuredOrder order)
    {
        if (order.Count is not { } count || StatusWords.IsCompletedOrder(order.Status!))
            return order.Count;
        if (!StatusWords.IsPartialOrder(order.Status!) && order.Charge == 0)
            return 0;
        return order.Remains is { } remains ? count - Math.Min(count, Math.Max(0, remains)) : null;
    }

    private static long Whole(decimal count) => (long)Math.Min(count, long.MaxValue);
}
