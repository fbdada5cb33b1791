using System.Globalization;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Figures;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    [Fact]
    public async Task What_orders_cost_and_what_came_back_is_added_up_by_service_and_outcome()
    {
        await PlaceAsync("whole", "1", TestOrders.Intent("whole", charge: 1.5m));
        await PlaceAsync("cheaper", "2", TestOrders.Intent("cheaper", charge: 1.5m));
        await PlaceAsync("half", "3", TestOrders.Intent("half", charge: 1.5m, service: 8));
        await PlaceAsync("runs", "4", TestOrders.Intent("runs", charge: 0.3m, service: 8));
        await PlaceAsync("dearer", "5", TestOrders.Intent("dearer", charge: 0.3m, service: 8));
        await BringToAsync(OrderState.Unknown, TestOrders.Intent("unknown", charge: 2m));
        await BringToAsync(OrderState.Rejected, TestOrders.Intent("rejected", charge: 2m));
        await Ledger.RecordAsync(
        [
            TestOrders.Status(1, "Completed", 1.5m),
            TestOrders.Status(2, "Completed", 1m),
            TestOrders.Status(3, "Partial", 0.5m),
            TestOrders.Status(5, "In progress", 0.4m),
        ]);

        Assert.Equal(
            [
                "7 Placed Completed: 2 cost 2.5, 0 back",
                "7 Rejected : 1 cost 0, 0 back",
                "7 Unknown : 1 cost 2, 0 back",
                "8 Placed : 1 cost 0.3, 0 back",
                "8 Placed In progress: 1 cost 0.4, 0 back",
                "8 Placed Partial: 1 cost 0.5, 1 back",
            ],
            (await FiguresAsync()).Orders.Select(Text).Order(StringComparer.Ordinal));
        Assert.All(
            (await FiguresAsync()).Orders,
            figure => Assert.Equal($"Service {figure.ServiceId} USD", $"{figure.ServiceName} {figure.Currency}"));
    }

    [Fact]
    public async Task Days_are_made_of_quarters_of_an_hour_and_only_of_placed_orders()
    {
        Now = new DateTimeOffset(2026, 3, 29, 0, 59, 59, 999, TimeSpan.Zero);
        await PlaceAsync("before", "1", TestOrders.Intent("before", charge: 1m));
        Now += TimeSpan.FromMilliseconds(1);
        await PlaceAsync("after", "2", TestOrders.Intent("after", charge: 2m));
        await BringToAsync(OrderState.Unknown, TestOrders.Intent("unknown", charge: 4m));
        Now += TimeSpan.FromMinutes(14);
        await PlaceAsync("later", "3", TestOrders.Intent("later", charge: 8m));
        await Ledger.RecordAsync([TestOrders.Status(3, "Canceled", 0)]);

        string[] all = ["00:45 1 order, cost 1, 0 back", "01:00 2 order, cost 2, 8 back"];
        Assert.Equal(all, (await FiguresAsync()).Quarters.Select(Text));
        Assert.Equal(all[1..], (await FiguresAsync(after: Now - TimeSpan.FromMinutes(14))).Quarters.Select(Text));
        Assert.Equal(all[..1], (await FiguresAsync(before: Now - TimeSpan.FromMinutes(14))).Quarters.Select(Text));

        static string Text(QuarterFigure figure) => string.Create(
            CultureInfo.InvariantCulture,
            $"{figure.At:HH:mm} {figure.Orders} order, cost {figure.Spent:0.##}, {figure.Refunded:0.##} back");
    }

    [Fact]
    public async Task The_last_balance_of_each_quarter_of_an_hour_is_read()
    {
        var start = new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);
        await PlaceAsync("order", "1");
        foreach (var (minute, balance) in new[] { (0, 10m), (14, 9.5m), (15, 9m), (40, 7m), (44, 6.25m) })
        {
            var at = start.AddMinutes(minute);
            await Ledger.RecordAsync(new BalanceReading(at, at, balance), TestContext.Current.CancellationToken);
        }

        Assert.Equal([9.5m, 9m, 6.25m], (await FiguresAsync()).Balances.Select(reading => reading.Balance));
        Assert.Equal(
            [9m], (await FiguresAsync(start.AddMinutes(15), start.AddMinutes(16))).Balances.Select(reading => reading.Balance));
    }

    [Fact]
    public async Task Amounts_of_any_size_are_added_up_to_the_last_digit_that_money_has()
    {
        for (var order = 0; order < 20; order++)
            await PlaceAsync($"small {order}", $"{order}", TestOrders.Intent($"small {order}", charge: 0.00000001m));
        Assert.Equal(0.0000002m, Assert.Single((await FiguresAsync()).Orders).Spent);

        for (var order = 100; order < 120; order++)
        {
            await PlaceAsync($"huge {order}", $"{order}", TestOrders.Intent($"huge {order}", charge: 9_999_999_999_999m));
            await Ledger.RecordAsync([TestOrders.Status(order, "Canceled", 0)]);
        }

        Assert.True((await FiguresAsync()).Orders.Sum(figure => figure.Refunded) > 10_000_000_000m);
    }

    [Fact]
    public async Task A_ledger_of_other_accounts_adds_up_to_nothing()
    {
        await PlaceAsync("order", "1");
        var other = await Open(address: "other.example").GetFiguresAsync(null, null, TestContext.Current.CancellationToken);

        Assert.Empty(other.Orders);
        Assert.Empty(other.Quarters);
        Assert.NotEqual(other.Account, (await FiguresAsync()).Account);
    }

    [Fact]
    public async Task Orders_to_be_settled_are_found()
    {
        await PlaceAsync("placed", "1");
        await BringToAsync(OrderState.Unknown, TestOrders.Intent("unknown"));
        await BringToAsync(OrderState.Unknown, TestOrders.Intent("one of two"));
        await BringToAsync(OrderState.Unknown, TestOrders.Intent("chosen"));
        await BringToAsync(OrderState.Rejected, TestOrders.Intent("rejected"));
        await Ledger.ClaimAsync(TestOrders.Intent("gone"));
        Now += TimeSpan.FromMinutes(2);
        await Ledger.ClaimAsync(TestOrders.Intent("sending"));
        foreach (var reference in new[] { "one of two", "chosen" })
        {
            var settlement = new Settlement { OrderIds = [PlacedId(reference, 1), PlacedId(reference, 2)], Evidence = "seen" };
            await Ledger.ResolveAsync(reference, settlement, TestContext.Current.CancellationToken);
        }

        await Ledger.ResolveAsync("chosen", PlacedId("chosen", 1).ToString());

        Assert.Equal("unknown one of two gone", await FindAsync(new OrderFilter { Unsettled = true }));

        static PanelId PlacedId(string reference, int number) => PanelId.Of($"{reference.Length}00{number}");
    }

    private Task<LedgerFigures> FiguresAsync(DateTimeOffset? after = null, DateTimeOffset? before = null) =>
        Ledger.GetFiguresAsync(after, before, TestContext.Current.CancellationToken);

    private static string Text(OrderFigure figure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figure.ServiceId} {figure.State} {figure.Status}: {figure.Orders} cost {figure.Spent:0.##}, {figure.Refunded:0.##} back");
}
