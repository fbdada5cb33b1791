using YallaTake.Ledger.Entries;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    private static readonly PanelId[] Two = [23501, 23502];

    [Fact]
    public async Task The_balance_that_was_read_for_an_order_is_in_the_history_once_the_order_is_claimed()
    {
        var reading = new BalanceReading(Now - TimeSpan.FromSeconds(2), Now - TimeSpan.FromSeconds(1), 12.3400m);

        await Ledger.ClaimAsync(Read("one", reading));
        await Ledger.ClaimAsync(Read("two", reading));

        Assert.Equal([reading], await Ledger.GetBalancesAsync(Now - TimeSpan.FromHours(1), Token));
        Assert.Equal(12.34m, (await GetAsync("two")).BalanceBefore);
    }

    [Fact]
    public async Task The_history_of_balances_is_read_from_a_time_on_and_is_of_one_account()
    {
        await PlaceAsync("order", "1");
        await Open("other").ClaimAsync(TestOrders.Intent("another"));
        BalanceReading[] readings = [.. Enumerable.Range(1, 3).Select(hour => Reading(TimeSpan.FromHours(hour), 100 - hour))];
        foreach (var reading in readings)
            await Ledger.RecordAsync(reading, TestContext.Current.CancellationToken);
        await Open("other").RecordAsync(Reading(TimeSpan.FromHours(2), 7), TestContext.Current.CancellationToken);

        Assert.Equal(readings[1..], await Ledger.GetBalancesAsync(readings[1].AskedAt, Token));
    }

    [Fact]
    public async Task An_order_that_the_ledger_did_not_place_is_remembered_the_first_one_seen()
    {
        await PlaceAsync("order", "1");
        Assert.Null(await Ledger.GetOtherAsync(Token));

        await Ledger.RecordOtherAsync(23777);
        await Ledger.RecordOtherAsync(23778);

        Assert.Equal(23777, await Ledger.GetOtherAsync(Token));
        Assert.Null(await Open("other").GetOtherAsync(Token));
    }

    [Fact]
    public async Task How_an_unknown_order_was_settled_stays_with_it_until_it_is_ordered_again()
    {
        await BringToAsync(OrderState.Unknown, TestOrders.Intent());

        await Ledger.ResolveAsync("order", new Settlement { OrderIds = [], Evidence = "Nothing is there." }, Token);
        Assert.Equal((OrderState.NotSent, "Nothing is there."), ((await GetAsync("order")).Phase, (await GetAsync("order")).Evidence));

        await PlaceAsync("order", "1");
        Assert.Null((await GetAsync("order")).Evidence);
    }

    [Fact]
    public async Task What_was_looked_at_before_an_order_was_claimed_again_does_not_settle_it()
    {
        await BringToAsync(OrderState.Unknown, TestOrders.Intent());
        var seen = (await GetAsync("order")).Attempts;
        await Ledger.ResolveAsync("order", null);
        await BringToAsync(OrderState.Unknown, TestOrders.Intent());

        var late = new Settlement { OrderIds = [], Evidence = "Nothing was there.", Attempts = seen };
        var refusal = await RefusedAsync(ErrorId.OrderOutcomeUnknown, () => Ledger.ResolveAsync("order", late, Token));

        Assert.Contains("changed while it was being settled", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(OrderState.Unknown, (await GetAsync("order")).Phase);
    }

    [Fact]
    public async Task An_order_that_has_one_of_two_ids_is_placed_and_not_sold_again_until_a_person_chooses_the_id()
    {
        await BringToAsync(OrderState.Unknown, TestOrders.Intent());

        var order = await Ledger.ResolveAsync("order", Of(Two), Token);
        Assert.Equal((OrderState.Placed, null), (order.Phase, order.OrderId));
        Assert.Equal([23501L, 23502L], order.CandidateId);
        Assert.Equal([23501L, 23502L], (await Ledger.ClaimAsync(TestOrders.Intent())).Existing?.CandidateId);

        var refusal = await RefusedAsync(ErrorId.ReferenceMismatch, () => Ledger.ResolveAsync("order", "9"));
        Assert.Contains(
            "one of the ids 23501, 23502. Nothing was settled. Name the right one with -OrderId",
            refusal.Message,
            StringComparison.Ordinal);
        await RefusedAsync(ErrorId.ReferenceMismatch, () => Ledger.ResolveAsync("order", null));

        var chosen = await Ledger.ResolveAsync("order", "23502");
        Assert.Equal((OrderState.Placed, 23502L), (chosen.Phase, chosen.OrderId));
        Assert.Empty(chosen.CandidateId);
    }

    [Theory]
    [InlineData("23501", "order")]
    [InlineData("2350", "order order#2350")]
    public async Task An_answer_that_comes_after_all_says_which_id_it_is_or_that_another_was_bought(string answered, string references)
    {
        var claim = await Ledger.ClaimAsync(TestOrders.Intent());
        Now += TimeSpan.FromHours(1);
        await Ledger.ResolveAsync("order", Of(Two), Token);

        await Ledger.SettleAsync(claim, TestOrders.Placed(answered));

        Assert.Equal(references, await FindAsync(new OrderFilter()));
        Assert.Equal(references == "order" ? 23501L : null, (await GetAsync("order")).OrderId);
    }

    [Fact]
    public async Task An_order_remembers_until_when_it_may_have_left()
    {
        var claimedAt = Now;
        await Ledger.ClaimAsync(TestOrders.Intent("lapsed"));
        var claim = await Ledger.ClaimAsync(TestOrders.Intent("answered"));
        Now += TimeSpan.FromSeconds(20);
        await Ledger.SettleAsync(claim, TestOrders.Outcome(OrderState.Unknown));
        Now += TimeSpan.FromHours(1);

        var (lapsed, answered) = (await GetAsync("lapsed"), await GetAsync("answered"));
        Assert.Equal((claimedAt, claimedAt + TimeSpan.FromSeconds(60), OrderState.Unknown), (lapsed.SentAt, lapsed.LeftBy, lapsed.Phase));
        Assert.Equal((claimedAt, claimedAt + TimeSpan.FromSeconds(20)), (answered.SentAt, answered.LeftBy));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Settlement Of(PanelId[] ids) => new() { OrderIds = ids, Evidence = "As many orders as were sent." };

    private BalanceReading Reading(TimeSpan after, decimal balance) =>
        new(Now + after, Now + after + TimeSpan.FromSeconds(1), balance);

    private static OrderIntent Read(string reference, BalanceReading reading)
    {
        var intent = TestOrders.Intent(reference);
        return new OrderIntent
        {
            Reference = reference,
            Request = intent.Request,
            Service = intent.Service,
            Estimate = intent.Estimate,
            Currency = intent.Currency,
            Lease = intent.Lease,
            BalanceRead = reading,
        };
    }
}
