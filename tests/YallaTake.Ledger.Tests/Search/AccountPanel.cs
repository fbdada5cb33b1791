using System.Globalization;
using System.Net;

namespace YallaTake;

/// <summary>
/// A panel in memory with an account whose money and orders are as a panel's: ids that rise over all customers, charges, refunds, orders
/// that are accepted late. Answers in place of the network.
/// </summary>
internal sealed class AccountPanel(MovedTime time) : HttpMessageHandler
{
    private readonly List<(DateTimeOffset At, Action Act)> _due = [];
    private readonly Dictionary<string, decimal> _rates = [];

    /// <summary>What becomes of the next orders; they are answered when there is nothing here.</summary>
    public Queue<AddFate> Fates { get; } = new();

    public List<SoldOrder> Sold { get; } = [];

    /// <summary>Orders that were made by hand: the first is the first ever.</summary>
    public List<SoldOrder> ByHand { get; } = [];

    public decimal Balance { get; set; } = 1000;

    public long NextId { get; set; } = 23501;

    /// <summary>How many ids other customers take a minute.</summary>
    public double OthersAMinute { get; set; }

    /// <summary>The requests that were made, but for orders.</summary>
    public int Requests { get; private set; }

    /// <summary>How the panel answers for ids that it does not know: an error each, or nothing.</summary>
    public bool LeavesOut { get; set; }

    /// <summary>How many ids of a list it reads.</summary>
    public int ListLength { get; set; } = 100;

    /// <summary>Answers in place of the panel: the form, and what the panel would say.</summary>
    public Func<string, string, string>? Says { get; set; }

    /// <summary>Orders on their way are held here until as many have come, and are taken in the order that this gives.</summary>
    public Func<List<Action>, IEnumerable<Action>>? Together { get; set; }

    /// <summary>How many orders come together.</summary>
    public int Crowd { get; set; }

    private readonly List<Action> _crowd = [];
    private double _others;

    public void Rate(string service, decimal rate) => _rates[service] = rate;

    public decimal RateOf(string service) => _rates[service];

    /// <summary>Time passes, and what falls due happens.</summary>
    public void Pass(TimeSpan span)
    {
        var end = time.Moment + span;
        while (_due.Count > 0 && _due.MinBy(due => due.At) is var next && next.At <= end)
        {
            _due.Remove(next);
            Others(next.At - time.Moment);
            time.Moment = next.At;
            next.Act();
        }

        Others(end - time.Moment);
        time.Moment = end;
    }

    public void Later(TimeSpan after, Action act) => _due.Add((time.Moment + after, act));

    public SoldOrder Sell(string? reference, decimal price, long count)
    {
        var order = new SoldOrder(NextId++, reference, price, count, time.Moment);
        Balance -= price;
        Sold.Add(order);
        if (reference is null)
            ByHand.Add(order);
        return order;
    }

    public void Refund(SoldOrder order, decimal amount, string status, long remains)
    {
        (order.Status, order.Remains, order.Refunded) = (status, remains, amount);
        Balance += amount;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = (await request.Content!.ReadAsStringAsync(cancellationToken)).Split('&').Select(field => field.Split('='))
            .ToDictionary(field => field[0], field => WebUtility.UrlDecode(field[1]), StringComparer.Ordinal);
        if (form["action"] == "add")
            return await AddAsync(form);

        Requests++;
        Pass(TimeSpan.FromMilliseconds(200));
        var answer = form["action"] switch
        {
            "services" => $"[{string.Join(",", _rates.Select(rate => Service(rate.Key, rate.Value)))}]",
            "balance" => Text($$"""{"balance":"{{Balance:0.00000}}","currency":"USD"}"""),
            _ when form.TryGetValue("orders", out var list) => $"{{{string.Join(",", Statuses(list))}}}",
            _ => Status(form.GetValueOrDefault("order")) ?? """{"error":"Incorrect order ID"}""",
        };
        return Answer(200, Says?.Invoke(string.Join('&', form.Select(field => $"{field.Key}={field.Value}")), answer) ?? answer);
    }

    private async Task<HttpResponseMessage> AddAsync(Dictionary<string, string> form)
    {
        if (Crowd > 0)
        {
            var turn = new TaskCompletionSource();
            _crowd.Add(turn.SetResult);
            ReleaseWhenComplete();
            await turn.Task;
        }

        Pass(TimeSpan.FromMilliseconds(300));
        var fate = Fates.Count > 0 ? Fates.Dequeue() : AddFate.Answered;
        var (reference, count) = (form["link"].Split('/')[^1], long.Parse(form["quantity"], CultureInfo.InvariantCulture));
        var price = _rates[form["service"]] * count / 1000;
        if (fate.IsLate)
            Later(fate.After, () => Sell(reference, price, count));
        else if (fate.Acts)
            Sell(reference, price, count);
        var id = Sold.Count > 0 ? Sold[^1].Id : 0;
        Pass(TimeSpan.FromMilliseconds(300));
        return fate.Answers ? Answer(200, Text($$"""{"order":{{id}}}""")) : Answer(502, "<html>Bad gateway</html>");
    }

    /// <summary>One of those that were to come together is not sent.</summary>
    public void StayAway()
    {
        if (Crowd == 0)
            return;

        Crowd--;
        ReleaseWhenComplete();
    }

    private void ReleaseWhenComplete()
    {
        if (_crowd.Count < Crowd)
            return;

        Crowd = 0;
        var waiting = Together!([.. _crowd]).ToList();
        _crowd.Clear();
        foreach (var release in waiting)
            release();
    }

    private static string Service(string id, decimal rate) => Text(
        $$"""{"service":{{id}},"name":"s","type":"Default","category":"c","rate":"{{rate}}","min":"1","max":"1000000"}""");

    private IEnumerable<string> Statuses(string list) => list.Split(',').Take(ListLength)
        .Select(id => (Id: id, Status: Status(id)))
        .Where(part => part.Status is not null)
        .Select(part => $"\"{part.Id}\":{part.Status}");

    private string? Status(string? id)
    {
        if (Sold.Find(order => Text($"{order.Id}") == id) is not { } order)
            return LeavesOut ? null : """{"error":"Incorrect order ID"}""";
        var charge = order.Price - order.Refunded;
        return Text(
            $$"""
            {"charge":"{{charge:0.00000}}","start_count":"0","status":"{{order.Status}}","remains":"{{order.Remains}}","currency":"USD"}
            """);
    }

    private void Others(TimeSpan span)
    {
        _others += span.TotalMinutes * OthersAMinute;
        NextId += (long)_others;
        _others -= (long)_others;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static HttpResponseMessage Answer(int status, string text) =>
        new((HttpStatusCode)status) { Content = new StringContent(text) };
}
