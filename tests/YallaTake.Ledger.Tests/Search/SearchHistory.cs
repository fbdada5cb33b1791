using YallaTake.Ledger.Search;

namespace YallaTake;

/// <summary>
/// One history of an account, drawn from a seed: orders whose answers are lost in every way, accepted late or never, refunded, canceled,
/// free, at prices that change, beside other customers' and perhaps orders that a person makes by hand; and searches for them.
/// </summary>
internal sealed class SearchHistory : IDisposable
{
    private static readonly string[] Services = ["7", "8", "9"];
    private static readonly TimeSpan AcceptedWithin = TimeSpan.FromMinutes(11);
    private static readonly long[] Quantities = [100, 250, 1000];

    private readonly int _seed;
    private readonly Random _random;
    private readonly SearchAccount _account;
    private readonly SearchCounts _counts;
    private readonly List<string>? _story;
    private readonly bool _isByHandToo;
    private readonly Dictionary<string, (long Quantity, string Service)> _lost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _missing = new(StringComparer.Ordinal);
    private int _fooled;

    public SearchHistory(int seed, string path, SearchCounts counts, List<string>? story = null)
    {
        (_seed, _random, _account, _counts, _story) = (seed, new Random(seed), new SearchAccount(path), counts, story);
        _isByHandToo = Draw(4);
        Panel.OthersAMinute = Others();
        Panel.LeavesOut = Draw(3);
        Panel.ListLength = Draw(5) ? 50 : 100;
        foreach (var service in Services)
            Panel.Rate(service, NewRate());
        if (Draw(8))
            Panel.Rate("9", 0);
    }

    private AccountPanel Panel => _account.Panel;

    /// <summary>Runs it to its end. Returns what was settled wrongly; null when nothing was.</summary>
    public async Task<string?> RunAsync()
    {
        await OrdersAsync(3 + Below(4), mayBeLost: false);
        var rounds = 1 + Below(3);
        for (var round = 0; round < rounds; round++)
        {
            await OrdersAsync(1 + Below(5), mayBeLost: true);
            Pass(Draw(3) ? 100 : 30);
            if (await SettleAsync() is { } failure)
                return failure;
        }

        // What a later run would find.
        await OrdersAsync(2, mayBeLost: false);
        Pass(60);
        if (await SettleAsync(mayBeLost: false) is { } last)
            return last;

        Count();
        return null;
    }

    public void Dispose() => _account.Dispose();

    private async Task OrdersAsync(int count, bool mayBeLost)
    {
        for (var number = 0; number < count; number++)
        {
            if (mayBeLost && Draw(12))
                await CrowdAsync();
            else
                await OrderAsync($"r{_lost.Count}-{Panel.Sold.Count}-{number}-{_random.Next()}", mayBeLost && Below(5) < 2 ? Fate() : null);
            Disturb();
            Pass(Draw(3) ? 30 : 3);
        }
    }

    // Four at once, of which the panel takes any first.
    private async Task CrowdAsync()
    {
        Panel.Crowd = 4;
        Panel.Together = waiting => waiting.OrderBy(_ => Below(1000));
        for (var number = 0; number < 4; number++)
            Panel.Fates.Enqueue(Draw(2) ? Fate() : AddFate.Answered);
        var name = $"c{Panel.Sold.Count}-{_random.Next()}";
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => OrderAsync($"{name}-{number}", null)));
    }

    private async Task OrderAsync(string reference, AddFate? fate)
    {
        var (quantity, service) = _lost.TryGetValue(reference, out var before)
            ? before
            : (Quantities[Below(Quantities.Length)], Services[Below(Services.Length)]);
        var result = await _account.OrderAsync(reference, quantity, service, fate);
        Tell($"{reference}: {quantity} of {service}: "
            + $"{(result.Order is null ? result.Problem?.Id.ToString() : $"placed as {result.Order.OrderId}")}");
        if (result.Problem?.Id == ErrorId.OrderOutcomeUnknown)
            _lost[reference] = (quantity, service);
    }

    private AddFate Fate() => Below(3) switch
    {
        0 => AddFate.LostBefore,
        1 => AddFate.LostAfter,
        _ => AddFate.Late(TimeSpan.FromSeconds(1 + Below(Draw(4) ? 480 : 60))),
    };

    // A minute.
    private double Others() => Draw(4) ? 0 : Math.Exp(_random.NextDouble() * 2.5) - 1;

    // What happens to the account besides.
    private void Disturb()
    {
        if (Draw(60))
            Reprice(Services[Below(2)]);
        if (Draw(150))
            Later("money is paid in", () => Panel.Balance += 1 + Below(100));
        if (_isByHandToo && Draw(4))
            Later("a person orders", ByHand);
        if (Draw(3) && Panel.Sold.Count > 0)
            End(Panel.Sold[^1]);
        if (Draw(15))
            Panel.OthersAMinute = Others();
    }

    // By a third at most, as a rule.
    private void Reprice(string service) =>
        Panel.Rate(service, Draw(10) ? NewRate() : Math.Round(Panel.RateOf(service) * (67 + Below(67)) / 100, 4));

    // Most of what a person orders is like what the script orders.
    private void ByHand()
    {
        var like = Panel.Sold.FindLast(order => order.Reference is not null)!;
        var lost = _lost.Values.LastOrDefault();
        var order = Draw(2) && lost.Service is not null
            ? Panel.Sell(null, Panel.RateOf(lost.Service) * lost.Quantity / 1000, lost.Quantity)
            : Panel.Sell(null, Draw(2) ? like.Price : NewRate(), like.Count);
        Tell($"by hand: {order}");
        End(order);
    }

    private void End(SoldOrder order)
    {
        var after = TimeSpan.FromMinutes(1 + Below(Draw(3) ? 20 : 2000));
        Panel.Later(after, () =>
        {
            if (order.Status != "Pending")
                return;
            switch (Below(12))
            {
                case 0:
                    Panel.Refund(order, order.Price, "Canceled", order.Count);
                    break;
                case 1:
                    var rest = 1 + Below((int)order.Count);
                    Panel.Refund(order, order.Price * rest / order.Count, rest == order.Count ? "Canceled" : "Partial", rest);
                    break;
                default:
                    (order.Status, order.Remains) = ("Completed", 0);
                    break;
            }

            Tell($"{order.Id} is {order.Status}, {order.Refunded} paid back");
        });
    }

    // Searches, waits where time helps, and orders again what is not placed.
    private async Task<string?> SettleAsync(bool mayBeLost = true)
    {
        for (var turn = 0; turn < 2; turn++)
        {
            var search = _account.Desk.Search();
            foreach (var reference in _lost.Keys.ToList())
            {
                if ((await _account.Ledger.GetAsync(reference))!.Phase != OrderState.Unknown)
                    continue;
                var before = Panel.Requests;
                var (verdict, requests) = await _account.SearchAsync(reference, search: search);
                Tell($"search for {reference}: {verdict.Seen} ({requests} requests)");
                _counts.Searched(Panel.Requests - before);
                _missing[reference] = verdict.Seen;
                if (Wrong(reference, verdict) is { } failure)
                    return failure;
                if (verdict.Outcome == SearchOutcome.NotPlaced && Draw(2))
                    await OrderAsync(reference, mayBeLost && Draw(5) ? Fate() : null);
                if (Bought(reference) > 1)
                    return $"{reference} was bought twice";
            }

            Pass(30);
        }

        return null;
    }

    private string? Wrong(string reference, SearchVerdict verdict)
    {
        var bought = Panel.Sold.FindAll(order => order.Reference == reference);
        switch (verdict.Outcome)
        {
            case SearchOutcome.NotPlaced when bought.Count > 0:
                return $"{reference} is called not placed and was bought as {bought[0].Id}";
            case SearchOutcome.Placed when bought.Count == 0 && IsFirstByHand(verdict):
                _fooled++;
                _counts.Fooled++;
                return null;
            case SearchOutcome.Placed when bought.Count == 0:
                return $"{reference} is called placed as {string.Join(", ", verdict.OrderIds)} and was not bought";
            case SearchOutcome.Placed when !verdict.OrderIds.Contains(bought[0].Id):
                return $"{reference} was bought as {bought[0].Id} and is called placed as {string.Join(", ", verdict.OrderIds)}";
            default:
                return null;
        }
    }

    // The one thing that nothing can tell apart: no order made by hand was ever seen as such before.
    private bool IsFirstByHand(SearchVerdict verdict) =>
        Panel.ByHand.ElementAtOrDefault(_fooled) is { } byHand
        && verdict.OrderIds.Contains(byHand.Id)
        && byHand.Price == verdict.Order.EstimatedCharge;

    private int Bought(string reference) => Panel.Sold.Count(order => order.Reference == reference);

    private void Count()
    {
        foreach (var reference in _lost.Keys)
        {
            var order = _account.Ledger.GetAsync(reference).GetAwaiter().GetResult()!;
            var missing = order.Phase == OrderState.Unknown ? _missing.GetValueOrDefault(reference, "Not searched.") : null;
            _counts.Ended(isAlone: !_isByHandToo, _seed, missing is not null && HasTwin(order) ? SearchCounts.Twins : missing);
        }
    }

    // One of the same price that was sent when the other might still have been accepted, of which one was bought and the other was not.
    private bool HasTwin(Order order) => _lost.Keys.Any(other =>
        _lost[other] == _lost[order.Reference!]
        && Bought(other) != Bought(order.Reference!)
        && _account.Ledger.GetAsync(other).GetAwaiter().GetResult() is { } twin
        && (twin.SentAt - order.SentAt).Duration() < AcceptedWithin);

    private void Later(string what, Action act) => Panel.Later(TimeSpan.FromSeconds(Below(600)), () =>
    {
        Tell(what);
        act();
    });

    private void Pass(double minutes) => _account.Pass(_random.NextDouble() * minutes);

    // Of four decimals, so that no two prices are the same by chance.
    private decimal NewRate() => (1 + Below(100_000)) / 10_000m;

    private int Below(int limit) => _random.Next(limit);

    private bool Draw(int oneIn) => _random.Next(oneIn) == 0;

    private void Tell(string happened) => _story?.Add($"{_account.Time.Moment:HH:mm:ss} {Panel.NextId} {Panel.Balance} {happened}");
}
