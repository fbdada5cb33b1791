using YallaTake.Ledger.Entries;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    [Fact]
    public async Task An_unknown_order_can_be_settled_as_placed()
    {
        await BringToAsync(OrderState.Unknown, TestOrders.Intent());
        Now += TimeSpan.FromHours(1);

        var order = await Ledger.ResolveAsync("order", "23501");

        Assert.Equal((OrderState.Placed, 23501L, null, Now), (order.Phase, order.OrderId, order.Error, order.SettledAt));
        Assert.Equal(23501L, (await Ledger.ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
        Assert.Equal("order", await FindAsync(new OrderFilter { Open = true }));
    }

    [Fact]
    public async Task An_unknown_order_can_be_settled_as_not_placed_and_be_placed_then()
    {
        await BringToAsync(OrderState.Unknown, TestOrders.Intent());

        var order = await Ledger.ResolveAsync("order", null);

        Assert.Equal((OrderState.NotSent, null, Now), (order.Phase, order.OrderId, order.SettledAt));
        Assert.Equal("", await FindAsync(new OrderFilter { Open = true }));
        Assert.Null((await Ledger.ClaimAsync(TestOrders.Intent())).Existing);
    }

    [Fact]
    public async Task A_number_that_belongs_to_another_order_settles_nothing()
    {
        await PlaceAsync("first", "23501");
        await BringToAsync(OrderState.Unknown, TestOrders.Intent("second"));

        var refusal = await RefusedAsync(ErrorId.ReferenceMismatch, () => Ledger.ResolveAsync("second", "23501"));

        Assert.Contains("'first'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(OrderState.Unknown, (await GetAsync("second")).Phase);
    }

    [Theory]
    [InlineData(OrderState.Placed, "Placed as 23501")]
    [InlineData(OrderState.Rejected, "Rejected")]
    [InlineData(OrderState.NotSent, "NotSent")]
    [InlineData(OrderState.Sending, "is being sent right now")]
    public async Task An_order_whose_outcome_is_known_or_may_still_come_is_not_settled_by_hand(OrderState state, string said)
    {
        await BringToAsync(state, TestOrders.Intent());

        var refusal = await RefusedAsync(ErrorId.ReferenceMismatch, () => Ledger.ResolveAsync("order", "1"));

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(state, (await GetAsync("order")).Phase);
    }

    [Fact]
    public async Task A_reference_that_nobody_used_cannot_be_settled() =>
        Assert.Contains(
            "'order'",
            (await RefusedAsync(ErrorId.OrderNotFound, () => Ledger.ResolveAsync("order", "1"))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(OrderState.Unknown)]
    [InlineData(OrderState.Rejected)]
    [InlineData(OrderState.NotSent)]
    public async Task A_late_answer_that_says_less_does_not_undo_what_was_settled_meanwhile(OrderState late)
    {
        var claim = await Ledger.ClaimAsync(TestOrders.Intent());
        Now += TimeSpan.FromHours(1);
        await Ledger.ResolveAsync("order", "23501");

        var order = await Ledger.SettleAsync(claim, TestOrders.Outcome(late));

        Assert.Equal((OrderState.Placed, 23501L), (order.Phase, order.OrderId));
        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1)));
    }

    [Fact]
    public async Task A_late_answer_that_the_order_is_placed_is_believed()
    {
        var claim = await Ledger.ClaimAsync(TestOrders.Intent());
        Now += TimeSpan.FromHours(1);
        await Ledger.ResolveAsync("order", null);

        var order = await Ledger.SettleAsync(claim, TestOrders.Placed("23501"));

        Assert.Equal((OrderState.Placed, 23501L, null), (order.Phase, order.OrderId, order.Error));
        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1)));
    }

    [Fact]
    public async Task A_claim_that_another_sender_took_over_cannot_be_renewed()
    {
        var (lost, taken) = await ClaimTwiceAsync();

        Assert.False(await Ledger.RenewAsync(lost, TimeSpan.FromSeconds(60)));
        Assert.True(await Ledger.RenewAsync(taken, TimeSpan.FromSeconds(60)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_order_bought_under_a_claim_that_was_lost_is_written_down_beside_the_other(bool otherIsBoughtFirst)
    {
        var (lost, taken) = await ClaimTwiceAsync();
        if (otherIsBoughtFirst)
            await Ledger.SettleAsync(taken, TestOrders.Placed("222"));

        var late = await Ledger.SettleAsync(lost, TestOrders.Placed("111"));
        if (!otherIsBoughtFirst)
            await Ledger.SettleAsync(taken, TestOrders.Placed("222"));

        Assert.Equal((OrderState.Placed, 111L, "order#111"), (late.Phase, late.OrderId, late.Reference));
        Assert.Contains("'order'", late.Error, StringComparison.Ordinal);
        Assert.Equal(222L, (await GetAsync("order")).OrderId);
        Assert.Equal("order order#111", await FindAsync(new OrderFilter { Open = true }));
        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 2)));
    }

    [Fact]
    public async Task A_status_is_written_down_with_the_order()
    {
        await PlaceAsync("order", "23501");
        Now += TimeSpan.FromHours(1);

        await Ledger.RecordAsync(
            [
                new OrderStatus { OrderId = 23501L, Status = "In progress", Charge = 0.27819m, StartCount = 3572, Remains = 157 },
                TestOrders.Status(99, "Completed")]);

        var order = await GetAsync("order");
        Assert.Equal(
            ("In progress", 0.27819m, 3572L, 157L, Now), (order.Status, order.Charge, order.StartCount, order.Remains, order.StatusAt));
        Assert.Equal("order", await FindAsync(new OrderFilter { Open = true }));
    }

    [Fact]
    public async Task A_status_that_tells_less_keeps_what_was_told_before()
    {
        await PlaceAsync("order", "23501");
        await Ledger.RecordAsync(
            [new OrderStatus { OrderId = 23501L, Status = "In progress", Charge = 0.27819m, StartCount = 0, Remains = 157 }]);

        await Ledger.RecordAsync([TestOrders.Status(23501, "Completed")]);

        var order = await GetAsync("order");
        Assert.Equal(("Completed", 0.27819m, 0L, 157L), (order.Status, order.Charge, order.StartCount, order.Remains));
        Assert.Equal("", await FindAsync(new OrderFilter { Open = true }));
    }

    [Fact]
    public async Task An_order_that_moves_again_is_open_again()
    {
        await PlaceAsync("order", "23501");
        await Ledger.RecordAsync([TestOrders.Status(23501, "Completed", 1)]);

        await Ledger.RecordAsync([TestOrders.Status(23501, "In progress", 1)]);

        Assert.Equal("order", await FindAsync(new OrderFilter { Open = true }));
    }

    [Fact]
    public async Task Refills_are_remembered_with_their_order()
    {
        await PlaceAsync("order", "23501");
        await PlaceAsync("other", "23502", TestOrders.Intent("other"));

        await Ledger.RecordAsync(
            [
                new Refill { RefillId = 5L, OrderId = 23501L }, new Refill { RefillId = 6L, OrderId = 23502L },
                new Refill { RefillId = 7L, OrderId = 99L }]);
        await Ledger.RecordAsync([new Refill { RefillId = 12L, OrderId = 23501L }, new Refill { RefillId = 5L, OrderId = 23501L }]);
        await Ledger.RecordAsync(
            [new RefillStatus { RefillId = 5L, Status = "Completed" }, new RefillStatus { RefillId = 99L, Status = "Completed" }]);

        Assert.Equal("5 12", string.Join(' ', (await GetAsync("order")).RefillId));
        Assert.Equal("6", string.Join(' ', (await GetAsync("other")).RefillId));
    }

    [Fact]
    public async Task The_first_request_to_cancel_is_remembered()
    {
        await PlaceAsync("order", "23501");
        Now += TimeSpan.FromHours(1);
        var requested = Now;

        await Ledger.RecordAsync(
            [new Cancellation { OrderId = 23501L, Requested = true }, new Cancellation { OrderId = 99L, Requested = true }]);
        Now += TimeSpan.FromHours(1);
        await Ledger.RecordAsync([new Cancellation { OrderId = 23501L, Requested = true }]);

        Assert.Equal(requested, (await GetAsync("order")).CancelRequestedAt);
    }

    [Fact]
    public async Task A_ledger_that_was_closed_says_so()
    {
        var claim = await Ledger.ClaimAsync(TestOrders.Intent());
        Ledger.Dispose();

        var (order, notRecorded) = await Ledger.SettleAsync(claim, TestOrders.Intent(), TestOrders.Placed("1"));

        Assert.Equal((OrderState.Placed, 1L, ErrorId.OrderNotRecorded), (order.Phase, order.OrderId, notRecorded?.Id));
        await RefusedAsync(ErrorId.LedgerUnavailable, () => Ledger.ClaimAsync(TestOrders.Intent("next")));
        Assert.Equal(1L, (await Open().ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
    }
}
