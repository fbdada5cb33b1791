using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Search;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    private static readonly IdempotencyField RequestId = new("request_id", TimeSpan.FromHours(1));

    // The panel may still be executing an attempt.
    private static readonly TimeSpan Executing = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task An_unknown_order_may_be_sent_again_where_the_panel_was_seen_to_give_the_same_order_back()
    {
        await BringToUnknownAsync();
        await Ledger.RecordTestedFieldAsync("request_id", Token);
        Now += Executing;

        Assert.Null(await Ledger.RecallAsync("order", TestOrders.Intent().Request, RequestId));
        var claim = await Ledger.ClaimAsync(Keyed());

        Assert.Equal((null, 2, true), (claim.Existing, claim.Attempt, claim.IsInDoubt));
        Assert.Equal(Now - Executing + RequestId.Window, claim.SendBy);
        Assert.Equal((OrderState.Placed, 23501L), await PlacedAsync(claim));
    }

    [Theory]
    [InlineData("no test")]
    [InlineData("another field was tested")]
    [InlineData("the test was taken back")]
    [InlineData("the first attempt went without")]
    [InlineData("the second attempt went without")]
    [InlineData("the first attempt had another field")]
    [InlineData("this one goes without")]
    [InlineData("this one has another field")]
    [InlineData("the window is over")]
    [InlineData("the clock was set back")]
    [InlineData("another account was tested")]
    [InlineData("a second order was sold")]
    public async Task Nothing_less_lets_an_unknown_order_be_sent_again(string how)
    {
        var other = new IdempotencyField("other_id", RequestId.Window);
        var claim = await Ledger.ClaimAsync(Keyed(how switch
        {
            "the first attempt went without" => null,
            "the first attempt had another field" => other,
            _ => RequestId,
        }));
        if (how.StartsWith("the first attempt", StringComparison.Ordinal) || how.StartsWith("the second", StringComparison.Ordinal))
        {
            await Ledger.SettleAsync(claim, TestOrders.Outcome(OrderState.NotSent));
            claim = await Ledger.ClaimAsync(Keyed(how == "the second attempt went without" ? null : RequestId));
        }

        if (how == "a second order was sold")
            await SellSecondAsync("another");
        await Ledger.SettleAsync(claim, TestOrders.Outcome(OrderState.Unknown));
        var account = how == "another account was tested" ? Open("other") : Ledger;
        if (how == "another account was tested")
            await account.PlaceAsync("of the other", "1");
        if (how is not ("no test" or "a second order was sold"))
            await account.RecordTestedFieldAsync(how == "another field was tested" ? "other_id" : "request_id", Token);
        if (how == "the test was taken back")
            await Ledger.RecordTestedFieldAsync(null, Token);
        Now += how switch
        {
            "the window is over" => RequestId.Window,
            "the clock was set back" => TimeSpan.FromMinutes(-1),
            _ => Executing,
        };

        await RefusedAsync(ErrorId.OrderOutcomeUnknown, () => Ledger.ClaimAsync(Keyed(how switch
        {
            "this one goes without" => null,
            "this one has another field" => other,
            _ => RequestId,
        })));
        if (!how.StartsWith("this one", StringComparison.Ordinal))
        {
            await RefusedAsync(
                ErrorId.OrderOutcomeUnknown, () => Ledger.RecallAsync("order", TestOrders.Intent().Request, RequestId));
        }

        Assert.Equal(OrderState.Unknown, (await GetAsync("order")).Phase);
    }

    [Fact]
    public async Task It_is_not_sent_again_while_the_panel_may_still_be_executing_an_attempt()
    {
        var claim = await Ledger.ClaimAsync(Keyed());
        await Ledger.RecordTestedFieldAsync("request_id", Token);
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            Now += TimeSpan.FromSeconds(30);
            var (request, left) = (TestOrders.Intent().Request, Now);
            await Ledger.SettleAsync(claim, TestOrders.Outcome(OrderState.Unknown), Keyed());
            Now = left + Executing - TimeSpan.FromMilliseconds(1);

            var refusal = await RefusedAsync(ErrorId.OrderOutcomeUnknown, () => Ledger.ClaimAsync(Keyed()));
            Assert.Contains($"Order it again at {left + Executing:u} or later", refusal.Message, StringComparison.Ordinal);
            await RefusedAsync(ErrorId.OrderOutcomeUnknown, () => Ledger.RecallAsync("order", request, RequestId));
            Assert.Equal(attempt, (await GetAsync("order")).Attempts);

            Now += TimeSpan.FromMilliseconds(1);
            Assert.Null(await Ledger.RecallAsync("order", request, RequestId));
            claim = await Ledger.ClaimAsync(Keyed());
        }
    }

    [Fact]
    public async Task Another_time_is_not_promised_when_the_panel_will_have_forgotten_the_order_by_then()
    {
        await BringToUnknownAsync();
        await Ledger.RecordTestedFieldAsync("request_id", Token);

        var refusal = await RefusedAsync(
            ErrorId.OrderOutcomeUnknown, () => Ledger.ClaimAsync(Keyed(RequestId with { Window = Executing })));

        Assert.Contains("settle it with Resolve-YtOrder", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_order_is_not_sent_under_the_reference_of_an_unknown_one()
    {
        await BringToUnknownAsync();
        await Ledger.RecordTestedFieldAsync("request_id", Token);

        await RefusedAsync(ErrorId.ReferenceMismatch, () => Ledger.ClaimAsync(Keyed(link: "https://example.com/p/2")));
    }

    [Theory]
    [InlineData(OrderState.Rejected)]
    [InlineData(OrderState.NotSent)]
    [InlineData(OrderState.Unknown)]
    public async Task An_order_that_was_sent_again_stays_unknown_and_spent_until_its_id_is_known(OrderState answered)
    {
        await BringToUnknownAsync(charge: 2);
        await Ledger.RecordTestedFieldAsync("request_id", Token);
        var firstAttempt = (await GetAsync("order")).SentAt;
        Now += TimeSpan.FromMinutes(10);

        var claim = await Ledger.ClaimAsync(Keyed());
        var order = await Ledger.SettleAsync(claim, TestOrders.Outcome(answered), Keyed());

        Assert.Equal((OrderState.Unknown, firstAttempt), (order.Phase, order.SentAt));
        var refusal = await RefusedAsync(
            ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 2.5m)));
        Assert.Contains("2 of the limit", refusal.Message, StringComparison.Ordinal);

        Now += Executing;
        Assert.Equal((OrderState.Placed, 23501L), await PlacedAsync(await Ledger.ClaimAsync(Keyed())));
    }

    [Fact]
    public async Task A_person_may_settle_what_was_sent_again_as_not_placed()
    {
        await BringToUnknownAsync();
        await Ledger.RecordTestedFieldAsync("request_id", Token);
        Now += Executing;
        await Ledger.SettleAsync(await Ledger.ClaimAsync(Keyed()), TestOrders.Outcome(OrderState.Unknown));

        await Ledger.ResolveAsync("order", null);
        var claim = await Ledger.ClaimAsync(Keyed());

        Assert.Equal((null, false, null), (claim.Existing, claim.IsInDoubt, claim.SendBy));
        Assert.Equal(OrderState.Rejected, (await Ledger.SettleAsync(claim, TestOrders.Outcome(OrderState.Rejected))).Phase);
    }

    [Fact]
    public async Task An_order_whose_sender_is_gone_is_sent_again_by_one_of_two_at_once()
    {
        await Ledger.ClaimAsync(Keyed());
        await Ledger.RecordTestedFieldAsync("request_id", Token);
        Now += TimeSpan.FromMinutes(30);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RefusalAsync(() => Ledger.ClaimAsync(Keyed())))));

        Assert.Equal([null, ErrorId.OrderOutcomeUnknown], claims.Select(refusal => refusal?.Id).Distinct().OrderBy(id => id));
        Assert.Single(claims, refusal => refusal is null);
        Assert.Equal(2, (await GetAsync("order")).Attempts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_order_that_was_sent_again_is_as_old_as_its_first_attempt_and_does_not_stop_searches(bool isAnsweredByFirst)
    {
        var refused = await Ledger.ClaimAsync(Keyed());
        await Ledger.SettleAsync(refused, TestOrders.Outcome(OrderState.Rejected), Keyed());
        Now += TimeSpan.FromMinutes(1);
        var firstAttempt = Now;
        var lost = await Ledger.ClaimAsync(Keyed());
        await Ledger.SettleAsync(lost, TestOrders.Outcome(OrderState.Unknown), Keyed());
        await Ledger.RecordTestedFieldAsync("request_id", Token);
        Now += TimeSpan.FromMinutes(5);
        var later = await PlaceAsync("later", "23505");
        Now += TimeSpan.FromMinutes(45);

        var again = await Ledger.ClaimAsync(Keyed());
        Assert.Equal(firstAttempt, (await GetAsync("order")).SentAt);
        var order = await Ledger.SettleAsync(isAnsweredByFirst ? lost : again, TestOrders.Placed("23501"), Keyed());

        Assert.Equal((OrderState.Placed, 23501L, firstAttempt), (order.Phase, order.OrderId, order.SentAt));
        Assert.Equal("It was sent more than once before the panel answered with order 23501.", order.Evidence);
        Now += TimeSpan.FromMinutes(5);
        var third = await BringToAsync(OrderState.Unknown, TestOrders.Intent("third"));
        Assert.Null(SearchPlan.Refuse(new SearchCase { Open = [third], Placed = [order, later], Readings = [], Now = Now }, third));
    }

    [Theory]
    [InlineData("23501", "order")]
    [InlineData("23502", "order order#23502")]
    public async Task The_answer_to_an_earlier_attempt_is_believed_and_another_id_is_a_second_order(string second, string references)
    {
        var first = await Ledger.ClaimAsync(Keyed());
        await Ledger.RecordTestedFieldAsync("request_id", Token);
        Now += TimeSpan.FromMinutes(30);
        var again = await Ledger.ClaimAsync(Keyed());

        Assert.Equal((OrderState.Placed, 23501L), await PlacedAsync(first));
        await Ledger.SettleAsync(again, TestOrders.Placed(second));

        Assert.Equal(references, await FindAsync(new OrderFilter()));
        Assert.Equal((OrderState.Placed, 23501L), ((await GetAsync("order")).Phase, (await GetAsync("order")).OrderId));
    }

    [Fact]
    public async Task A_test_has_an_entry_of_its_own_which_never_becomes_another_order()
    {
        var placed = await PlaceAsync("order", "23501", Keyed());
        var test = Keyed("order#test", repeats: placed);

        var claim = await Ledger.ClaimAsync(test);
        Assert.Equal((OrderState.Sending, null), ((await GetAsync("order#test")).Phase, (await GetAsync("order#test")).RequestField));
        Assert.Equal(placed.CreatedAt + RequestId.Window, claim.SendBy);
        await RefusedAsync(ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 2)));
        await Ledger.SettleAsync(claim, TestOrders.Outcome(OrderState.NotSent), test);

        // Whoever orders again all that was not sent gets the order that was tested.
        Assert.Equal(23501L, (await Ledger.ClaimAsync(Keyed("order#test"))).Existing?.OrderId);
        Assert.Equal(23501L, (await Ledger.RecallAsync("order#test", test.Request, RequestId))?.OrderId);
        await RefusedAsync(
            ErrorId.ReferenceMismatch, () => Ledger.ClaimAsync(Keyed("order#test", link: "https://example.com/p/2")));
        Assert.Null((await Ledger.ClaimAsync(test)).Existing);
    }

    [Fact]
    public async Task An_unknown_test_is_never_sent_again()
    {
        var test = Keyed("order#test", repeats: await PlaceAsync("order", "23501", Keyed()));
        await Ledger.SettleAsync(await Ledger.ClaimAsync(test), TestOrders.Outcome(OrderState.Unknown), test);
        await Ledger.RecordTestedFieldAsync("request_id", Token);

        await RefusedAsync(ErrorId.OrderOutcomeUnknown, () => Ledger.ClaimAsync(test));
        await RefusedAsync(ErrorId.OrderOutcomeUnknown, () => Ledger.ClaimAsync(Keyed("order#test")));
    }

    private static OrderIntent Keyed(
        IdempotencyField? field, string reference = "order", decimal charge = 1, string link = TestOrders.Link, Order? repeats = null)
    {
        var intent = TestOrders.Intent(reference, charge, link: link);
        return new OrderIntent
        {
            Reference = reference,
            Request = intent.Request,
            Service = intent.Service,
            Estimate = intent.Estimate,
            Currency = intent.Currency,
            Lease = intent.Lease,
            IdempotencyField = field,
            Repeats = repeats,
        };
    }

    private static OrderIntent Keyed(
        string reference = "order", decimal charge = 1, string link = TestOrders.Link, Order? repeats = null) =>
        Keyed(RequestId, reference, charge, link, repeats);

    private async Task BringToUnknownAsync(decimal charge = 1) =>
        await BringToAsync(OrderState.Unknown, Keyed(charge: charge));

    private async Task<(OrderState State, object? OrderId)> PlacedAsync(OrderClaim claim)
    {
        var order = await Ledger.SettleAsync(claim, TestOrders.Placed("23501"));
        return (order.Phase, order.OrderId);
    }

    // A person errs, and the answer to the first attempt comes after all.
    private async Task SellSecondAsync(string reference)
    {
        await Ledger.RecordTestedFieldAsync("request_id", Token);
        var lost = await Ledger.ClaimAsync(Keyed(reference));
        Now += TimeSpan.FromMinutes(5);
        await Ledger.ResolveAsync(reference, null);
        await Ledger.SettleAsync(await Ledger.ClaimAsync(Keyed(reference)), TestOrders.Placed("1"));
        await Ledger.SettleAsync(lost, TestOrders.Placed("2"));
    }
}
