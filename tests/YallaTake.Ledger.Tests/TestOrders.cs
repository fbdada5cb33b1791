using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Ledger.Entries;

namespace YallaTake;

/// <summary>Orders and panel answers to put into ledgers.</summary>
internal static class TestOrders
{
    public const string Link = "https://example.com/p/1";

    /// <summary>What it takes to place an order; the service's rate makes it cost what is asked for.</summary>
    public static OrderIntent Intent(
        string reference = "order",
        decimal? charge = 1m,
        long? quantity = 1000,
        PanelId? service = null,
        string? link = Link,
        decimal? limit = null,
        TimeSpan? window = null,
        TimeSpan? noDuplicateWithin = null,
        bool noOverlap = false,
        string category = "Likes",
        decimal? balanceBefore = null,
        TimeSpan? lease = null,
        IdempotencyField? field = null,
        bool isLedgerWide = false,
        params (string Name, string Value)[] fields) => new()
        {
            Reference = reference,
            Request = new OrderRequest(service ?? 7, Fields(link, fields)),
            Service = new Service
            {
                ServiceId = (service ?? 7).Value,
                Name = $"Service {service ?? 7}",
                Type = "Default",
                Category = category,
                Rate = charge ?? 1,
            },
            Estimate = new OrderEstimate(charge is null ? null : quantity, charge),
            Currency = "USD",
            IdempotencyField = field,
            IsLedgerWide = isLedgerWide,
            Lease = lease ?? TimeSpan.FromSeconds(60),
            SpendLimit = limit is { } amount ? new SpendLimit(amount, window ?? TimeSpan.FromDays(1)) : null,
            NoDuplicateWithin = noDuplicateWithin,
            NoOverlap = noOverlap,
            BalanceRead = balanceBefore is { } balance
                ? new BalanceReading(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, balance)
                : null,
        };

    public static OrderOutcome Placed(string id) => OrderOutcome.Placed(id);

    /// <summary>An outcome that leaves the order in a state.</summary>
    public static OrderOutcome Outcome(OrderState state) => state switch
    {
        OrderState.Placed => Placed("23501"),
        OrderState.Rejected => OrderOutcome.Rejected(Failure($"It is {state}.")),
        OrderState.NotSent => OrderOutcome.NotSent(Failure($"It is {state}.")),
        _ => OrderOutcome.Unknown(Failure($"It is {state}.")),
    };

    public static YallaTakeException Failure(string message) => new(ErrorId.OrderRefused, message);

    public static OrderStatus Status(long order, string status, decimal? charge = null, string? currency = null) =>
        new() { OrderId = order, Status = status, Charge = charge, Currency = currency };

    private static IEnumerable<KeyValuePair<string, string>> Fields(string? link, (string Name, string Value)[] fields)
    {
        if (link is not null)
            yield return new("link", link);
        foreach (var (name, value) in fields)
            yield return new(name, value);
    }
}
