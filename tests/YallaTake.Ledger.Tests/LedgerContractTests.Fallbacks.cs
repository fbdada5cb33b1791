using YallaTake.Ledger;
using YallaTake.Ledger.Entries;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    [Theory]
    [MemberData(nameof(Blocking))]
    public async Task A_reference_with_fallbacks_is_seen_on_every_account_by_whoever_claims_it(
        OrderState state, bool isWide, bool isWideLater)
    {
        var other = Open(address: "other.example");
        var intent = WideIntent(service: 8, isLedgerWide: isWide);
        var claim = await other.ClaimAsync(intent);
        if (state != OrderState.Sending)
            await other.SettleAsync(claim, TestOrders.Outcome(state), intent);

        await SeesAsync(state, WideIntent(isLedgerWide: isWideLater));
    }

    public static TheoryData<OrderState, bool, bool> Blocking
    {
        get
        {
            var data = new TheoryData<OrderState, bool, bool>();
            foreach (var state in new[] { OrderState.Sending, OrderState.Placed, OrderState.Unknown })
            {
                data.Add(state, true, true);
                data.Add(state, true, false);
                data.Add(state, false, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(MayBePlaced))]
    public async Task What_was_not_bought_on_one_panel_may_be_placed_on_another_and_then_on_no_third(OrderState state)
    {
        await BringToAsync(state, WideIntent(isLedgerWide: true));
        var other = Open(address: "other.example");

        await other.PlaceAsync(Wide, "777", WideIntent(isLedgerWide: true));

        Assert.Equal(777L, (await Ledger.ClaimAsync(WideIntent(service: 9))).Existing?.OrderId);
        Assert.Equal(state, (await GetAsync(Wide)).Phase);
        var third = Open(address: "third.example");
        Assert.Equal(777L, (await third.ClaimAsync(WideIntent(service: PanelId.Of("x")))).Existing?.OrderId);
    }

    [Fact]
    public async Task A_plain_claim_of_a_reference_that_was_used_with_fallbacks_is_seen_by_a_plain_claim_elsewhere()
    {
        await BringToAsync(OrderState.Rejected, WideIntent(isLedgerWide: true));
        var other = Open(address: "other.example");
        await other.PlaceAsync(Wide, "777", WideIntent());

        Assert.Equal(777L, (await Ledger.ClaimAsync(WideIntent())).Existing?.OrderId);
    }

    [Fact]
    public async Task A_reference_is_one_for_the_whole_ledger_even_if_the_order_with_fallbacks_was_refused_before_it_was_written()
    {
        await RefusedAsync(
            ErrorId.SpendLimitReached, () => Ledger.ClaimAsync(WideIntent(charge: 2, limit: 1, isLedgerWide: true)));
        await PlaceAsync(Wide, "23501", WideIntent());

        Assert.Equal(23501L, (await Open(address: "other.example").ClaimAsync(WideIntent())).Existing?.OrderId);
    }

    [Fact]
    public async Task A_reference_that_becomes_one_for_the_whole_ledger_later_is_so_for_orders_placed_before()
    {
        await PlaceAsync(Wide, "23501", WideIntent());
        var other = Open(address: "other.example");

        await other.WidenAsync(Wide, Token);

        Assert.Equal(23501L, (await other.ClaimAsync(WideIntent())).Existing?.OrderId);
    }

    [Fact]
    public async Task References_without_fallbacks_are_each_accounts_own()
    {
        await PlaceAsync(Wide, "23501", WideIntent());
        var other = Open(address: "other.example");

        Assert.Null(await other.RecallAsync(Wide, WideIntent().Request));
        Assert.Null((await other.ClaimAsync(WideIntent())).Existing);
    }

    [Fact]
    public async Task With_fallbacks_the_content_is_compared_and_not_the_service()
    {
        await PlaceAsync(Wide, "23501", WideIntent(isLedgerWide: true, fields: ("quantity", "10")));
        var other = Open(address: "other.example");

        foreach (var ledger in new[] { Ledger, other })
        {
            var same = WideIntent(service: 12, fields: ("quantity", "10"));
            Assert.Equal(23501L, (await ledger.ClaimAsync(same)).Existing?.OrderId);
            Assert.Equal(23501L, (await ledger.RecallAsync(Wide, same.Request))?.OrderId);
            foreach (var different in new[]
            {
                WideIntent(isLedgerWide: true, fields: ("quantity", "11")),
                WideIntent(fields: [("quantity", "10"), ("runs", "2")]),
                WideIntent(link: "https://example.com/p/2", fields: ("quantity", "10")),
            })
            {
                await RefusedAsync(ErrorId.ReferenceMismatch, () => ledger.ClaimAsync(different));
                await RefusedAsync(ErrorId.ReferenceMismatch, () => ledger.RecallAsync(Wide, different.Request));
            }
        }
    }

    [Fact]
    public async Task An_order_that_comes_back_from_another_account_names_the_address_of_its_panel()
    {
        var other = Open(address: "other.example");
        await other.PlaceAsync(Wide, "777", WideIntent(isLedgerWide: true));

        var order = (await Ledger.ClaimAsync(WideIntent())).Existing!;

        Assert.EndsWith("other.example", order.Panel, StringComparison.Ordinal);
        Assert.Equal((await other.GetAsync(Wide))!.Entry, order.Entry);
    }

    [Fact]
    public async Task The_same_content_on_one_panel_comes_before_another_order_on_a_second()
    {
        await Open(address: "other.example").PlaceAsync(Wide, "777", WideIntent(fields: ("quantity", "11")));
        await Open(address: "third.example").PlaceAsync(Wide, "888", WideIntent(fields: ("quantity", "10")));

        var claim = await Ledger.ClaimAsync(WideIntent(isLedgerWide: true, fields: ("quantity", "10")));

        Assert.Equal(888L, claim.Existing?.OrderId);
    }

    [Fact]
    public async Task Many_claims_of_one_reference_on_several_accounts_at_once_get_one()
    {
        var ledgers = Enumerable.Range(0, 4).Select(panel => Open(address: $"{panel}.example")).ToArray();
        foreach (var ledger in ledgers)
            await ledger.OpenAsync(Token);

        for (var round = 0; round < 10; round++)
        {
            // One in three has no fallbacks.
            await Ledger.WidenAsync($"{round} {_test}", Token);
            var attempts = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(() => RefusalAsync(
                () => ledgers[number % ledgers.Length].ClaimAsync(TestOrders.Intent($"{round} {_test}", isLedgerWide: number % 3 > 0))))));

            Assert.Single(attempts, attempt => attempt is null);
            Assert.All(attempts.OfType<YallaTakeException>(), refusal => Assert.Equal(ErrorId.OrderOutcomeUnknown, refusal.Id));
        }
    }

    [Fact]
    public async Task Claims_with_fallbacks_and_one_without_on_another_account_at_once_get_one()
    {
        var other = Open(address: "other.example");
        await other.OpenAsync(Token);
        for (var round = 0; round < 20; round++)
        {
            var reference = $"{round} {_test}";
            var plain = Task.Run(() => RefusalAsync(() => other.ClaimAsync(TestOrders.Intent(reference))));
            var wide = Task.Run(() => RefusalAsync(() => Ledger.ClaimAsync(TestOrders.Intent(reference, isLedgerWide: true))));

            Assert.Single(await Task.WhenAll(plain, wide), attempt => attempt is null);
        }
    }

    [Theory]
    [InlineData("http", "https")]
    [InlineData("https", "http")]
    public async Task What_a_panel_of_this_machine_has_is_no_order_of_another_one_nor_the_other_way_round(string first, string later)
    {
        await Open(address: "first.example", scheme: first).PlaceAsync(Wide, "23501", WideIntent(isLedgerWide: true));
        var other = Open(address: "later.example", scheme: later);

        Assert.Null(await other.RecallAsync(Wide, WideIntent().Request, isLedgerWide: true));
        await other.PlaceAsync(Wide, "777", WideIntent(isLedgerWide: true));

        Assert.Equal(777L, (await Open(address: "third.example", scheme: later).ClaimAsync(WideIntent())).Existing?.OrderId);
    }

    [Theory]
    [InlineData(OrderState.Sending)]
    [InlineData(OrderState.Unknown)]
    [InlineData(OrderState.Placed)]
    public async Task What_another_choice_has_is_a_duplicate_and_an_overlap(OrderState state)
    {
        await BringToAsync(state, TestOrders.Intent("first"));
        var other = Open(address: "other.example");
        foreach (var forbidden in new[] { ErrorId.DuplicateOrder, ErrorId.OrderOverlaps })
        {
            var intent = await BesideAsync("second", forbidden, Ledger, service: 7);
            var refusals = new[]
            {
                await RefusedAsync(forbidden, () => other.ClaimAsync(intent)), (await other.PreviewAsync(intent, alreadyCounted: 0))!,
            };

            foreach (var refusal in refusals)
            {
                Assert.Equal(forbidden, refusal.Id);
                Assert.Contains($"service 7 on https://{_test}.panel.example", refusal.Message, StringComparison.Ordinal);
                Assert.Contains("'first'", refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_another_choice_has_of_another_service_link_or_account_is_none()
    {
        await PlaceAsync("first", "23501", TestOrders.Intent("first", category: "Views"));
        foreach (var forbidden in new[] { ErrorId.DuplicateOrder, ErrorId.OrderOverlaps })
        {
            var (other, third) = (Open(address: $"{forbidden}.other.example"), Open(address: $"{forbidden}.third.example"));
            await other.ClaimAsync(await BesideAsync($"service {forbidden}", forbidden, Ledger, service: 6));
            await other.ClaimAsync(
                await BesideAsync($"link {forbidden}", forbidden, Ledger, service: 7, link: $"https://a.example/{forbidden}"));
            await third.ClaimAsync(
                await BesideAsync($"account {forbidden}", forbidden, Open(address: "empty.example"), service: 7, mine: 12));
        }
    }

    [Fact]
    public async Task Of_orders_at_once_with_the_same_choices_one_is_no_duplicate()
    {
        OrderLedger[] ledgers = [Ledger, Open(address: "other.example")];
        foreach (var ledger in ledgers)
            await ledger.PlaceAsync("before", "1", TestOrders.Intent("before", link: "https://example.com/before"));

        for (var round = 0; round < 5; round++)
        {
            var link = $"https://example.com/{round}";
            var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
            {
                var (mine, others) = (ledgers[number % 2], ledgers[1 - (number % 2)]);
                var intent = await BesideAsync($"{round}.{number}", ErrorId.DuplicateOrder, others, service: 7, link: link, mine: 7);
                return await RefusalAsync(() => mine.ClaimAsync(intent));
            })));

            Assert.Single(attempts, attempt => attempt is null);
            Assert.All(attempts.OfType<YallaTakeException>(), refusal => Assert.Equal(ErrorId.DuplicateOrder, refusal.Id));
        }
    }

    [Fact]
    public async Task An_account_that_gets_a_name_keeps_what_it_bought_with_fallbacks()
    {
        await PlaceAsync(Wide, "23501", WideIntent(isLedgerWide: true));
        var other = Open(address: "other.example");

        var named = Open(name: "shop");
        Assert.Equal(23501L, (await other.ClaimAsync(WideIntent())).Existing?.OrderId);
        Assert.Equal(23501L, (await named.ClaimAsync(WideIntent())).Existing?.OrderId);
        await named.PlaceAsync("next", "23502");
        Assert.Equal(23501L, (await other.ClaimAsync(WideIntent())).Existing?.OrderId);
        Assert.Equal(23501L, (await Open("another key", name: "shop").ClaimAsync(WideIntent())).Existing?.OrderId);
    }

    [Fact]
    public async Task A_new_key_of_the_address_gets_back_what_was_bought_with_fallbacks()
    {
        await PlaceAsync(Wide, "23501", WideIntent(isLedgerWide: true));

        Assert.Equal(23501L, (await Open("another key").ClaimAsync(WideIntent())).Existing?.OrderId);
    }

    // All tests of a database share a ledger, and such a reference with it.
    private string Wide => "order " + _test;

    // An order with another choice: a service of another account.
    private static async Task<OrderIntent> BesideAsync(
        string reference, ErrorId forbidden, OrderLedger other, long service, string link = TestOrders.Link, long mine = 8)
    {
        var intent = TestOrders.Intent(
            reference,
            service: mine,
            link: link,
            isLedgerWide: false,
            noDuplicateWithin: forbidden == ErrorId.DuplicateOrder ? TimeSpan.FromHours(1) : null,
            noOverlap: forbidden == ErrorId.OrderOverlaps,
            category: "Likes of others");
        intent.OtherChoices = [(await other.GetAccountAsync(Token), PanelId.Of(service).Value)];
        return intent;
    }

    private OrderIntent WideIntent(
        PanelId? service = null,
        string? link = TestOrders.Link,
        decimal? charge = 1,
        decimal? limit = null,
        bool isLedgerWide = false,
        params (string, string)[] fields) => TestOrders.Intent(
            Wide, charge, service: service, link: link, limit: limit, isLedgerWide: isLedgerWide, fields: fields);

    private async Task SeesAsync(OrderState state, OrderIntent intent)
    {
        if (state == OrderState.Placed)
        {
            Assert.Equal(23501L, (await Ledger.RecallAsync(Wide, intent.Request, isLedgerWide: intent.IsLedgerWide))?.OrderId);
            Assert.Equal(23501L, (await Ledger.ClaimAsync(intent)).Existing?.OrderId);
        }
        else
        {
            foreach (var refusal in new[]
            {
                await RefusedAsync(ErrorId.OrderOutcomeUnknown, () => Ledger.ClaimAsync(intent)),
                await RefusedAsync(
                    ErrorId.OrderOutcomeUnknown,
                    () => Ledger.RecallAsync(Wide, intent.Request, isLedgerWide: intent.IsLedgerWide)),
            })
                Assert.Contains("other.example", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Null(await Ledger.GetAsync(Wide));
    }
}
