namespace YallaTake;

public abstract partial class LedgerContractTests
{
    [Fact]
    public async Task What_a_panel_says_of_orders_gets_what_is_known_of_them()
    {
        await PlaceAsync("one", "23501", TestOrders.Intent("one", service: PanelId.Parse("ig-likes")));
        await PlaceAsync("two", "VEGA123ABC", TestOrders.Intent("two", link: null));
        var status = TestOrders.Status(23501, "Completed");
        var refill = new Refill { RefillId = 5L, OrderId = "VEGA123ABC" };
        var unknown = new Cancellation { OrderId = 99L, Requested = true };

        await Ledger.DescribeAsync([status, refill, unknown]);

        Assert.Equal(
            ("one", "ig-likes", "Service ig-likes", TestOrders.Link),
            (status.Reference, status.ServiceId, status.ServiceName, status.Link));
        Assert.Equal(("two", 7L, null), (refill.Reference, refill.ServiceId, refill.Link));
        Assert.Equal((null, null, null, null), (unknown.Reference, unknown.ServiceId, unknown.ServiceName, unknown.Link));
    }

    [Fact]
    public async Task Of_another_accounts_order_of_the_same_number_nothing_is_said()
    {
        await PlaceAsync("one", "23501", TestOrders.Intent("one"));
        var status = TestOrders.Status(23501, "Completed");

        await Open("other key", "other.example").DescribeAsync([status]);

        Assert.Null(status.Reference);
    }
}
