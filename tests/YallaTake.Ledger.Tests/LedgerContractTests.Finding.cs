using System.Globalization;
using YallaTake.Ledger.Entries;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    public static TheoryData<string, string> Filters => new()
    {
        { "", "a-1 a-2 b[1] sub" },
        { "order 23501", "a-1" },
        { "order 23501,23502,99", "a-1 a-2" },
        { "reference a-1", "a-1" },
        { "reference a-1,b[1],none", "a-1 b[1]" },
        { "reference a-*", "a-1 a-2" },
        { "reference ?-2", "a-2" },
        { "reference A-*", "" },
        { "reference b[[1]", "" },
        { "reference b[*", "b[1]" },
        { "reference *1]", "b[1]" },
        { "reference sub,a-*", "a-1 a-2 sub" },
        { "link https://example.com/p/1", "a-1" },
        { "link https://example.com/*", "a-1 a-2 b[1]" },
        { "link https://example.com/p?q=[x]", "b[1]" },
        { "link *[x]", "b[1]" },
        { "link @ann", "sub" },
        { "service 7", "a-1 b[1]" },
        { "service 7,9", "a-1 b[1] sub" },
        { "state Placed", "a-1 a-2" },
        { "state Rejected", "b[1]" },
        { "state Sending", "sub" },
        { "state Unknown", "" },
        { "state Sending,Rejected", "b[1] sub" },
        { "state NotSent", "" },
        { "after 1", "a-2 b[1] sub" },
        { "before 1", "a-1" },
        { "after 1;before 3", "a-2 b[1]" },
        { "newest 2", "sub b[1]" },
        { "newest 9;state Placed", "a-2 a-1" },
        { "open", "a-1 sub" },
        { "open;service 7", "a-1" },
        { "service 7;state Placed;reference a*;order 23501;link *1;after 0;before 1;open", "a-1" },
        { "service 8;reference a-1", "" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Orders_are_found_by_what_is_asked_for_the_oldest_first(string asked, string found)
    {
        var start = Now;
        await PlaceAsync("a-1", "23501", TestOrders.Intent("a-1"));
        Now += TimeSpan.FromMinutes(1);
        await PlaceAsync("a-2", "23502", TestOrders.Intent("a-2", service: 8, link: "https://example.com/p/2"));
        await Ledger.RecordAsync([TestOrders.Status(23502, "Completed")]);
        Now += TimeSpan.FromMinutes(1);
        await BringToAsync(OrderState.Rejected, TestOrders.Intent("b[1]", link: "https://example.com/p?q=[x]"));
        Now += TimeSpan.FromMinutes(1);
        await Ledger.ClaimAsync(TestOrders.Intent("sub", service: 9, link: "@ann"));

        Assert.Equal(found, await FindAsync(Filter(asked, start)));
    }

    [Fact]
    public async Task Orders_whose_time_for_an_answer_is_over_are_found_as_unknown()
    {
        await Ledger.ClaimAsync(TestOrders.Intent("old"));
        Now += TimeSpan.FromMinutes(2);
        await Ledger.ClaimAsync(TestOrders.Intent("new"));

        Assert.Equal("old", await FindAsync(new OrderFilter { States = [OrderState.Unknown] }));
        Assert.Equal("new", await FindAsync(new OrderFilter { States = [OrderState.Sending] }));
    }

    [Fact]
    public async Task Thousands_of_numbers_can_be_asked_for_at_once()
    {
        await PlaceAsync("order", "39999");
        string[] many = [.. Enumerable.Range(0, 40_000).Select(number => $"{number}")];

        Assert.Equal("order", await FindAsync(new OrderFilter { OrderIds = many }));
        Assert.Equal("order", await FindAsync(new OrderFilter { References = [.. many, "order"] }));
        Assert.Equal("order", await FindAsync(new OrderFilter { References = [.. many.Take(5000), "ord*"] }));
    }

    [Fact]
    public async Task An_empty_ledger_has_nothing_and_knows_of_nothing()
    {
        Assert.Equal("", await FindAsync(new OrderFilter()));
        Assert.Null(await Ledger.GetAsync("order"));
        Assert.Null(await Ledger.RecallAsync("order", TestOrders.Intent().Request));
        Assert.Null(await Ledger.PreviewAsync(TestOrders.Intent(limit: 1), alreadyCounted: 0));
        await Ledger.RecordAsync([TestOrders.Status(1, "Completed")]);
        Assert.Equal("", await FindAsync(new OrderFilter()));
    }

    [Fact]
    public async Task Two_accounts_in_one_store_never_see_each_other()
    {
        var other = Open(address: "other.example");
        await PlaceAsync("order", "23501", TestOrders.Intent(charge: 1));

        Assert.Null(await other.GetAsync("order"));
        Assert.Null(await other.RecallAsync("order", TestOrders.Intent(service: 8).Request));
        Assert.Equal("", await FindAsync(new OrderFilter(), other));
        await RefusedAsync(ErrorId.OrderNotFound, () => other.ResolveAsync("order", null));

        var claim = await other.ClaimAsync(TestOrders.Intent(service: 8, charge: 1, limit: 1, noDuplicateWithin: TimeSpan.FromDays(1)));
        await other.SettleAsync(claim, TestOrders.Placed("23501"));
        await other.RecordAsync([TestOrders.Status(23501, "Completed", 0.5m)]);
        await other.RecordAsync([new Refill { RefillId = 1L, OrderId = 23501L }]);
        await other.RecordAsync([new Cancellation { OrderId = 23501L, Requested = true }]);

        var order = await GetAsync("order");
        Assert.Equal((null, null, null), (order.Status, order.Charge, order.CancelRequestedAt));
        Assert.Empty(order.RefillId);
        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1.99999999m)));
    }

    private static OrderFilter Filter(string text, DateTimeOffset start)
    {
        var asked = text.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(' '))
            .ToDictionary(part => part[0], part => part.ElementAtOrDefault(1)?.Split(',') ?? []);
        return new OrderFilter
        {
            OrderIds = asked.GetValueOrDefault("order"),
            References = asked.GetValueOrDefault("reference"),
            Links = asked.GetValueOrDefault("link"),
            ServiceIds = asked.GetValueOrDefault("service"),
            States = asked.GetValueOrDefault("state")?.Select(Enum.Parse<OrderState>).ToArray(),
            After = Time("after"),
            Before = Time("before"),
            Open = asked.ContainsKey("open"),
            Newest = asked.TryGetValue("newest", out var newest) ? int.Parse(newest[0], CultureInfo.InvariantCulture) : null,
        };

        DateTimeOffset? Time(string name) => asked.TryGetValue(name, out var minute) ? start.AddMinutes((double)Amount(minute[0])) : null;
    }
}
