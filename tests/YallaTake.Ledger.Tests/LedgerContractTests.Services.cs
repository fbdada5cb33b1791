using CsCheck;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    [Fact]
    public async Task A_service_is_measured_by_what_became_of_its_orders()
    {
        // Each starts after ten minutes but the last, which is canceled; 1000 units for 1 each.
        (string Status, long Remains, decimal Charge, int EndsAfter)[] orders =
            [("Completed", 0, 1, 20), ("Complete", 0, 1, 40), ("Partial", 400, 0.6m, 60), ("Failed", 1000, 0, 70), ("Refunded", 0, 0, 70)];
        for (var n = 0; n < orders.Length; n++)
            await PlaceAsync($"order {n}", $"{n + 1}", TestOrders.Intent($"order {n}", link: null));
        await PlaceAsync("open", "99", TestOrders.Intent("open", link: null));
        await SettleAsync(TestOrders.Outcome(OrderState.Unknown), TestOrders.Intent("unknown", link: null));
        await SettleAsync(TestOrders.Outcome(OrderState.Rejected), TestOrders.Intent("refused", link: null));
        for (var minute = 10; minute <= 70; minute += 10)
        {
            Now += TimeSpan.FromMinutes(10);
            for (var n = 0; n < orders.Length; n++)
            {
                var (status, remains, charge, endsAfter) = orders[n];
                if (minute >= endsAfter)
                    await HearAsync(n + 1, status, remains, charge);
                else
                    await HearAsync(n + 1, n == 4 ? "Pending" : "In progress", 1000, 1);
            }
        }

        await Ledger.RecordAsync([new Refill { RefillId = 5L, OrderId = 1L }, new Refill { RefillId = 6L, OrderId = 1L }]);
        await Ledger.RecordAsync(
            [new RefillStatus { RefillId = 5L, Status = "Completed" }, new RefillStatus { RefillId = 6L, Status = "Rejected" }]);

        var record = Assert.Single(await MeasureAsync());
        Assert.Equal(
            (7L, "Service 7", null, "USD", "panel"), (record.ServiceId, record.Name, record.Category, record.Currency, record.Panel));
        Assert.Equal((6, 1, 1, 6000L), (record.Orders, record.Open, record.Unknown, record.Count));
        Assert.Equal(
            (40m, 20m, 20m, 20m),
            (record.CompletedPercent, record.PartialPercent, record.CanceledPercent, record.FailedPercent));

        // The one that is open costs what it was estimated to.
        Assert.Equal((3.6m, 2.4m, 2600L, 1m), (record.Charge, record.Refunded, record.Delivered, record.DeliveredRate));
        Assert.Equal((Minutes(10), Minutes(10)), (record.TimeToStart, record.TimeToStart90));
        Assert.Equal((Minutes(40), Minutes(60), Minutes(10)), (record.TimeToEnd, record.TimeToEnd90, record.TimeBetweenLooks));
        Assert.Equal((2, 1), (record.Refills, record.RefillsDone));
    }

    [Fact]
    public async Task Services_are_measured_one_by_one_of_the_time_and_the_ids_that_are_asked_for()
    {
        await PlaceAsync("first", "1", TestOrders.Intent("first", service: PanelId.Of("x7")));
        await PlaceAsync("second", "2", TestOrders.Intent("second", service: 9));
        var later = Now += Day;
        await PlaceAsync("third", "3", TestOrders.Intent("third", service: 9));
        await Ledger.RecordAsync([new Refill { RefillId = 5L, OrderId = 2L }]);
        await PlaceOfAnotherAccountAsync();

        Assert.Equal("9: 2 orders, x7: 1 orders", string.Join(", ", await MeasureAsync()));
        Assert.Equal("x7: 1 orders", string.Join(", ", await MeasureAsync(new OrderFilter { ServiceIds = ["x7", "8"] })));
        Assert.Equal("9: 1 orders", string.Join(", ", await MeasureAsync(new OrderFilter { After = later })));
        Assert.Equal("9: 1 orders, x7: 1 orders", string.Join(", ", await MeasureAsync(new OrderFilter { Before = later })));
        Assert.Equal([1, 0], (await MeasureAsync()).Select(record => record.Refills));
        Assert.Equal([0], (await MeasureAsync(new OrderFilter { After = later })).Select(record => record.Refills));
        Assert.Empty(await MeasureAsync(new OrderFilter { ServiceIds = ["8"] }));
    }

    [Fact]
    public async Task The_category_is_the_last_one_that_was_seen()
    {
        await PlaceAsync("order", "1");
        await LookAsync(Likes(7), Likes(8));
        Now += Day;
        await LookAsync(Likes(8));

        Assert.Equal((await Ledger.GetServicesAsync(Now, Token))[0].Category, Assert.Single(await MeasureAsync()).Category);
    }

    [Theory]
    [InlineData("Default", 5000)]
    [InlineData("custom_comments_package", 5)]
    public async Task The_rate_of_what_was_delivered_is_in_the_unit_of_the_catalogue(string type, int rate)
    {
        await LookAsync(Likes(7, type: type));
        await PlaceAsync("order", "1", TestOrders.Intent("order", charge: 10, quantity: 2));
        await Ledger.RecordAsync([TestOrders.Status(1, "Completed", 10)]);

        Assert.Equal(rate, Assert.Single(await MeasureAsync()).DeliveredRate);
    }

    [Fact]
    public async Task Money_in_another_currency_is_left_out_and_an_absurd_amount_too()
    {
        await PlaceAsync("order", "1", TestOrders.Intent("order", charge: 1));
        await PlaceAsync("dear", "2", TestOrders.Intent("dear", charge: 79_000_000_000_000_000_000_000_000_000m));
        await Ledger.RecordAsync(
            [TestOrders.Status(1, "Completed", 70, "INR"), TestOrders.Status(2, "Completed", 79_000_000_000_000_000_000_000_000_000m)]);

        var record = Assert.Single(await MeasureAsync());
        Assert.Equal((1m, 0m, 0L, null), (record.Charge, record.Refunded, record.Delivered, record.DeliveredRate));
    }

    [Theory]
    [InlineData(10, 20, "")]
    [InlineData(10, 21, "open")]
    [InlineData(9, 1000, "")]
    public async Task An_order_is_stuck_when_it_is_open_for_twice_the_time_in_which_nine_of_ten_ended(int ended, int minutes, string stuck)
    {
        for (var n = 1; n <= ended; n++)
            await PlaceAsync($"order {n}", $"{n}", TestOrders.Intent($"order {n}", link: null));
        for (var n = 1; n <= ended; n++)
        {
            // One of ten takes for ever.
            Now += n == 10 ? Day : Minutes(n == 9 ? 2 : 1);
            await HearAsync(n, "Completed", 0, 1);
        }

        await PlaceAsync("another service's", "98", TestOrders.Intent("another service's", service: 8));
        await PlaceAsync("open", "99", TestOrders.Intent("open", link: null));
        await SettleAsync(TestOrders.Outcome(OrderState.Unknown), TestOrders.Intent("unknown", link: null));
        Now += Minutes(minutes);

        var open = new OrderFilter { Open = true, States = [OrderState.Placed] };
        var found = await StuckOrders.FindAsync(Ledger, open, Now, Token).Select(order => order.Reference).ToListAsync(Token);
        Assert.Equal(stuck, string.Join(' ', found));
    }

    [Fact]
    public async Task Any_history_is_measured_as_by_hand()
    {
        string[] words = ["Pending", "In progress", "Completed", "Partial", "Canceled", "Error"];
        var seed = 0;
        await Gen.Select(Gen.Int[0, words.Length - 1], Gen.Int[1, 9], Gen.Int[0, 4], Gen.Int[0, 1000]).Array[1, 12].SampleAsync(
            async drawn =>
            {
                var orders = drawn.Select(
                    order => (Word: words[order.Item1], At: order.Item2, Gap: order.Item3, Remains: order.Item4)).ToArray();
                var round = Interlocked.Increment(ref seed);
                var service = 1000 + round;
                for (var n = 0; n < orders.Length; n++)
                    await PlaceAsync(
                        $"{round} {n}", $"{(100 * round) + n}", TestOrders.Intent($"{round} {n}", service: service, link: null));

                // Each is looked at once before its last word, or never before.
                for (var minute = 0; minute < 10; minute++)
                {
                    for (var n = 0; n < orders.Length; n++)
                    {
                        var (word, at, gap, remains) = orders[n];
                        if (minute == at)
                            await HearAsync((100 * round) + n, word, remains, (1000 - remains) / 1000m);
                        else if (minute == at - gap)
                            await HearAsync((100 * round) + n, "Pending", 1000, 1);
                    }

                    Now += TimeSpan.FromMinutes(1);
                }

                var record = Assert.Single(await MeasureAsync(new OrderFilter { ServiceIds = [$"{service}"] }));
                var ends = orders.Where(order => order.Word is "Completed" or "Partial").ToArray();
                var starts = orders.Where(order => order.Word is not ("Pending" or "Canceled" or "Error")
                    || (order.Word == "Pending" && order.Remains is > 0 and < 1000)).ToArray();
                var ended = orders.Count(order => order.Word is not ("Pending" or "In progress"));
                Assert.Equal((orders.Length, orders.Length - ended), (record.Orders, record.Open));
                Assert.Equal(ByHand(starts.Select(order => order.At), 50), record.TimeToStart);
                Assert.Equal(ByHand(starts.Select(order => order.At), 90), record.TimeToStart90);
                Assert.Equal(ByHand(ends.Select(order => order.At), 50), record.TimeToEnd);
                Assert.Equal(ByHand(ends.Select(order => order.At), 90), record.TimeToEnd90);
                Assert.Equal(
                    ByHand(ends.Select(order => order.Gap == 0 || order.Gap > order.At ? order.At : order.Gap), 50),
                    record.TimeBetweenLooks);
                Assert.Equal(orders.Sum(order => (1000 - order.Remains) / 1000m), record.Charge);
                Assert.Equal(
                    orders.Where(order => order.Word is "Partial" or "Canceled" or "Error").Sum(order => order.Remains / 1000m),
                    record.Refunded);
            },
            iter: 20,
            threads: 1);
    }

    private static TimeSpan? ByHand(IEnumerable<int> minutes, int percent)
    {
        int[] sorted = [.. minutes.Order()];
        return sorted.Length == 0
            ? null
            : Minutes(sorted.First(span => sorted.Count(other => other <= span) * 100 >= sorted.Length * percent));
    }

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private Task<IReadOnlyList<ServiceRecord>> MeasureAsync(OrderFilter? filter = null) =>
        Ledger.MeasureServicesAsync(filter ?? new OrderFilter(), Token);

    private async Task PlaceOfAnotherAccountAsync()
    {
        var other = Open("other");
        await other.SettleAsync(
            await other.ClaimAsync(TestOrders.Intent("other", service: 9)), TestOrders.Placed("4"), TestOrders.Intent("other", service: 9));
    }
}
