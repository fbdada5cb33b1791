using YallaTake.Ledger.Search;

namespace YallaTake;

/// <summary>A search at a panel: what it asks, what it settles, and what it leaves as it is.</summary>
public sealed class OrderSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SearchAccount> _opened = [];

    private SearchAccount Account(bool isShared = false, string? orderListAction = null)
    {
        var account = new SearchAccount(_folder.File($"orders{_opened.Count}.db"), isShared, orderListAction);
        _opened.Add(account);
        return account;
    }

    [Fact]
    public async Task An_id_that_was_absent_while_an_order_could_still_be_accepted_is_asked_again()
    {
        var account = Account();
        account.Panel.Rate("8", 0);
        await account.OrderSomeAsync();
        await account.OrderAsync("paid", fate: AddFate.LostBefore);
        account.Pass(9);
        await account.OrderAsync("free", service: "8", fate: AddFate.Late(TimeSpan.FromMinutes(8)));
        account.Pass(4);
        var search = account.Desk.Search();
        Assert.Equal(SearchOutcome.NotPlaced, (await account.SearchAsync("paid", search: search)).Verdict.Outcome);
        account.Pass(8);
        await account.OrderAsync("later");
        account.Pass(1);

        var verdict = (await account.SearchAsync("free", search: search)).Verdict;

        Assert.Equal(SearchOutcome.Placed, verdict.Outcome);
    }

    [Fact]
    public async Task Two_orders_that_one_unknown_order_may_be_show_that_others_use_the_account()
    {
        var account = Account();
        await account.OrderSomeAsync();
        await account.OrderAsync("first", 250, fate: AddFate.LostAfter);
        account.Pass(1);
        account.Panel.Sell(null, 0.25m, 250);
        await account.OrderAsync("second", 500, fate: AddFate.LostBefore);
        account.Pass(1);
        account.Panel.Sell(null, 0.5m, 500);
        account.Pass(60);

        Assert.Equal(SearchOutcome.Undecided, (await account.SearchAsync("first")).Verdict.Outcome);
        var (verdict, _) = await account.SearchAsync("second");

        Assert.Equal(SearchOutcome.Undecided, verdict.Outcome);
        Assert.Contains("Others use the account too", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_whose_answer_was_lost_is_placed_under_its_id_and_says_how_that_is_known()
    {
        var account = await LostAsync(AddFate.LostAfter);

        var (verdict, requests) = await account.SearchAsync("x");

        var order = await account.Ledger.GetAsync("x");
        Assert.Equal((OrderState.Placed, account.Panel.Sold[^1].Id), (order!.Phase, order.OrderId));
        Assert.Equal(verdict.Seen, order.Evidence);
        Assert.Equal(("Pending", 1m), (order.Status, order.Charge));
        Assert.InRange(requests, 2, 6);
        Assert.Equal(order.OrderId, (await account.OrderAsync("x")).Order?.OrderId);
    }

    [Fact]
    public async Task An_order_that_never_arrived_is_not_placed_and_can_be_ordered_again()
    {
        var account = await LostAsync(AddFate.LostBefore);

        var (early, _) = await account.SearchAsync("x");
        Assert.Equal((SearchOutcome.Undecided, true), (early.Outcome, early.TryAgainAt > account.Time.Moment));
        account.Pass(10);
        Assert.Equal(SearchOutcome.NotPlaced, (await account.SearchAsync("x")).Verdict.Outcome);

        Assert.NotNull((await account.OrderAsync("x")).Order);
        Assert.Single(account.Panel.Sold, order => order.Reference == "x");
    }

    [Fact]
    public async Task An_order_that_is_accepted_late_is_found_above_the_next_own_one()
    {
        var account = await LostAsync(AddFate.Late(TimeSpan.FromMinutes(6)));
        await account.OrderAsync("next");
        account.Pass(1);
        Assert.Equal(SearchOutcome.Undecided, (await account.SearchAsync("x")).Verdict.Outcome);
        account.Pass(10);

        Assert.Equal([account.Panel.Sold[^1].Id], (await account.SearchAsync("x")).Verdict.OrderIds);
        Assert.Equal("x", account.Panel.Sold[^1].Reference);
    }

    [Theory]
    [InlineData(true, 100)]
    [InlineData(false, 30)]
    [InlineData(true, 30)]
    public async Task Panels_that_leave_unknown_ids_out_or_cut_lists_are_read_right(bool leavesOut, int length)
    {
        foreach (var (fate, outcome) in new[] { (AddFate.LostAfter, SearchOutcome.Placed), (AddFate.LostBefore, SearchOutcome.NotPlaced) })
        {
            var account = await LostAsync(fate);
            (account.Panel.LeavesOut, account.Panel.ListLength) = (leavesOut, length);
            account.Pass(12);

            var (verdict, requests) = await account.SearchAsync("x");

            Assert.True(outcome == verdict.Outcome, verdict.Seen);
            Assert.InRange(requests, 2, 50);
        }
    }

    [Fact]
    public async Task A_list_in_which_the_control_is_not_answered_proves_nothing()
    {
        var account = await LostAsync(AddFate.LostBefore);
        account.Pass(12);
        account.Panel.Says = (form, answer) => form.Contains("orders=", StringComparison.Ordinal) ? "{}" : answer;

        var (verdict, _) = await account.SearchAsync("x");

        Assert.Equal(SearchOutcome.Undecided, verdict.Outcome);
        Assert.Contains("its answers prove nothing", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_panel_that_refuses_lists_proves_nothing()
    {
        var account = await LostAsync(AddFate.LostBefore);
        account.Pass(12);
        account.Panel.Says = (form, answer) =>
            form.Contains("orders=", StringComparison.Ordinal) ? """{"error":"Order not found"}""" : answer;

        Assert.Contains("refuses lists of ids", (await account.SearchAsync("x")).Verdict.Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public async Task A_search_takes_no_more_requests_than_it_may(int most)
    {
        var account = Account();
        account.Panel.OthersAMinute = 100;
        await account.OrderSomeAsync();
        await account.OrderAsync("x", fate: AddFate.LostBefore);
        account.Pass(60);

        var (verdict, requests) = await account.SearchAsync("x", most);

        Assert.Equal(SearchOutcome.Undecided, verdict.Outcome);
        Assert.InRange(requests, 2, most);
        Assert.Contains("-MaximumRequests", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_ids_are_far_apart_a_search_ends_with_its_requests()
    {
        var account = Account();
        account.Panel.OthersAMinute = 1e12;
        await account.OrderSomeAsync();
        await account.OrderAsync("x", fate: AddFate.LostBefore);
        account.Pass(30);

        var (verdict, requests) = await account.SearchAsync("x");

        Assert.Equal(SearchOutcome.Undecided, verdict.Outcome);
        Assert.InRange(requests, 2, 50);
        Assert.Contains("-MaximumRequests", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_orders_is_read_although_the_panel_gave_one_id_to_two_of_them()
    {
        var account = Account(orderListAction: "orders");
        await account.OrderAsync("first");
        await account.OrderAsync("second", fate: new AddFate(Acts: false, Answers: true));
        await account.OrderAsync("x", fate: AddFate.LostBefore);
        account.Panel.Says = (form, answer) => form.Contains("action=orders", StringComparison.Ordinal)
            ? """[{"order":23501,"service":7,"link":"https://example.com/first","quantity":1000}]"""
            : answer;

        var (verdict, _) = await account.SearchAsync("x");

        Assert.Equal(SearchOutcome.Undecided, verdict.Outcome);
        Assert.DoesNotContain("list of orders", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_that_were_sent_together_have_the_ids_among_them_until_a_person_chooses()
    {
        var account = Account();
        await account.OrderSomeAsync();
        for (var number = 0; number < 4; number++)
            account.Panel.Fates.Enqueue(AddFate.LostAfter);
        (account.Panel.Crowd, account.Panel.Together) = (4, waiting => Enumerable.Reverse(waiting));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => account.OrderAsync($"x{number}")));
        account.Pass(1);
        var ids = account.Panel.Sold.TakeLast(4).Select(order => order.Id).ToArray();

        for (var number = 0; number < 4; number++)
        {
            var (verdict, _) = await account.SearchAsync($"x{number}");
            Assert.True(verdict.Outcome == SearchOutcome.Placed, $"x{number}: {verdict.Seen}");
            Assert.Equal(ids.Cast<object>(), (await account.Ledger.GetAsync($"x{number}"))!.CandidateId);
        }

        foreach (var order in account.Panel.Sold.TakeLast(4))
            Assert.Equal(order.Id, (await account.Ledger.ResolveAsync(order.Reference!, $"{order.Id}")).OrderId);
    }

    [Fact]
    public async Task Whoever_ordered_by_hand_once_may_have_done_so_again()
    {
        var account = Account();
        await account.OrderSomeAsync(2);
        account.Panel.Sell(null, 3, 500);
        await account.OrderSomeAsync(4);
        await account.OrderAsync("x", fate: AddFate.LostBefore);
        account.Panel.Sell(null, 1, 1000);
        account.Pass(12);

        var (verdict, _) = await account.SearchAsync("x");

        Assert.Equal(SearchOutcome.Undecided, verdict.Outcome);
        Assert.NotNull(await account.Ledger.GetOtherAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Others use the account", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_an_account_that_is_said_to_be_shared_nothing_is_settled()
    {
        var account = Account(isShared: true);
        await account.OrderSomeAsync();
        await account.OrderAsync("x", fate: AddFate.LostAfter);
        account.Pass(12);

        var (verdict, _) = await account.SearchAsync("x");

        Assert.Equal((SearchOutcome.Undecided, account.Panel.Sold[^1].Id), (verdict.Outcome, verdict.OrderIds.Single().Value));
        Assert.Equal(OrderState.Unknown, (await account.Ledger.GetAsync("x"))!.Phase);
    }

    [Fact]
    public async Task What_is_known_already_is_not_searched_for()
    {
        var account = Account();
        await account.OrderAsync("x");

        await TestLedgers.RefusedAsync(ErrorId.ReferenceMismatch, () => account.SearchAsync("x"));
        await TestLedgers.RefusedAsync(ErrorId.OrderNotFound, () => account.SearchAsync("y"));
    }

    public void Dispose()
    {
        foreach (var account in _opened)
            account.Dispose();
        _folder.Dispose();
    }

    private async Task<SearchAccount> LostAsync(AddFate fate)
    {
        var account = Account();
        account.Panel.OthersAMinute = 5;
        await account.OrderSomeAsync();
        Assert.Equal(ErrorId.OrderOutcomeUnknown, (await account.OrderAsync("x", fate: fate)).Problem?.Id);
        account.Pass(1);
        return account;
    }
}
