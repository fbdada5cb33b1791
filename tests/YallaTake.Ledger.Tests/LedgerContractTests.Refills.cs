using YallaTake.Ledger.Entries;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    [Theory]
    [InlineData("Completed", true)]
    [InlineData("Partially Completed", true)]
    [InlineData("Canceled", false)]
    [InlineData("In progress", false)]
    [InlineData(null, false)]
    public async Task What_was_delivered_may_be_refilled(string? status, bool isDue)
    {
        await PlaceAsync("order", "23501");
        if (status is not null)
            await Ledger.RecordAsync([TestOrders.Status(23501, status)]);
        Now += TimeSpan.FromDays(2);

        Assert.Equal(isDue ? "order" : string.Empty, await DueAsync());
    }

    [Fact]
    public async Task An_order_may_be_refilled_within_the_time_of_its_service_and_not_on_the_first_day()
    {
        await EndedAsync("order", 23501);

        Now += TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1);
        Assert.Empty(await DueAsync());
        Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal("order", await DueAsync());
        Now += TimeSpan.FromDays(29);
        Assert.Equal("order", await DueAsync());
        Now += TimeSpan.FromMilliseconds(1);
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task The_service_says_for_how_long_by_its_id_and_the_name_that_it_had()
    {
        await EndedAsync("seven", 23501);
        await EndedAsync("letters", 23502, PanelId.Parse("ig-likes"));
        await EndedAsync("never", 23503, 9);
        Now += TimeSpan.FromDays(100);

        Assert.Equal("letters", await FindAsync(new OrderFilter
        {
            RefillDue = new RefillDue(Now, (id, name) => (id.ToString(), name) switch
            {
                ("7", "Service 7") => TimeSpan.FromDays(99),
                ("ig-likes", "Service ig-likes") => TimeSpan.MaxValue,
                _ => TimeSpan.Zero,
            }),
        }));
    }

    [Theory]
    [InlineData(null, 1, false)]
    [InlineData("In progress", 9, false)]
    [InlineData("A new word", 9, false)]
    [InlineData("Completed", 0.9, false)]
    [InlineData("Completed", 1, true)]
    [InlineData("Rejected", 1, true)]
    [InlineData("In_Queue", 9, false)]
    [InlineData("CANCELLED", 1, true)]
    public async Task An_order_is_refilled_again_a_day_after_a_refill_that_has_ended(string? status, double days, bool isDue)
    {
        await EndedAsync("order", 23501);
        await EndedAsync("other", 23502);
        Now += TimeSpan.FromDays(2);
        await Ledger.RecordAsync([new Refill { RefillId = 4L, OrderId = 23501L }]);
        await Ledger.RecordAsync([new RefillStatus { RefillId = 4L, Status = "Completed" }]);
        Now += TimeSpan.FromDays(2);
        await Ledger.RecordAsync([new Refill { RefillId = 5L, OrderId = 23501L }]);
        if (status is not null)
            await Ledger.RecordAsync([new RefillStatus { RefillId = 5L, Status = status }]);
        Now += TimeSpan.FromDays(days);

        Assert.Equal(isDue ? "order other" : "other", await DueAsync());
    }

    [Fact]
    public async Task Other_conditions_hold_beside_that_a_refill_is_due()
    {
        await EndedAsync("one", 23501);
        await EndedAsync("two", 23502, 8);
        Now += TimeSpan.FromDays(2);

        Assert.Equal("two", await FindAsync(
            new OrderFilter { ServiceIds = ["8"], RefillDue = new RefillDue(Now, (_, _) => TimeSpan.MaxValue) }));
    }

    private async Task EndedAsync(string reference, long orderId, PanelId? service = null)
    {
        await PlaceAsync(reference, $"{orderId}", TestOrders.Intent(reference, service: service));
        await Ledger.RecordAsync([TestOrders.Status(orderId, "Completed")]);
    }

    private Task<string> DueAsync() =>
        FindAsync(new OrderFilter { RefillDue = new RefillDue(Now, (_, _) => TimeSpan.FromDays(30)) });
}
