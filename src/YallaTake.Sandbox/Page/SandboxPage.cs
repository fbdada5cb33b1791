using System.Globalization;
using System.Reflection;
using System.Text;
using HandlebarsDotNet;
using YallaTake.Sandboxing.Http;
using YallaTake.Sandboxing.Panel;

namespace YallaTake.Sandboxing.Page;

/// <summary>The sandbox for people: its orders as they move, its money, its catalogue and its faults.</summary>
internal sealed class SandboxPage(SandboxOptions options, SandboxPanel panel)
{
    /// <summary>How many rows a table shows.</summary>
    private const int MostRows = 100;

    private static readonly Assembly Ours = Assembly.GetExecutingAssembly();
    private static readonly string Style = PageParts.Read(Ours, "Page.css");
    private static readonly string Script = PageParts.Read(Ours, "Page.js");

    /// <summary>The page's own style and script by their hashes, its own address, and nothing else.</summary>
    private static readonly string Policy =
        $"default-src 'none'; style-src {PageParts.Hash(Style)}; script-src {PageParts.Hash(Script)}; connect-src 'self'; "
        + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly HandlebarsTemplate<object, object> Template = PageParts.Compile(PageParts.Read(Ours, "Page.hbs"));

    /// <summary>The page as it is now.</summary>
    /// <param name="host">The host and port that the browser asked.</param>
    /// <param name="requests">How many API requests arrived.</param>
    /// <param name="struck">How often each kind of fault struck.</param>
    public HttpResponse Render(string host, long requests, IReadOnlyDictionary<string, long> struck)
    {
        var view = panel.Look((book, catalogue, changes, now) => new
        {
            Style,
            Script,
            Api = $"http://{host}{SandboxOptions.ApiPath}",
            Numbers = new[]
            {
                Pair("Balance", $"{SandboxOrder.Money(book.Balance)} {options.Currency}"),
                Pair("Orders", Whole(book.Orders.Count)),
                Pair("Orders of others", Whole(book.OrdersOfOthers(now))),
                Pair("Refills", Whole(book.Refills.Count)),
                Pair("Services", Whole(catalogue.Count)),
                Pair("Requests", Whole(requests)),
                Pair("Dialect", options.Dialect.ToString()),
                Pair("Time (UTC)", Time(now)),
            },
            Faults = options.Faults.Select(fault => Pair(
                fault.ToString(),
                struck.TryGetValue(fault.Kind.ToString(), out var count) ? $"{Whole(count)} of its kind so far" : "")).ToArray(),
            Orders = Newest(book.Orders).Select(order => new
            {
                order.Id,
                Service = order.Service.Id,
                Type = order.Service.Type.Name,
                order.Fields.Link,
                order.Count,
                Remains = order.Remains(now),
                Delivered = order.Count - order.Remains(now),
                Status = order.Status(now),
                Charge = SandboxOrder.Money(order.Charge),
                Refunded = SandboxOrder.Money(order.Refunded),
                Placed = Time(order.Created),
            }).ToArray(),
            OlderOrders = More(book.Orders.Count),
            Refills = Newest(book.Refills).Select(refill => new
            {
                refill.Id,
                Order = refill.Order.Id,
                Status = refill.Status(now),
                Requested = Time(refill.Requested),
            }).ToArray(),
            OlderRefills = More(book.Refills.Count),
            Changes = changes.Newest.Reverse().Take(MostRows).Select(change => new
            {
                Time = Time(change.Time),
                change.Kind,
                Service = change.Service.Id,
                change.Name,
                change.Before,
                change.After,
            }).ToArray(),
            OlderChanges = More(changes.Count),
            Services = catalogue.Offers.Take(MostRows).Select(offer => new
            {
                offer.Service.Id,
                offer.Name,
                Type = offer.Service.Type.Name,
                offer.Rate,
                offer.Service.Min,
                offer.Service.Max,
                offer.Service.Refill,
                offer.Service.Cancel,
            }).ToArray(),
            MoreServices = More(catalogue.Count),
        });
        return new HttpResponse(200, Encoding.UTF8.GetBytes(Template(view))) { ContentType = HttpResponse.Html, Policy = Policy };
    }

    private static IEnumerable<T> Newest<T>(IReadOnlyList<T> list) =>
        Enumerable.Range(1, Math.Min(list.Count, MostRows)).Select(back => list[list.Count - back]);

    private static string? More(long count) => count > MostRows ? Whole(count - MostRows) : null;

    private static object Pair(string name, string value) => new { Name = name, Value = value };

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
