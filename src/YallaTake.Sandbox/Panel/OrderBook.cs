using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;

namespace YallaTake.Sandboxing.Panel;

/// <summary>The account: its balance, its orders and refills. Not for many threads at once.</summary>
internal sealed class OrderBook(decimal balance, Arrivals others)
{
    public const long FirstOrderId = 23501;

    /// <summary>How many orders subscriptions may place at one look; the rest follow at the next.</summary>
    private const int MostPlacedAtOnce = 10_000;

    private readonly List<SandboxOrder> _orders = [];
    private readonly List<SandboxRefill> _refills = [];
    private readonly Dictionary<long, SandboxOrder> _byId = [];
    private readonly SortedSet<(DateTimeOffset Due, long Order)> _agenda = [];
    private long _ordersOfOthers;

    public decimal Balance { get; private set; } = balance;

    /// <summary>The orders, the oldest first.</summary>
    public IReadOnlyList<SandboxOrder> Orders => _orders;

    /// <summary>The refills, the oldest first.</summary>
    public IReadOnlyList<SandboxRefill> Refills => _refills;

    /// <summary>The id that an order placed then has: one counter numbers the orders of all customers.</summary>
    public long NextId(DateTimeOffset time) => FirstOrderId + _orders.Count + OrdersOfOthers(time);

    /// <summary>How many orders other customers placed until then.</summary>
    public long OrdersOfOthers(DateTimeOffset time) =>
        _ordersOfOthers = Math.Max(_ordersOfOthers, others.CountUntil(time)); // a subscription's order may be placed late

    /// <summary>Does, in the order of time, all that fell due until now.</summary>
    public void Settle(DateTimeOffset now)
    {
        var most = _orders.Count + MostPlacedAtOnce;
        while (_agenda.Count > 0 && _agenda.Min is var next && next.Due <= now && _orders.Count < most)
        {
            _agenda.Remove(next);
            var order = _byId[next.Order];
            if (order.Due != next.Due)
                continue; // noted before a cancellation moved it
            order.FallDue(this);
            Schedule(order);
        }
    }

    /// <summary>Charges and keeps an order made with the next id; false when the balance does not cover it.</summary>
    public bool TryPlace(SandboxOrder order)
    {
        if (order.Charge > Balance)
            return false;
        Balance -= order.Charge;
        _orders.Add(order);
        _byId.Add(order.Id, order);
        Schedule(order);
        return true;
    }

    public void Credit(decimal amount) => Balance += amount;

    public bool HasActive(SandboxService service, string link, DateTimeOffset now) =>
        _orders.Any(order => order.Service.Id == service.Id && order.Fields.Link == link && !order.IsFinal(now));

    /// <exception cref="PanelRefusal">No order of this account has that id.</exception>
    public SandboxOrder Find(string id) =>
        Number(id) is { } number && _byId.TryGetValue(number, out var order) ? order : throw new PanelRefusal("Incorrect order ID");

    /// <exception cref="PanelRefusal">The order is unknown, or cannot be canceled.</exception>
    public void Cancel(string id, DateTimeOffset now)
    {
        var order = Find(id);
        order.RequestCancel(now);
        Schedule(order);
    }

    /// <exception cref="PanelRefusal">The order is unknown, or cannot be refilled.</exception>
    public SandboxRefill Refill(string id, DateTimeOffset now)
    {
        var order = Find(id);
        if (!order.Service.Refill)
            throw new PanelRefusal("Refill is disabled for this service");
        if (order.Status(now) is not ("Completed" or "Partial"))
            throw new PanelRefusal("The order is not completed");
        if (order.Refill is { } last && !last.IsFinal(now))
            throw new PanelRefusal("Refill already requested");
        var refill = new SandboxRefill(_refills.Count + 1, order, now);
        _refills.Add(refill);
        order.Refill = refill;
        return refill;
    }

    /// <exception cref="PanelRefusal">No refill has that id.</exception>
    public SandboxRefill FindRefill(string id) =>
        Number(id) is { } number && number >= 1 && number <= _refills.Count
            ? _refills[(int)number - 1]
            : throw new PanelRefusal("Refill not found");

    /// <summary>All orders, the newest first, as a panel lists them.</summary>
    public JArray List(DateTimeOffset now) => new(_orders.AsEnumerable().Reverse().Select(order => new JObject
    {
        ["order"] = order.Id,
        ["service"] = order.Service.IdValue,
        ["link"] = order.Fields.Link,
        ["quantity"] = order.Count,
        ["charge"] = SandboxOrder.Money(order.Charge - order.Refunded),
        ["status"] = order.Status(now),
        ["created"] = order.Created.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
    }));

    /// <summary>Writes what truly happened, as properties of the object begun.</summary>
    public void WriteState(JsonWriter writer, DateTimeOffset now)
    {
        writer.WritePropertyName("ordersOfOthers");
        writer.WriteValue(OrdersOfOthers(now));
        writer.WritePropertyName("orders");
        writer.WriteStartArray();
        foreach (var order in _orders)
            DescribeWhole(order, now).WriteTo(writer);
        writer.WriteEndArray();

        writer.WritePropertyName("refills");
        writer.WriteStartArray();
        foreach (var refill in _refills)
            new JObject { ["refill"] = refill.Id, ["order"] = refill.Order.Id, ["status"] = refill.Status(now) }.WriteTo(writer);
        writer.WriteEndArray();
    }

    private static JObject DescribeWhole(SandboxOrder order, DateTimeOffset now) => new()
    {
        ["order"] = order.Id,
        ["service"] = order.Service.IdValue,
        ["type"] = order.Service.Type.Name,
        ["link"] = order.Fields.Link,
        ["fields"] = new JObject(order.Fields.Sent.Select(field => new JProperty(field.Key, field.Value))),
        ["count"] = order.Count,
        ["charge"] = SandboxOrder.Money(order.Charge),
        ["refunded"] = SandboxOrder.Money(order.Refunded),
        ["status"] = order.Status(now),
        ["remains"] = order.Remains(now),
        ["start_count"] = order.StartCount,
        ["created"] = order.Created.ToString("o", CultureInfo.InvariantCulture),
    };

    private void Schedule(SandboxOrder order)
    {
        if (order.Due is { } due)
            _agenda.Add((due, order.Id));
    }

    private static long? Number(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
