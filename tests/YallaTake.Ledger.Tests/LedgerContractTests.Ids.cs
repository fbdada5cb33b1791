using YallaTake.Ledger.Entries;

namespace YallaTake;

/// <summary>Ids are what the panel says, in every column: numbers and texts, and no text is taken for a number.</summary>
public abstract partial class LedgerContractTests
{
    [Theory]
    [InlineData("VEGA123ABC")]
    [InlineData("507f1f77bcf86cd799439011")]
    [InlineData("507117711186879943901100")]
    [InlineData("12e45678")]
    [InlineData("007")]
    [InlineData("0x1F")]
    public async Task An_id_that_is_not_a_number_is_kept_letter_by_letter(string id)
    {
        var intent = TestOrders.Intent(service: PanelId.Parse(id));
        await PlaceAsync("order", id, intent);

        await Ledger.RecordAsync([new OrderStatus { OrderId = id, Status = "Partial", Charge = 0.5m }]);
        await Ledger.RecordAsync([new Refill { RefillId = id, OrderId = id }]);
        await Ledger.RecordAsync([new RefillStatus { RefillId = id, Status = "Completed" }]);
        await Ledger.RecordAsync([new Cancellation { OrderId = id, Requested = true }]);

        var order = await GetAsync("order");
        Assert.Equal((id, id, "Partial", 0.5m, Now), (order.OrderId, order.ServiceId, order.Status, order.Charge, order.CancelRequestedAt));
        Assert.Equal([id], order.RefillId);
        Assert.Equal("order", await FindAsync(new OrderFilter { OrderIds = [id] }));
        Assert.Equal("order", await FindAsync(new OrderFilter { ServiceIds = ["7", id] }));
        Assert.Equal(id, (await Ledger.ClaimAsync(intent)).Existing?.OrderId);
    }

    [Fact]
    public async Task Seven_and_007_are_two_ids_of_orders_services_and_refills()
    {
        await PlaceAsync("number", "7", TestOrders.Intent("number", service: 7));
        await PlaceAsync("text", "007", TestOrders.Intent("text", service: PanelId.Parse("007")));
        await Ledger.RecordAsync([new Refill { RefillId = 7L, OrderId = 7L }, new Refill { RefillId = "007", OrderId = "007" }]);

        await Ledger.RecordAsync([TestOrders.Status(7, "Partial")]);

        var (number, text) = (await GetAsync("number"), await GetAsync("text"));
        Assert.Equal((7L, 7L, 7L, "Partial"), (number.OrderId, number.ServiceId, number.RefillId.Single(), number.Status));
        Assert.Equal(("007", "007", "007", null), (text.OrderId, text.ServiceId, text.RefillId.Single(), text.Status));
        Assert.Equal("number", await FindAsync(new OrderFilter { ServiceIds = ["7"] }));
        Assert.Equal("text", await FindAsync(new OrderFilter { OrderIds = ["007"] }));
        await RefusedAsync(ErrorId.ReferenceMismatch, () => Ledger.ClaimAsync(TestOrders.Intent("number", service: PanelId.Parse("007"))));
    }

    [Fact]
    public async Task Refills_of_an_order_come_as_numbers_first()
    {
        await PlaceAsync("order", "VEGA1");

        foreach (var refill in new object[] { "r2", 12L, "007", 5L, "d458005f6fc6" })
            await Ledger.RecordAsync([new Refill { RefillId = refill, OrderId = "VEGA1" }]);

        Assert.Equal([5L, 12L, "007", "d458005f6fc6", "r2"], (await GetAsync("order")).RefillId);
    }

    [Fact]
    public async Task A_duplicate_of_a_service_with_letters_is_seen()
    {
        await PlaceAsync("order", "23501", TestOrders.Intent("order", service: PanelId.Parse("ig-likes")));

        await RefusedAsync(ErrorId.DuplicateOrder, () => Ledger.ClaimAsync(Intent("next", "ig-likes")));
        Assert.Null((await Ledger.ClaimAsync(Intent("other", "IG-likes"))).Existing);

        static OrderIntent Intent(string reference, string service) =>
            TestOrders.Intent(reference, service: PanelId.Parse(service), noDuplicateWithin: TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task An_unknown_order_is_settled_by_an_id_with_letters_once()
    {
        foreach (var reference in new[] { "one", "two" })
            await SettleAsync(TestOrders.Outcome(OrderState.Unknown), TestOrders.Intent(reference));

        Assert.Equal("VEGA1", (await Ledger.ResolveAsync("one", "VEGA1")).OrderId);
        await RefusedAsync(ErrorId.ReferenceMismatch, () => Ledger.ResolveAsync("two", "VEGA1"));
        Assert.Equal("vega1", (await Ledger.ResolveAsync("two", "vega1")).OrderId);
    }
}
