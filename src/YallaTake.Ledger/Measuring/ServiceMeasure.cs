using YallaTake.Client.Orders;
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
    private readonly int[] _endings = new int[(int)OrderEnding.Failed + 1];
    private decimal _count;
    private int _orders;
    private int _unknown;
    private int _refills;
    private int _refillsDone;

    public string ServiceId => serviceId;

    /// <summary>The number of the latest order in the ledger; 0 when there is none.</summary>
    public long LatestEntry { get; private set; }

    public void Add(in MeasuredOrder order)
    {
        LatestEntry = Math.Max(LatestEntry, order.Entry);
        if (!order.IsPlaced)
        {
            _unknown++;
            return;
        }

        _orders++;
        _count += order.Count ?? 0;
        _endings[(int)order.Ending]++;
        if (order.StartedAt is { } started)
            _starts.Add(started - order.SentAt);
        if (order is { Ending: OrderEnding.Completed or OrderEnding.Partial, EndedAt: { } ended, EndedAfter: { } before })
        {
            _ends.Add(ended - order.SentAt);
            _gaps.Add(ended - before);
        }

        var currency = order.Currency ?? string.Empty;
        if (!_money.TryGetValue(currency, out var money))
            _money[currency] = money = new ServiceMoney();
        money.Add(order, Delivered(order));
    }

    /// <summary>Counts refills that have a status.</summary>
    public void AddRefills(string? status, int refills)
    {
        _refills += refills;
        if (status is not null && StatusWords.IsCompletedRefill(status))
            _refillsDone += refills;
    }

    /// <param name="name">The service's name when it was last ordered.</param>
    /// <param name="category">The service's category; null when it is not known.</param>
    /// <param name="type">The service's type; null when it is not known.</param>
    /// <param name="currency">The currency of the latest order; null when it is not known.</param>
    /// <param name="panel">The panel's name.</param>
    public ServiceRecord ToRecord(string? name, string? category, string? type, string? currency, string? panel)
    {
        var open = _endings[(int)OrderEnding.None];
        var money = new ServiceMoney();
        foreach (var included in new[] { string.Empty, currency ?? string.Empty }.Distinct())
        {
            if (_money.TryGetValue(included, out var part))
                money.Add(part);
        }

        return new ServiceRecord
        {
            ServiceId = PanelId.Of(serviceId).Value,
            Name = name,
            Category = category,
            Orders = _orders,
            Open = open,
            Unknown = _unknown,
            Count = Whole(_count),
            CompletedPercent = Percent(OrderEnding.Completed),
            PartialPercent = Percent(OrderEnding.Partial),
            CanceledPercent = Percent(OrderEnding.Canceled),
            FailedPercent = Percent(OrderEnding.Failed),
            Charge = money.Charge,
            Refunded = money.Refunded,
            Delivered = Whole(money.Delivered),
            DeliveredRate = money.DeliveredRate(OrderEstimate.UnitsOfRate(type ?? string.Empty)),
            Currency = currency,
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

        decimal? Percent(OrderEnding ending) =>
            open == _orders ? null : Math.Round(_endings[(int)ending] * 100m / (_orders - open), 1);
    }

    // A panel need not count down to the end, and may count to nothing what it has paid back.
    private static long? Delivered(in MeasuredOrder order) => order switch
    {
        { Ending: OrderEnding.None } or { Count: null } => null,
        { Ending: OrderEnding.Completed } => order.Count,
        { Ending: OrderEnding.Canceled or OrderEnding.Failed, Charge: 0 } => 0,
        { Count: { } count, Remains: { } remains } => count - Math.Min(count, Math.Max(0, remains)),
        _ => null,
    };

    private static long Whole(decimal count) => (long)Math.Min(count, long.MaxValue);
}
