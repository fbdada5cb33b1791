using YallaTake.Ledger.Entries;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    [Fact]
    public async Task Orders_may_reach_the_spend_limit_and_not_pass_it_by_the_last_digit()
    {
        for (var number = 1; number <= 10; number++)
            await Ledger.ClaimAsync(TestOrders.Intent($"order {number}", charge: 0.1m, limit: 1));

        var refusal = await RefusedAsync(
            ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("one more", charge: 0.00000001m, limit: 1)));

        Assert.Contains("1 of the limit of 1 ", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await Ledger.GetAsync("one more"));
        await Ledger.ClaimAsync(TestOrders.Intent("free", charge: 0, limit: 1));
        await Ledger.ClaimAsync(TestOrders.Intent("higher limit", charge: 0.00000001m, limit: 1.00000001m));
    }

    [Fact]
    public async Task Prices_too_small_to_be_summed_are_counted_rather_too_high()
    {
        for (var number = 1; number <= 3; number++)
            await Ledger.ClaimAsync(TestOrders.Intent($"order {number}", charge: 0.000000001m, limit: 0.00000003m));

        await RefusedAsync(
            ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("one more", charge: 0.000000001m, limit: 0.00000003m)));
    }

    [Fact]
    public async Task What_was_sent_longer_ago_than_the_window_counts_no_more()
    {
        var window = TimeSpan.FromHours(6);
        await PlaceAsync("order", "1", TestOrders.Intent(charge: 1, limit: 1, window: window));

        Now += window - TimeSpan.FromMilliseconds(1);
        await RefusedAsync(
            ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1, window: window)));
        Now += TimeSpan.FromMilliseconds(1);
        await Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1, window: window));
    }

    [Fact]
    public async Task A_window_may_be_longer_than_there_is_time()
    {
        await Ledger.ClaimAsync(TestOrders.Intent(charge: 1, limit: 1, window: TimeSpan.MaxValue));

        await RefusedAsync(
            ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1, window: TimeSpan.MaxValue)));
    }

    [Theory]
    [InlineData(OrderState.Sending, true)]
    [InlineData(OrderState.Placed, true)]
    [InlineData(OrderState.Unknown, true)]
    [InlineData(OrderState.Rejected, false)]
    [InlineData(OrderState.NotSent, false)]
    public async Task What_was_or_may_have_been_spent_counts_and_what_was_not_is_free(OrderState state, bool counts)
    {
        await BringToAsync(state, TestOrders.Intent(charge: 1));

        var refusal = await RefusalAsync(() => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1)));

        Assert.Equal(counts ? ErrorId.SpendLimitReached : null, refusal?.Id);
    }

    [Fact]
    public async Task An_order_whose_process_is_gone_still_counts()
    {
        await Ledger.ClaimAsync(TestOrders.Intent(charge: 1));
        Now += TimeSpan.FromHours(1);

        Assert.Equal(OrderState.Unknown, (await GetAsync("order")).Phase);
        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1)));
    }

    [Fact]
    public async Task An_order_that_is_placed_again_counts_from_then_and_once()
    {
        await BringToAsync(OrderState.Rejected, TestOrders.Intent(charge: 1));
        Now += TimeSpan.FromDays(2);

        await PlaceAsync("order", "1", TestOrders.Intent(charge: 1, limit: 2));

        await Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 2));
        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("one more", charge: 1, limit: 2)));
    }

    [Fact]
    public async Task A_settled_unknown_order_counts_when_it_was_placed_and_is_free_when_not()
    {
        await BringToAsync(OrderState.Unknown, TestOrders.Intent("bought", charge: 1));
        await BringToAsync(OrderState.Unknown, TestOrders.Intent("not bought", charge: 1));

        await Ledger.ResolveAsync("bought", "1");
        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 2)));
        await Ledger.ResolveAsync("not bought", null);
        await Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 2));
    }

    [Theory]
    [InlineData("In progress", "0.25", "1")] // it may still cost the rest
    [InlineData("In progress", "1.5", "1.5")]
    [InlineData("Completed", "1.5", "1.5")]
    [InlineData("Completed", "0.9", "0.9")]
    [InlineData("Partial", "0.25", "0.25")]
    [InlineData("Canceled", "0", "0")]
    [InlineData("Completed", null, "1")]
    [InlineData("Teleported", "0.25", "1")]
    public async Task The_panels_charge_counts_when_it_is_higher_or_final(string status, string? charge, string counted)
    {
        await PlaceAsync("order", "23501", TestOrders.Intent(charge: 1));

        await Ledger.RecordAsync([TestOrders.Status(23501, status, charge is null ? null : Amount(charge))]);

        await RefusedAsync(
            ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: Amount(counted) + 0.99999999m)));
        await Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: Amount(counted) + 1));
    }

    [Fact]
    public async Task An_order_without_an_upper_bound_is_refused_under_a_limit_only()
    {
        var refusal = await RefusedAsync(
            ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent(charge: null, limit: 1_000_000)));

        Assert.Contains("no upper bound", refusal.Message, StringComparison.Ordinal);
        await Ledger.ClaimAsync(TestOrders.Intent(charge: null));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(-1000)]
    public async Task A_price_below_zero_is_refused_under_a_limit_only(double charge)
    {
        await PlaceAsync("order", "1", TestOrders.Intent(charge: 1));

        var refusal = await RefusedAsync(
            ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: (decimal)charge, limit: 1_000_000)));

        Assert.Contains("below zero", refusal.Message, StringComparison.Ordinal);
        await Ledger.ClaimAsync(TestOrders.Intent("next", charge: (decimal)charge));
        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("one more", charge: 0.01m, limit: 1)));
    }

    [Fact]
    public async Task A_charge_in_another_currency_frees_nothing_of_the_limit()
    {
        for (var number = 1; number <= 5; number++)
        {
            await PlaceAsync($"order {number}", $"{number}", TestOrders.Intent($"order {number}", charge: 200, limit: 1000));
            await Ledger.RecordAsync([TestOrders.Status(number, "Completed", 8, "INR")]);
            Assert.Equal(("Completed", null), ((await GetAsync($"order {number}")).Status, (await GetAsync($"order {number}")).Charge));
        }

        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 0.01m, limit: 1000)));
        await Ledger.RecordAsync([TestOrders.Status(1, "Completed", 150, "usd")]);
        await Ledger.ClaimAsync(TestOrders.Intent("next", charge: 50, limit: 1000));
    }

    [Theory]
    [InlineData("-200000000000")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("79228162514264337593543950335")]
    public async Task A_charge_beyond_all_measure_harms_no_other_order(string charge)
    {
        await PlaceAsync("order", "1", TestOrders.Intent(charge: 1));
        await PlaceAsync("other", "2", TestOrders.Intent("other", charge: 1));

        await Ledger.RecordAsync([TestOrders.Status(1, "Completed", Amount(charge)), TestOrders.Status(2, "Completed", 0.5m)]);

        Assert.Equal(0.5m, (await GetAsync("other")).Charge);
        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1.5m)));
        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(
                number => Ledger.ClaimAsync(TestOrders.Intent($"order {number}", charge: number % 2 == 0 ? decimal.MaxValue : 1))));
    }

    [Fact]
    public async Task Orders_beyond_all_measure_reach_any_limit()
    {
        for (var number = 1; number <= 40; number++)
            await Ledger.ClaimAsync(TestOrders.Intent($"order {number}", charge: decimal.MaxValue));

        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1000)));
    }

    [Fact]
    public async Task Many_at_once_never_pass_the_limit_and_use_it_up()
    {
        var ledgers = Enumerable.Range(0, 4).Select(_ => Open()).ToArray();

        var refusals = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(
                number => Task.Run(
                    () => RefusalAsync(
                        () => ledgers[number % 4].ClaimAsync(TestOrders.Intent($"order {number}", charge: 0.3m, limit: 10))))));

        Assert.Equal(33, refusals.Count(refusal => refusal is null));
        Assert.All(refusals.OfType<YallaTakeException>(), refusal => Assert.Equal(ErrorId.SpendLimitReached, refusal.Id));
    }

    [Fact]
    public async Task A_preview_tells_what_a_claim_would_and_writes_nothing()
    {
        Assert.Null(await Ledger.PreviewAsync(TestOrders.Intent(charge: 1, limit: 1), alreadyCounted: 0));
        Assert.Equal(
            ErrorId.SpendLimitReached,
            (await Ledger.PreviewAsync(TestOrders.Intent(charge: 1, limit: 1), alreadyCounted: 0.00000001m))?.Id);
        Assert.Equal("", await FindAsync(new OrderFilter()));

        await PlaceAsync("first", "1", TestOrders.Intent("first", charge: 1));

        Assert.Null(await Ledger.PreviewAsync(TestOrders.Intent("second", charge: 1, limit: 3), alreadyCounted: 1));
        Assert.Equal(
            ErrorId.SpendLimitReached,
            (await Ledger.PreviewAsync(TestOrders.Intent("second", charge: 1, limit: 3), alreadyCounted: 2))?.Id);
        Assert.Equal(
            ErrorId.DuplicateOrder,
            (await Ledger.PreviewAsync(TestOrders.Intent("second", noDuplicateWithin: TimeSpan.FromHours(1)), alreadyCounted: 0))?.Id);
        Assert.Equal("first", await FindAsync(new OrderFilter()));
    }
}
