using YallaTake.Ledger.Entries;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    [Theory]
    [InlineData(OrderState.Sending)]
    [InlineData(OrderState.Placed)]
    [InlineData(OrderState.Unknown)]
    public async Task A_reference_that_is_known_under_another_key_of_the_address_is_refused(OrderState state)
    {
        await BringToAsync(state, TestOrders.Intent());
        var rotated = Open("another key");

        var refusal = await RefusedAsync(ErrorId.ReferenceMismatch, () => rotated.ClaimAsync(TestOrders.Intent()));

        Assert.Contains("under another key", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("-Account", refusal.Message, StringComparison.Ordinal);
        await RefusedAsync(ErrorId.ReferenceMismatch, () => rotated.RecallAsync("order", TestOrders.Intent().Request));
        Assert.Null(await rotated.GetAsync("order"));
        Assert.Null((await Open(address: "other.example").ClaimAsync(TestOrders.Intent())).Existing);
    }

    [Theory]
    [MemberData(nameof(MayBePlaced))]
    public async Task A_reference_that_was_not_bought_with_either_key_is_free_until_one_buys_it(OrderState state)
    {
        var rotated = Open("another key");
        await BringToAsync(state, TestOrders.Intent());
        await rotated.SettleAsync(await rotated.ClaimAsync(TestOrders.Intent()), TestOrders.Outcome(state));

        await PlaceAsync("order", "23501");

        var refusal = await RefusedAsync(ErrorId.ReferenceMismatch, () => rotated.ClaimAsync(TestOrders.Intent()));
        Assert.Contains("under another key", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keys_of_an_address_share_limit_and_duplicates_until_their_accounts_have_names()
    {
        var rotated = Open("another key");
        await PlaceAsync("order", "1", TestOrders.Intent(charge: 1));

        await RefusedAsync(ErrorId.SpendLimitReached, () => rotated.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1)));
        await RefusedAsync(
            ErrorId.DuplicateOrder, () => rotated.ClaimAsync(TestOrders.Intent("next", noDuplicateWithin: TimeSpan.FromHours(1))));
        Assert.Equal(ErrorId.SpendLimitReached, (await rotated.PreviewAsync(TestOrders.Intent("next", charge: 1, limit: 1), 0))?.Id);
        await Open(address: "other.example").ClaimAsync(
            TestOrders.Intent("next", charge: 1, limit: 1, noDuplicateWithin: TimeSpan.FromHours(1)));

        var one = Open(name: "one");
        await one.ClaimAsync(TestOrders.Intent("first of one", charge: 1));
        await RefusedAsync(ErrorId.SpendLimitReached, () => Open("another key").ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 2)));
        await Open("another key", name: "two").ClaimAsync(
            TestOrders.Intent("first of two", charge: 1, limit: 1, noDuplicateWithin: TimeSpan.FromHours(1)));
        await RefusedAsync(ErrorId.SpendLimitReached, () => one.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 2)));
        await one.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 3));
    }

    [Fact]
    public async Task An_account_that_gets_a_name_keeps_its_orders_and_a_new_key_with_the_name_has_them_too()
    {
        await PlaceAsync("order", "23501");

        var named = Open(name: "shop");
        Assert.Equal(23501L, (await named.ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
        await named.PlaceAsync("later", "23502");
        var rotated = Open("another key", name: "shop");
        Assert.Equal(23501L, (await rotated.ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
        await rotated.PlaceAsync("latest", "23503");

        // From then on both keys say who they are by themselves.
        foreach (var ledger in new[] { Open(), Open("another key"), named })
            Assert.Equal("order later latest", await FindAsync(new OrderFilter(), ledger));
    }

    [Fact]
    public async Task What_was_ordered_with_a_new_key_before_it_had_the_name_is_adopted_but_for_what_is_there_already()
    {
        await Open(name: "shop").PlaceAsync("order", "23501");
        var early = Open("another key");
        await early.SettleAsync(await early.ClaimAsync(TestOrders.Intent("early")), TestOrders.Placed("23502"));
        await early.RecordAsync([new Refill { RefillId = 5L, OrderId = 23502L }]);
        await early.RecordOtherAsync(23777);

        var named = Open("another key", name: "shop");
        await named.PlaceAsync("late", "23503");

        Assert.Equal("order early late", await FindAsync(new OrderFilter(), Open(name: "shop")));
        Assert.Equal(5L, (await named.GetAsync("early"))?.RefillId.Single());
        Assert.Equal(23777, await named.GetOtherAsync(Token));
        await named.RecordAsync([new RefillStatus { RefillId = 5L, Status = "Completed" }]);
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("Shop")]
    [InlineData(" shop\u00a0")]
    [InlineData("sh\u200bop")]
    public async Task A_name_that_looks_the_same_is_the_same_account_under_a_new_key_and_the_same_one(string spelling)
    {
        await Open(name: "shop").PlaceAsync("order", "23501");

        foreach (var key in new[] { "key", "another key" })
        {
            Assert.Equal(23501L, (await Open(key, name: spelling).ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
            await RefusedAsync(
                ErrorId.SpendLimitReached,
                () => Open(key, name: spelling).ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 1)));
        }

        Assert.Null((await Open("a third key", name: "s hop").ClaimAsync(TestOrders.Intent())).Existing);
    }

    [Fact]
    public async Task A_key_whose_account_has_another_name_is_refused()
    {
        await Open(name: "shop").PlaceAsync("order", "23501");

        var refusal = await RefusedAsync(ErrorId.NameInUse, () => Open(name: "other").ClaimAsync(TestOrders.Intent("next")));

        Assert.Contains("-Account 'shop'", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await Open("another key", name: "other").GetAsync("order"));
    }
}
