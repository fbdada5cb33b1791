using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;
using YallaTake.Sandboxing.Dialects;
using YallaTake.Sandboxing.Http;

namespace YallaTake.Sandboxing.Panel;

/// <summary>The panel itself, without HTTP: the fields of a request in, the JSON of its answer out.</summary>
internal sealed class SandboxPanel(SandboxOptions options, SandboxCatalogue catalogue, DialectWriter dialect, Func<DateTimeOffset> clock)
{
    private const int BatchLimit = 100;
    private const long QuantityLimit = 1_000_000_000_000; // times the runs it is still a long

    /// <summary>How long after a postponed request the panel acts on it.</summary>
    private static readonly TimeSpan Postponement = TimeSpan.FromMinutes(5);

    private readonly ScaledClock _clock = new(clock, options.TimeScale);
    private readonly RateWindow _rate = new(options.RateLimit, clock);
    private readonly OrderBook _book = new(options.Balance, new Arrivals(options.OtherCustomers, clock(), options.Seed));
    private readonly CatalogueChanges _changes = new(
        catalogue, new Arrivals(options.PriceChanges, clock(), options.Seed), options.Seed);

    private readonly Queue<(DateTimeOffset Due, OrderFields Form)> _postponed = [];
    private readonly Dictionary<string, long> _idempotent = new(StringComparer.Ordinal);
    private long _refusedKeys;

    public int ServiceCount => Ask(_ => catalogue.Count);

    public decimal Balance => Ask(_ => _book.Balance);

    public int OrderCount => Ask(_ => _book.Orders.Count);

    /// <exception cref="PanelRefusal">The answer is an error.</exception>
    public byte[] Answer(IReadOnlyDictionary<string, string> fields)
    {
        var form = Admit(fields);
        return form.Has("action") && form["action"] == "services"
            ? Ask(_ => catalogue.Encoded)
            : Json.Encode(dialect.Answer(form, Ask(now => Act(form, now))));
    }

    /// <summary>Takes a request that the panel acts on five minutes later, when its answer reaches nobody.</summary>
    /// <exception cref="PanelRefusal">The request is refused at once.</exception>
    public void Postpone(IReadOnlyDictionary<string, string> fields)
    {
        var form = Admit(fields);
        Ask(now =>
        {
            _postponed.Enqueue((now + Postponement, form));
            return 0;
        });
    }

    /// <summary>Looks at everything as it stands now.</summary>
    public T Look<T>(Func<OrderBook, SandboxCatalogue, CatalogueChanges, DateTimeOffset, T> look) =>
        Ask(now => look(_book, catalogue, _changes, now));

    /// <summary>Writes what truly happened, as properties of the object begun.</summary>
    public void WriteState(JsonWriter writer) => Ask(now =>
    {
        writer.WritePropertyName("refusedKeys");
        writer.WriteValue(Interlocked.Read(ref _refusedKeys));
        writer.WritePropertyName("balance");
        writer.WriteValue(SandboxOrder.Money(_book.Balance));
        writer.WritePropertyName("currency");
        writer.WriteValue(options.Currency);
        writer.WritePropertyName("catalogueChangeCount");
        writer.WriteValue(_changes.Count);
        writer.WritePropertyName("catalogueChanges");
        new JArray(_changes.Newest.Select(change => change.ToJson())).WriteTo(writer);
        _book.WriteState(writer, now);
        return 0;
    });

    private OrderFields Admit(IReadOnlyDictionary<string, string> fields)
    {
        if (!fields.TryGetValue("key", out var key) || key != options.ApiKey)
        {
            Interlocked.Increment(ref _refusedKeys);
            throw new PanelRefusal("Invalid API key");
        }

        _rate.Admit();
        return dialect.Read(fields);
    }

    /// <summary>Asks the account as it stands now; one question at a time.</summary>
    private T Ask<T>(Func<DateTimeOffset, T> question)
    {
        lock (_book)
        {
            var now = _clock.Now;
            while (_postponed.Count > 0 && _postponed.Peek().Due <= now)
            {
                var (due, form) = _postponed.Dequeue();
                Settle(due);
                _ = OrError(() => Act(form, due));
            }

            Settle(now);
            return question(now);
        }
    }

    private void Settle(DateTimeOffset now)
    {
        _changes.MakeUntil(now);
        _book.Settle(now);
    }

    private JToken Act(OrderFields form, DateTimeOffset now) => (form.Has("action") ? form["action"] : "") switch
    {
        "refill_status" when form.Has("refills") && dialect.IsOneByOne => throw new PanelRefusal("Refill not found"),
        "status" or "refill" or "cancel" when form.Has("orders") && dialect.IsOneByOne => throw new PanelRefusal("Incorrect order ID"),
        "cancel" when form.Has("order") && dialect.IsOneByOne => new JObject { ["cancel"] = Cancel(form["order"], now) },
        "add" => new JObject { ["order"] = Add(form, now) },
        { Length: > 0 } action when action == options.OrderListAction => dialect.Orders(_book.List(now)),
        "status" when form.Has("orders") => StatusOfMany(form["orders"], now),
        "status" when form.Has("order") => _book.Find(form["order"]).Describe(now, options.Currency),
        "refill" when form.Has("orders") => Batch(form["orders"], "order", "refill", id => _book.Refill(id, now).Id),
        "refill" when form.Has("order") => new JObject
        {
            ["refill"] = _book.Refill(form["order"], now).Id.ToString(
            CultureInfo.InvariantCulture)
        },
        "refill_status" when form.Has("refills") => Batch(form["refills"], "refill", "status", id => _book.FindRefill(id).Status(now)),
        "refill_status" when form.Has("refill") => new JObject { ["status"] = _book.FindRefill(form["refill"]).Status(now) },
        "cancel" when form.Has("orders") => Batch(form["orders"], "order", "cancel", id => Cancel(id, now)),
        "balance" => new JObject { ["balance"] = SandboxOrder.Money(_book.Balance), ["currency"] = options.Currency },
        _ => throw IncorrectRequest(),
    };

    private long Add(OrderFields form, DateTimeOffset now)
    {
        if (options.IdempotencyField is not { } field || !form.Has(field))
            return Sell(form, now);
        if (!_idempotent.TryGetValue(form[field], out var id))
            _idempotent[form[field]] = id = Sell(form, now);
        return id;
    }

    private long Sell(OrderFields form, DateTimeOffset now)
    {
        var service = catalogue.Find(form["service"]);
        form.Check(service.Type);
        if (dialect.IsOneByOne && service.Type.Counting is Counting.Package or Counting.CommentLines && !form.Has("quantity"))
            throw new PanelRefusal("Quantity is required");
        if (options.RefuseActiveLink && form.Has("link") && _book.HasActive(service, form.Link, now))
            throw new PanelRefusal("You have active order with this link. Please wait until order being completed.");

        var order = Order(service, form, now);
        if (!_book.TryPlace(order))
            throw new PanelRefusal("Not enough funds on balance");
        return order.Id;
    }

    private SandboxOrder Order(SandboxService service, OrderFields form, DateTimeOffset now)
    {
        switch (service.Type.Counting)
        {
            case Counting.Posts:
                service.CheckQuantity(form.Whole("min"));
                service.CheckQuantity(form.Whole("max", least: form.Whole("min")));
                return new SubscriptionOrder(_book.NextId(now), service, form, now);
            case Counting.Package:
                var packages = dialect.IsOneByOne ? form.Whole("quantity", least: 1, most: 1000) : 1;
                return new DeliveryOrder(_book.NextId(now), service, form, now, packages);
            case Counting.QuantityByRuns:
                var runs = form.Whole("runs", absent: 1, least: 1, most: 10_000);
                var interval = form.Whole("interval", absent: 0, most: 7 * 24 * 60);
                return new DeliveryOrder(_book.NextId(now), service, form, now, Quantity(service, form) * runs, runs, interval);
            default:
                return new DeliveryOrder(_book.NextId(now), service, form, now, Quantity(service, form));
        }
    }

    private static long Quantity(SandboxService service, OrderFields form)
    {
        var quantity = service.Type.Counting switch
        {
            Counting.CommentLines => form.Lines("comments"),
            Counting.UsernameLines => form.Lines("usernames"),
            _ => form.Whole("quantity", most: QuantityLimit),
        };
        service.CheckQuantity(quantity);
        return quantity;
    }

    private JToken Cancel(string id, DateTimeOffset now)
    {
        _book.Cancel(id, now);
        return 1;
    }

    private JObject StatusOfMany(string list, DateTimeOffset now)
    {
        var answer = new JObject();
        foreach (var id in Ids(list))
            answer[id] = OrError(() => _book.Find(id).Describe(now, options.Currency));
        return answer;
    }

    /// <summary>An array with an object per id: the id under one name, what became of it under another.</summary>
    private static JArray Batch(string list, string idName, string resultName, Func<string, JToken> act) => new(
        Ids(list).Select(id => new JObject
        {
            [idName] = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : id,
            [resultName] = OrError(() => act(id)),
        }));

    private static JToken OrError(Func<JToken> act)
    {
        try
        {
            return act();
        }
        catch (PanelRefusal refusal)
        {
            return refusal.ToJson();
        }
    }

    private static string[] Ids(string list)
    {
        var ids = list.Split(',').Select(id => id.Trim()).ToArray();
        return ids.Length <= BatchLimit ? ids : throw IncorrectRequest();
    }

    private static PanelRefusal IncorrectRequest() => new("Incorrect request");
}
