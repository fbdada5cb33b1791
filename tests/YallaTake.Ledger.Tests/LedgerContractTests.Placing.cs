using YallaTake.Ledger.Entries;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    public static TheoryData<OrderState> Settled => [OrderState.Placed, OrderState.Rejected, OrderState.NotSent, OrderState.Unknown];

    public static TheoryData<OrderState> MayBePlaced => [OrderState.Rejected, OrderState.NotSent];

    public static TheoryData<OrderState> MayHaveBeenPlaced => [OrderState.Sending, OrderState.Unknown];

    [Fact]
    public async Task An_order_is_written_down_before_it_is_sent()
    {
        await Ledger.ClaimAsync(TestOrders.Intent("invoice 17", charge: 0.995m, quantity: 10_000, balanceBefore: 12.30m));

        var order = await GetAsync("invoice 17");

        Assert.Equal("invoice 17", order.Reference);
        Assert.Equal(OrderState.Sending, order.Phase);
        Assert.Equal((7L, "Service 7", TestOrders.Link), (order.ServiceId, order.ServiceName, order.Link));
        Assert.Equal((10_000, 0.995m, "USD", 12.30m), (order.Count, order.EstimatedCharge, order.Currency, order.BalanceBefore));
        Assert.Equal((Now, null), (order.CreatedAt, order.SettledAt));
        Assert.Equal((null, null), (order.OrderId, order.Error));
        Assert.Equal(
            (null, null, null, null, null, null),
            (order.Status, order.Charge, order.StartCount, order.Remains, order.StatusAt, order.CancelRequestedAt));
        Assert.Empty(order.RefillId);
        Assert.Equal("panel", order.Panel);
    }

    [Fact]
    public async Task What_is_not_known_of_an_order_stays_unknown()
    {
        await Ledger.ClaimAsync(TestOrders.Intent(charge: null, link: null));

        var order = await GetAsync("order");

        Assert.Equal((null, null, null, null), (order.Link, order.Count, order.EstimatedCharge, order.BalanceBefore));
    }

    [Theory]
    [InlineData("0.00000001")]
    [InlineData("12345678901234567890.12345678")]
    [InlineData("1.10")]
    [InlineData("79228162514264337593543950335")]
    public async Task Money_is_kept_to_the_last_digit(string amount)
    {
        await Ledger.ClaimAsync(TestOrders.Intent(charge: Amount(amount), balanceBefore: Amount(amount)));

        Assert.Equal(amount, Text((await GetAsync("order")).EstimatedCharge));
        Assert.Equal(amount, Text((await GetAsync("order")).BalanceBefore));
    }

    [Theory]
    [MemberData(nameof(Settled))]
    public async Task What_sending_came_to_is_written_down(OrderState state)
    {
        var claim = await Ledger.ClaimAsync(TestOrders.Intent());
        Now += TimeSpan.FromSeconds(2);

        var order = await Ledger.SettleAsync(claim, TestOrders.Outcome(state));

        Assert.Equal(state, order.Phase);
        Assert.Equal(state == OrderState.Placed ? 23501L : null, order.OrderId);
        Assert.Equal(state == OrderState.Placed ? null : $"It is {state}.", order.Error);
        Assert.Equal((Now - TimeSpan.FromSeconds(2), Now), (order.CreatedAt, order.SettledAt));
        Assert.Equal(order, await GetAsync("order"), SameOrder);
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("6f1d-88")]
    public async Task An_order_number_that_is_no_long_is_kept_as_the_panel_wrote_it(string id)
    {
        var order = await PlaceAsync("order", id);

        Assert.Equal(id, order.OrderId);
        Assert.Equal("order", await FindAsync(new OrderFilter { OrderIds = [id] }));
    }

    [Fact]
    public async Task The_same_order_under_the_same_reference_gives_back_the_one_placed_before()
    {
        var placed = await PlaceAsync("order", "23501", TestOrders.Intent(fields: [("quantity", "10"), ("runs", "2")]));

        var claim = await Open().ClaimAsync(TestOrders.Intent(charge: 99, fields: [("runs", "2"), ("quantity", "10")]));

        Assert.Equal(placed, claim.Existing!, SameOrder);
    }

    [Fact]
    public async Task Another_order_under_the_same_reference_is_refused()
    {
        await PlaceAsync("order", "23501", TestOrders.Intent(fields: ("quantity", "10")));

        OrderIntent[] others =
        [
            TestOrders.Intent(service: 8, fields: ("quantity", "10")),
            TestOrders.Intent(link: "https://example.com/p/2", fields: ("quantity", "10")),
            TestOrders.Intent(fields: ("quantity", "11")),
            TestOrders.Intent(fields: [("quantity", "10"), ("runs", "2")]),
            TestOrders.Intent(),
        ];

        foreach (var other in others)
        {
            var refusal = await RefusedAsync(ErrorId.ReferenceMismatch, () => Ledger.ClaimAsync(other));
            Assert.Contains("'order' belongs to another order", refusal.Message, StringComparison.Ordinal);
            await RefusedAsync(ErrorId.ReferenceMismatch, () => Ledger.RecallAsync("order", other.Request));
        }
    }

    [Theory]
    [MemberData(nameof(MayBePlaced))]
    public async Task An_order_that_was_not_bought_may_be_placed_again(OrderState state)
    {
        var first = await BringToAsync(state, TestOrders.Intent());
        Now += TimeSpan.FromHours(1);

        var claim = await Ledger.ClaimAsync(TestOrders.Intent(charge: 2, balanceBefore: 5));

        Assert.Null(claim.Existing);
        var again = await GetAsync("order");
        Assert.Equal((OrderState.Sending, null, null), (again.Phase, again.Error, again.SettledAt));
        Assert.Equal((first.CreatedAt, 2m, 5m), (again.CreatedAt, again.EstimatedCharge, again.BalanceBefore));
        Assert.Equal(23502L, (await Ledger.SettleAsync(claim, TestOrders.Placed("23502"))).OrderId);
        Assert.Equal("order", await FindAsync(new OrderFilter()));
    }

    [Theory]
    [MemberData(nameof(MayBePlaced))]
    public async Task What_was_not_bought_may_be_corrected_under_its_reference(OrderState state)
    {
        await BringToAsync(state, TestOrders.Intent(fields: ("quantity", "10")));
        var corrected = TestOrders.Intent(service: 8, link: "https://example.com/p/2", charge: 3, fields: ("quantity", "20"));

        Assert.Null(await Ledger.RecallAsync("order", corrected.Request));
        var order = await PlaceAsync("order", "23501", corrected);

        Assert.Equal(
            (8L, "Service 8", "https://example.com/p/2", 20, 3m),
            (order.ServiceId, order.ServiceName, order.Link, order.Quantity, order.EstimatedCharge));
        Assert.Equal(23501L, (await Ledger.ClaimAsync(corrected)).Existing?.OrderId);
        await RefusedAsync(ErrorId.ReferenceMismatch, () => Ledger.ClaimAsync(TestOrders.Intent(fields: ("quantity", "10"))));
        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 3)));
    }

    [Fact]
    public async Task A_claim_says_which_attempt_it_is()
    {
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var claim = await Ledger.ClaimAsync(TestOrders.Intent());
            Assert.Equal(attempt, claim.Attempt);
            await Ledger.SettleAsync(claim, TestOrders.Outcome(OrderState.NotSent));
        }
    }

    [Theory]
    [InlineData("order", "https://example.com/p/1", true)]
    [InlineData("order", "https://example.com/p/2", false)]
    [InlineData("order", null, false)]
    [InlineData("doubtful", "https://example.com/p/1", false)]
    public async Task A_link_is_in_doubt_while_another_order_for_it_may_have_been_bought(string reference, string? link, bool inDoubt)
    {
        foreach (var state in new[] { OrderState.Placed, OrderState.Rejected, OrderState.NotSent })
            await BringToAsync(state, TestOrders.Intent($"{state}"));
        Assert.False(await Ledger.HasDoubtAsync(TestOrders.Intent(reference, link: link), TestContext.Current.CancellationToken));

        await BringToAsync(OrderState.Unknown, TestOrders.Intent("doubtful"));

        Assert.Equal(inDoubt, await Ledger.HasDoubtAsync(TestOrders.Intent(reference, link: link), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Long_links_and_references_are_kept_and_found()
    {
        var (link, other) = ("https://example.com/" + new string('x', 4980), "https://example.com/" + new string('x', 4979) + "y");
        var reference = new string('\u597d', OrderReference.Longest);

        await PlaceAsync(reference, "23501", TestOrders.Intent(reference, link: link));

        Assert.Equal(link, (await GetAsync(reference)).Link);
        Assert.Equal(reference, await FindAsync(new OrderFilter { Links = [link] }));
        Assert.Equal("", await FindAsync(new OrderFilter { Links = [other] }));
        await RefusedAsync(
            ErrorId.DuplicateOrder,
            () => Ledger.ClaimAsync(TestOrders.Intent("next", link: link, noDuplicateWithin: TimeSpan.FromHours(1))));
        await Ledger.ClaimAsync(TestOrders.Intent("other", link: other, noDuplicateWithin: TimeSpan.FromHours(1)));
    }

    [Theory]
    [MemberData(nameof(MayHaveBeenPlaced))]
    public async Task An_order_that_may_have_been_bought_is_not_placed_again(OrderState state)
    {
        await BringToAsync(state, TestOrders.Intent());

        var refusal = await RefusedAsync(ErrorId.OrderOutcomeUnknown, () => Open().ClaimAsync(TestOrders.Intent()));

        Assert.Contains("Resolve-YtOrder", refusal.Message, StringComparison.Ordinal);
        await RefusedAsync(ErrorId.OrderOutcomeUnknown, () => Ledger.RecallAsync("order", TestOrders.Intent().Request));
        Assert.Equal(state, (await GetAsync("order")).Phase);
    }

    [Fact]
    public async Task An_order_whose_time_for_an_answer_is_over_is_unknown()
    {
        await Ledger.ClaimAsync(TestOrders.Intent());

        Now += TimeSpan.FromSeconds(60);
        Assert.Equal(OrderState.Sending, (await GetAsync("order")).Phase);

        Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(OrderState.Unknown, (await GetAsync("order")).Phase);
        Assert.Contains("ended before the answer came", (await GetAsync("order")).Error, StringComparison.Ordinal);
        await RefusedAsync(ErrorId.OrderOutcomeUnknown, () => Ledger.ClaimAsync(TestOrders.Intent()));
    }

    [Fact]
    public async Task An_order_whose_sending_takes_longer_is_not_unknown_as_long_as_its_process_says_so()
    {
        var claim = await Ledger.ClaimAsync(TestOrders.Intent());

        for (var minute = 0; minute < 5; minute++)
        {
            Now += TimeSpan.FromMinutes(1);
            await Ledger.RenewAsync(claim, TimeSpan.FromSeconds(60));
            Assert.Equal(OrderState.Sending, (await GetAsync("order")).Phase);
        }

        Now += TimeSpan.FromSeconds(61);
        Assert.Equal(OrderState.Unknown, (await GetAsync("order")).Phase);
    }

    [Fact]
    public async Task Saying_so_late_does_not_take_back_what_was_said_since()
    {
        var claim = await Ledger.ClaimAsync(TestOrders.Intent(lease: TimeSpan.FromSeconds(60)));
        var claimedAt = Now;

        Now = claimedAt + TimeSpan.FromSeconds(50);
        Assert.True(await Ledger.RenewAsync(claim, TimeSpan.FromSeconds(60)));
        Now = claimedAt + TimeSpan.FromSeconds(10);
        Assert.True(await Ledger.RenewAsync(claim, TimeSpan.FromSeconds(60)));

        Now = claimedAt + TimeSpan.FromSeconds(100);
        Assert.Equal(OrderState.Sending, (await GetAsync("order")).Phase);
    }

    [Fact]
    public async Task Saying_so_after_it_was_settled_changes_nothing()
    {
        var claim = await Ledger.ClaimAsync(TestOrders.Intent());
        var settled = await Ledger.SettleAsync(claim, TestOrders.Placed("23501"));

        await Ledger.RenewAsync(claim, TimeSpan.FromSeconds(60));

        Assert.Equal(settled, await GetAsync("order"), SameOrder);
    }

    [Fact]
    public async Task Of_many_that_place_the_same_reference_at_once_one_may()
    {
        var ledgers = Enumerable.Range(0, 4).Select(_ => Open()).ToArray();

        var attempts = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(
                number => Task.Run(() => RefusalAsync(() => ledgers[number % 4].ClaimAsync(TestOrders.Intent())))));

        Assert.Single(attempts, attempt => attempt is null);
        Assert.All(attempts.OfType<YallaTakeException>(), refusal => Assert.Equal(ErrorId.OrderOutcomeUnknown, refusal.Id));
    }

    [Theory]
    [InlineData(OrderState.Sending, true)]
    [InlineData(OrderState.Placed, true)]
    [InlineData(OrderState.Unknown, true)]
    [InlineData(OrderState.Rejected, false)]
    [InlineData(OrderState.NotSent, false)]
    public async Task A_duplicate_of_what_may_have_been_bought_is_refused_when_asked(OrderState state, bool refused)
    {
        await BringToAsync(state, TestOrders.Intent("first"));

        var refusal = await RefusalAsync(() => Ledger.ClaimAsync(TestOrders.Intent("second", noDuplicateWithin: TimeSpan.FromHours(1))));

        Assert.Equal(refused ? ErrorId.DuplicateOrder : null, refusal?.Id);
        if (refused)
            Assert.Contains("'first'", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_same_service_and_link_within_the_time_are_a_duplicate()
    {
        var hour = TimeSpan.FromHours(1);
        await PlaceAsync("first", "1", TestOrders.Intent("first"));

        await Ledger.ClaimAsync(TestOrders.Intent("other service", service: 8, noDuplicateWithin: hour));
        await Ledger.ClaimAsync(TestOrders.Intent("other link", link: "https://example.com/p/2", noDuplicateWithin: hour));
        await Ledger.ClaimAsync(TestOrders.Intent("no link", link: null, noDuplicateWithin: hour));
        await RefusedAsync(
            ErrorId.DuplicateOrder, () => Ledger.ClaimAsync(TestOrders.Intent("no link either", link: null, noDuplicateWithin: hour)));
        Now += hour - TimeSpan.FromMilliseconds(1);
        await RefusedAsync(ErrorId.DuplicateOrder, () => Ledger.ClaimAsync(TestOrders.Intent("later", noDuplicateWithin: hour)));
        Now += TimeSpan.FromMilliseconds(1);
        await Ledger.ClaimAsync(TestOrders.Intent("later", noDuplicateWithin: hour));
    }
}
