using System.Globalization;
using YallaTake.Ledger.Entries;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    [Fact]
    public async Task Each_change_is_kept_once_with_the_look_before_it()
    {
        await PlaceAsync("order", "23501");
        var placed = Now;
        (string Status, long Remains)[] heard =
            [("Pending", 1000), ("Pending", 1000), ("In progress", 1000), ("In progress", 400), ("In progress", 400), ("Completed", 0)];
        foreach (var (status, remains) in heard)
        {
            Now += TimeSpan.FromMinutes(1);
            await HearAsync(23501, status, remains, 1.50m);
        }

        Assert.Equal(
            ["0-1 Pending 1.50 1000", "2-3 In progress 1.50 1000", "3-4 In progress 1.50 400", "5-6 Completed 1.50 0"],
            await HistoryAsync("order", placed));
        var order = await GetAsync("order");
        Assert.Equal((placed + TimeSpan.FromMinutes(3), placed + TimeSpan.FromMinutes(6)), (order.StartedAt, order.EndedAt));
    }

    [Fact]
    public async Task A_refund_after_the_end_is_a_change_and_the_end_stays()
    {
        await PlaceAsync("order", "23501");
        var placed = Now;
        Now += TimeSpan.FromMinutes(1);
        await HearAsync(23501, "Completed", 0, 1);
        Now += TimeSpan.FromMinutes(1);
        await HearAsync(23501, "Partial", 250, 0.75m);

        Assert.Equal(["0-1 Completed 1 0", "1-2 Partial 0.75 250"], await HistoryAsync("order", placed));
        Assert.Equal(placed + TimeSpan.FromMinutes(1), (await GetAsync("order")).EndedAt);
    }

    [Fact]
    public async Task What_a_panel_leaves_out_or_writes_otherwise_is_no_change()
    {
        await PlaceAsync("order", "23501");
        var placed = Now;
        await HearAsync(23501, "In progress", 500, 0.5m);
        foreach (var charge in new decimal?[] { 0.50m, null })
        {
            Now += TimeSpan.FromMinutes(1);
            await Ledger.RecordAsync([TestOrders.Status(23501, "In progress", charge)]);
        }

        Assert.Equal(["0-0 In progress 0.5 500"], await HistoryAsync("order", placed));
    }

    [Fact]
    public async Task An_order_that_moves_again_has_not_ended_and_ends_again()
    {
        await PlaceAsync("order", "23501");
        await HearAsync(23501, "Completed", 0, 1);
        Now += TimeSpan.FromMinutes(1);
        await HearAsync(23501, "In progress", 10, 1);
        Assert.Null((await GetAsync("order")).EndedAt);

        Now += TimeSpan.FromMinutes(1);
        await HearAsync(23501, "Completed", 0, 1);
        Assert.Equal(Now, (await GetAsync("order")).EndedAt);
    }

    [Theory]
    [InlineData("Pending", 1000, false)]
    [InlineData("Pending", 0, false)]
    [InlineData("Processing", 1000, false)]
    [InlineData("Warming up", 1000, false)]
    [InlineData("Canceled", 0, false)]
    [InlineData("Pending", 999, true)]
    [InlineData("in_progress", 1000, true)]
    [InlineData("Partially Completed", 500, true)]
    public async Task An_order_has_started_when_a_word_or_the_rest_says_so(string status, long remains, bool hasStarted)
    {
        await PlaceAsync("order", "23501");
        await HearAsync(23501, status, remains, 1);

        Assert.Equal(hasStarted ? Now : null, (await GetAsync("order")).StartedAt);
    }

    [Fact]
    public async Task A_batch_that_names_an_order_twice_or_one_that_nobody_placed_is_written_all_the_same()
    {
        await PlaceAsync("order", "23501");
        var placed = Now;
        OrderStatus[] statuses =
        [
            TestOrders.Status(23501, "Pending"), TestOrders.Status(99, "Completed"), TestOrders.Status(23501, "In \0progress\ud800"),
        ];
        await Ledger.RecordAsync(statuses);

        Assert.Equal(["0-0 In \ufffdprogress\ufffd  "], await HistoryAsync("order", placed));
    }

    [Fact]
    public async Task Hosts_that_hear_of_the_same_orders_at_once_keep_each_change_once()
    {
        long[] ids = [.. Enumerable.Range(1, 40)];
        foreach (var id in ids)
            await PlaceAsync($"order {id}", $"{id}", TestOrders.Intent($"order {id}", link: null));
        string[] words = ["Pending", "Processing", "In progress", "Completed"];
        var placed = Now;
        foreach (var word in words)
        {
            Now += TimeSpan.FromMinutes(1);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(host => Task.Run(
                () => Open().RecordAsync([.. (host % 2 == 0 ? ids : ids.Reverse()).Select(id => TestOrders.Status(id, word))]),
                TestContext.Current.CancellationToken)));
        }

        foreach (var id in ids)
            Assert.Equal(
                ["0-1 Pending  ", "1-2 Processing  ", "2-3 In progress  ", "3-4 Completed  "],
                await HistoryAsync($"order {id}", placed));
    }

    [Fact]
    public async Task The_history_of_many_orders_comes_order_by_order()
    {
        foreach (var id in new[] { 2L, 1L })
            await PlaceAsync($"order {id}", $"{id}", TestOrders.Intent($"order {id}"));
        await HearAsync(1, "Pending", 1000, 1);
        Now += TimeSpan.FromMinutes(1);
        await HearAsync(2, "Pending", 1000, 1);
        await HearAsync(1, "Completed", 0, 1);

        var orders = await Ledger.FindAsync(new OrderFilter(), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        var changes = await Ledger.GetChangesAsync(orders, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["order 2: 2 Pending", "order 1: 1 Pending", "order 1: 1 Completed"],
            changes.Select(change => $"{change.Reference}: {change}"));
        Assert.All(changes, change => Assert.Equal(("panel", "USD"), (change.Panel, change.Currency)));
    }

    private Task HearAsync(long order, string status, long remains, decimal charge) =>
        Ledger.RecordAsync([new OrderStatus { OrderId = order, Status = status, Remains = remains, Charge = charge, Currency = "USD" }]);

    // Minutes from the look before to the look, the status, the charge and the rest.
    private async Task<IEnumerable<string>> HistoryAsync(string reference, DateTimeOffset placed) =>
        (await Ledger.GetChangesAsync([await GetAsync(reference)], TestContext.Current.CancellationToken)).Select(change => string.Format(
            CultureInfo.InvariantCulture,
            "{0}-{1} {2} {3} {4}",
            (change.SeenBefore - placed).TotalMinutes,
            (change.SeenAt - placed).TotalMinutes,
            change.Status,
            change.Charge,
            change.Remains));
}
