using YallaTake.Ledger.Search;

namespace YallaTake;

/// <summary>What a search concludes from what the ledger knows and the panel answers, and what it does not.</summary>
public sealed class SearchJudgeTests
{
    private static SearchStory Sent(double price = 1) => SearchStory.Usual(price).Unknown("x", 0, price);

    [Fact]
    public void An_order_of_its_price_that_no_entry_explains_and_that_the_balance_paid_is_the_one()
    {
        var verdict = Sent().Panel(103).Reads(20, 49).Verdict();

        Assert.Equal(SearchOutcome.Placed, verdict.Outcome);
        Assert.Equal([103], verdict.OrderIds);
        Assert.Contains("order 103 is on the account", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Placed_needs_no_time_to_pass() => Is(SearchOutcome.Placed, Sent().Panel(101).Reads(1, 49));

    [Fact]
    public void Nothing_up_to_the_newest_id_ten_minutes_later_and_a_balance_that_did_not_fall_is_not_placed()
    {
        var verdict = Sent().Reads(20, 50).Verdict();

        Assert.Equal(SearchOutcome.NotPlaced, verdict.Outcome);
        Assert.Contains("no order of the account from 101 to", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_ten_minutes_have_passed_nothing_is_not_placed_and_the_time_is_said()
    {
        var story = Sent().Reads(5, 50);
        story.Now = 5;

        var verdict = story.Verdict();

        Assert.Equal(SearchOutcome.Undecided, verdict.Outcome);
        Assert.Equal(SearchStory.At(10.5), verdict.TryAgainAt);
    }

    [Fact]
    public void A_balance_that_was_read_too_early_does_not_speak_for_not_placed() => Is(SearchOutcome.Undecided, Sent().Reads(9, 50));

    [Theory]
    [InlineData(20, false)]
    [InlineData(40, true)]
    public void Where_orders_were_accepted_late_not_placed_needs_three_times_as_long(double read, bool isLateEnough) =>
        Is(isLateEnough ? SearchOutcome.NotPlaced : SearchOutcome.Undecided, SearchStory.Usual().Own(90, -30, taken: 8)
            .Unknown("x", 0).Reads(read, 50));

    [Fact]
    public void What_a_search_found_late_counts_as_accepted_late() =>
        Is(SearchOutcome.Undecided, new SearchStory().Own(80, -200).Own(92, -100, evidence: "found", taken: 30).Own(91, -88).Own(100, -3)
            .Reads(-1, 50)
            .Unknown("x", 0).Reads(20, 50));

    [Fact]
    public void A_balance_that_fell_without_an_order_to_be_seen_settles_nothing()
    {
        var verdict = Sent().Reads(20, 49).Verdict();

        Assert.Equal(SearchOutcome.Undecided, verdict.Outcome);
        Assert.Contains("fell by 1 more than", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_that_fits_without_a_balance_that_fell_settles_nothing() =>
        Is(SearchOutcome.Undecided, Sent().Panel(103).Reads(20, 50));

    [Fact]
    public void A_rise_that_nothing_explains_settles_nothing()
    {
        var verdict = Sent().Reads(20, 60).Verdict();

        Assert.Equal(SearchOutcome.Undecided, verdict.Outcome);
        Assert.Contains("10 higher than the orders explain", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Readings_in_between_must_agree_too() => Is(SearchOutcome.Undecided, Sent().Reads(12, 49).Reads(30, 50));

    [Fact]
    public void What_was_paid_in_after_a_reading_does_not_spoil_it() => Is(SearchOutcome.NotPlaced, Sent().Reads(15, 50).Reads(30, 150));

    [Fact]
    public void Known_orders_are_taken_off_the_fall()
    {
        Is(SearchOutcome.NotPlaced, Sent().Own(104, 3).Own(106, 8).Reads(20, 48));
        Is(SearchOutcome.Placed, Sent().Own(104, 3).Own(106, 8).Panel(103).Reads(20, 47));
        Is(SearchOutcome.Undecided, Sent().Own(104, 3).Own(106, 8).Reads(20, 47));
    }

    [Fact]
    public void A_balance_that_was_read_while_another_order_was_on_its_way_says_nothing() =>
        Is(SearchOutcome.Undecided, Sent().Own(104, 19.9, taken: 0.5).Reads(20, 50));

    [Fact]
    public void An_earlier_reading_is_taken_when_orders_were_on_their_way_at_the_last_one() =>
        Is(SearchOutcome.NotPlaced, SearchStory.Usual().Own(101, -0.5).Reads(-0.45, 49.5).Unknown("x", 0).Reads(20, 49));

    [Fact]
    public void Without_a_reading_from_before_there_is_nothing_to_conclude() =>
        Says("The balance was not read before the order was sent", new SearchStory().Own(100, -3).Unknown("x", 0).Reads(20, 50));

    [Fact]
    public void Without_any_placed_order_there_is_no_search() =>
        Says("no placed order", new SearchStory().Reads(-1, 50).Unknown("x", 0).Reads(20, 50));

    [Fact]
    public void Without_an_order_from_before_there_is_nowhere_to_begin() =>
        Says("placed before it", new SearchStory().Reads(-1, 50).Unknown("x", 0).Own(104, 30).Reads(40, 49));

    [Fact]
    public void An_id_that_is_not_answered_may_be_the_order() => Is(SearchOutcome.Undecided, Sent().Silent(117).Reads(20, 50));

    [Fact]
    public void Too_few_orders_do_not_tell_how_far_to_look() =>
        Says("too few orders", new SearchStory().Own(100, -3).Reads(-1, 50).Unknown("x", 0).Reads(20, 50));

    // Traps.
    [Fact]
    public void An_order_that_was_accepted_late_has_an_id_above_the_next_own_one() =>
        Assert.Equal([109], Sent().Own(104, 3).Own(106, 8).Panel(109).Reads(20, 47).Verdict().OrderIds);

    [Fact]
    public void Ids_of_four_sends_at_once_do_not_follow_the_order_of_sending()
    {
        var story = SearchStory.Usual();
        for (var number = 0; number < 4; number++)
            story.Unknown($"x{number}", number * 0.01).Panel(101 + number);
        story.Reads(20, 46);

        var verdict = story.Verdict("x2");
        Assert.Equal(SearchOutcome.Placed, verdict.Outcome);
        Assert.Equal([101, 102, 103, 104], verdict.OrderIds);
    }

    [Fact]
    public void Two_unknown_orders_of_a_price_and_one_on_the_panel_settle_neither() =>
        Is(SearchOutcome.Undecided, Sent().Unknown("y", 0.1).Panel(103).Reads(20, 49));

    [Fact]
    public void Two_that_were_sent_long_after_each_other_have_their_ids_in_order()
    {
        var story = Sent().Unknown("y", 15).Panel(102).Panel(109).Reads(40, 48);

        Assert.Equal([102], story.Verdict("x").OrderIds);
        Assert.Equal([109], story.Verdict("y").OrderIds);
    }

    [Fact]
    public void Two_that_were_sent_soon_after_each_other_may_have_either_id_for_the_first_may_have_been_accepted_late() =>
        Assert.Equal([102, 109], Sent().Unknown("y", 5).Panel(102).Panel(109).Reads(40, 48).Verdict("x").OrderIds);

    [Fact]
    public void An_own_order_in_between_tells_which_is_which()
    {
        var story = Sent().Own(104, 3).Unknown("y", 5).Panel(102).Panel(109).Reads(40, 47);

        Assert.Equal([102], story.Verdict("x").OrderIds);
        Assert.Equal([109], story.Verdict("y").OrderIds);
    }

    [Fact]
    public void A_balance_that_was_read_in_between_tells_which_of_two_was_placed()
    {
        var story = Sent().Reads(2, 49).Unknown("y", 5).Panel(102).Reads(40, 49);

        Assert.Equal([102], story.Verdict("x").OrderIds);
        Assert.Equal(SearchOutcome.NotPlaced, story.Verdict("y").Outcome);
    }

    [Fact]
    public void A_balance_that_did_not_fall_in_between_does_not_for_the_first_may_have_been_accepted_late() =>
        Is(SearchOutcome.Undecided, Sent().Reads(2, 50).Unknown("y", 5).Panel(102).Reads(40, 49));

    [Fact]
    public void A_balance_that_had_not_fallen_when_the_first_could_not_be_accepted_any_more_tells_that_it_was_the_second()
    {
        var story = Sent().Reads(12, 50).Unknown("y", 15).Panel(102).Reads(40, 49);

        Assert.Equal([102], story.Verdict("y").OrderIds);
        Assert.Equal(SearchOutcome.NotPlaced, story.Verdict("x").Outcome);
    }

    [Fact]
    public void Money_paid_in_of_the_same_amount_hides_nothing() =>
        Is(SearchOutcome.Undecided, Sent().Reads(12, 50).Unknown("y", 15).Panel(102).Reads(40, 50));

    [Fact]
    public void A_balance_that_was_read_in_between_tells_which_is_which()
    {
        var story = Sent().Reads(2, 49).Unknown("y", 5).Panel(102).Panel(109).Reads(40, 48);

        Assert.Equal([102], story.Verdict("x").OrderIds);
        Assert.Equal([109], story.Verdict("y").OrderIds);
    }

    [Fact]
    public void An_order_from_before_the_reading_that_an_older_unknown_order_explains_is_not_of_other_customers()
    {
        var story = SearchStory.Usual().Unknown("older", 0).Reads(29, 49).Unknown("x", 30).Panel(102).Reads(60, 49);
        story.Now = 61;

        Assert.Equal([102], story.Verdict("older").OrderIds);
        Assert.Equal(SearchOutcome.NotPlaced, story.Verdict("x").Outcome);
    }

    [Fact]
    public void When_one_of_two_has_been_given_the_set_the_other_has_the_same_set() =>
        Assert.Equal([102, 103], SearchStory.Usual().OneOf("y", 0.1, 102, 103)
            .Unknown("x", 0).Panel(102).Panel(103).Reads(20, 48).Verdict().OrderIds);

    [Fact]
    public void A_persons_own_order_of_the_same_price_cannot_be_told_apart() =>
        Is(SearchOutcome.Undecided, Sent().Panel(103).Panel(107).Reads(20, 48));

    [Fact]
    public void An_order_that_the_balance_had_paid_for_before_the_unknown_one_was_sent_is_not_that_one() =>
        Is(SearchOutcome.Undecided, SearchStory.Usual().Reads(-4, 51.5).Reads(-3.5, 51.5).Reads(-0.5, 49.5).Unknown("x", 0)
            .Panel(101).Reads(20, 48.5));

    [Fact]
    public void A_persons_order_of_another_price_shows_that_others_use_the_account()
    {
        var story = Sent().Panel(103).Panel(107, charge: 7).Reads(20, 42);

        Says("Others use the account too (order 107 is in no entry)", story);
        Assert.Equal(107, story.FoundOther());
    }

    [Fact]
    public void An_order_from_before_that_no_unknown_order_explains_shows_that_others_use_the_account() =>
        Assert.Equal(97, Sent().Panel(97).Panel(103).Reads(20, 49).FoundOther());

    [Fact]
    public void An_order_from_before_that_another_unknown_order_explains_does_not() =>
        Assert.Null(SearchStory.Usual().Own(80, -60).Unknown("older", -30).Panel(90).Unknown("x", 0).Panel(103).Reads(20, 49).FoundOther());

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, 55L)]
    public void On_an_account_that_others_use_charge_and_balance_settle_nothing(bool isShared, long? other)
    {
        SearchStory Shared() => SearchStory.Usual(isShared: isShared, other: other is { } id ? (PanelId)id : null).Unknown("x", 0);

        var verdict = Shared().Panel(103).Reads(20, 49).Verdict();
        Assert.Equal(SearchOutcome.Undecided, verdict.Outcome);
        Assert.Equal([103], verdict.OrderIds);
        Is(SearchOutcome.Undecided, Shared().Reads(20, 50));
    }

    [Fact]
    public void Two_ledgers_on_one_account_are_as_two_people() =>
        Is(SearchOutcome.Undecided, Sent().Panel(102, 2.5).Panel(105, 2.5).Reads(20, 45));

    [Fact]
    public void A_panel_that_answers_for_other_customers_is_refused()
    {
        var story = Sent().Panel(101, 3).Panel(102, 1).Panel(103, 12).Panel(104, 0.5).Reads(20, 49);
        Assert.Equal(ErrorId.SearchRefused, story.Verdict().Refusal?.Id);
        Assert.Equal(ErrorId.SearchRefused, Sent().Panel(103).Reads(20, 50).Verdict().Refusal?.Id);
    }

    [Fact]
    public void An_order_at_another_price_may_be_it_after_a_change_and_settles_nothing()
    {
        var verdict = Sent().Panel(103, 1.1).Reads(20, 48.9).Verdict();

        Assert.Equal(SearchOutcome.Undecided, verdict.Outcome);
        Assert.Equal([103], verdict.OrderIds);
        Assert.Null(Sent().Panel(103, 1.1).Reads(20, 48.9).FoundOther());
    }

    [Fact]
    public void Of_two_of_different_prices_each_is_known_by_its_own()
    {
        SearchStory Both() => Sent().Unknown("y", 0.1, 1.2);

        Assert.Equal([103], Both().Panel(103).Reads(20, 49).Verdict("x").OrderIds);
        Assert.Equal(SearchOutcome.NotPlaced, Both().Panel(103).Reads(20, 49).Verdict("y").Outcome);
        Assert.Equal([104], Both().Panel(103).Panel(104, 1.2).Reads(20, 47.8).Verdict("y").OrderIds);
        Assert.Equal(SearchOutcome.Undecided, Both().Panel(103, 1.1).Reads(20, 48.9).Verdict("x").Outcome);
        Assert.Equal(SearchOutcome.Undecided, Both().Panel(103, 1.1).Reads(20, 48.9).Verdict("y").Outcome);
    }

    [Fact]
    public void An_order_whose_price_has_changed_may_be_the_one_that_another_fits()
    {
        var story = Sent().Unknown("y", 0.1, 3).Panel(103, 3).Reads(20, 47);
        Assert.Equal(SearchOutcome.NotPlaced, story.Verdict("x").Outcome);

        story.Repriced.Add("x");
        Assert.Equal(SearchOutcome.Undecided, story.Verdict("x").Outcome);
        Assert.Equal(SearchOutcome.Undecided, story.Verdict("y").Outcome);
    }

    [Fact]
    public void A_part_that_was_paid_back_fits_when_the_rest_is_what_was_delivered()
    {
        Is(SearchOutcome.Placed, Sent().Panel(103, 0.75, "Partial", 250).Reads(20, 49.25));
        Is(SearchOutcome.Undecided, Sent().Panel(103, 0.75, "Partial", 300).Reads(20, 49.25));
    }

    [Fact]
    public void A_canceled_order_may_be_anyones() => Is(SearchOutcome.Undecided, Sent().Panel(103, 0, "Canceled", 1000).Reads(20, 50));

    [Fact]
    public void Refunds_of_known_orders_between_the_readings_are_seen_in_their_charges()
    {
        Is(SearchOutcome.NotPlaced, Sent().Own(102, 1, 4, charge: 0, status: "Canceled").Reads(20, 50));
        Is(SearchOutcome.NotPlaced, Sent().Panel(100, 0.25, "Partial").Own(102, 1, 4).Reads(20, 46.75).Silent());
    }

    [Fact]
    public void A_refund_of_the_same_amount_hides_nothing()
    {
        Is(SearchOutcome.Undecided, Sent().Panel(100, 0, "Canceled").Reads(20, 50));
        Is(SearchOutcome.Undecided, Sent().Own(102, 1, 1, charge: 1, status: "Canceled").Reads(20, 49));
    }

    [Fact]
    public void A_free_order_is_not_placed_only_when_a_later_own_order_closes_the_range_of_its_ids()
    {
        Is(SearchOutcome.Undecided, Sent(0).Reads(20, 50));
        Is(SearchOutcome.Undecided, Sent(0).Own(110, 8).Reads(20, 49));
        Is(SearchOutcome.NotPlaced, Sent(0).Own(110, 15).Reads(20, 49));
        Is(SearchOutcome.Placed, Sent(0).Panel(103, 0).Reads(20, 50));
    }

    [Fact]
    public void An_order_too_cheap_to_be_seen_in_the_balance_is_as_a_free_one()
    {
        Is(SearchOutcome.Undecided, SearchStory.Usual(0.01).Unknown("x", 0, 0.01).Reads(20, 50));
        Is(SearchOutcome.NotPlaced, SearchStory.Usual(0.01).Unknown("x", 0, 0.01).Own(110, 15).Reads(20, 49));
    }

    [Fact]
    public void Ids_of_letters_are_refused()
    {
        var verdict = SearchStory.Usual().Own("VEGA123ABC", -2).Unknown("x", 0).Reads(20, 50).Verdict();

        Assert.Equal(ErrorId.SearchRefused, verdict.Refusal?.Id);
        Assert.Contains("not all numbers (VEGA123ABC)", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_that_do_not_rise_with_time_are_refused() =>
        Assert.Equal(ErrorId.SearchRefused, SearchStory.Usual().Own(50, -2).Unknown("x", 0).Reads(20, 50).Verdict().Refusal?.Id);

    [Fact]
    public void An_order_that_was_sent_again_hours_later_may_have_its_id_from_then()
    {
        var story = SearchStory.Usual().Own(110, 0, taken: 240, evidence: "sent again", attempts: 2)
            .Unknown("x", 100).Panel(105).Reads(260, 48);
        story.Now = 270;
        var verdict = story.Verdict();

        Assert.Equal((SearchOutcome.Placed, "105"), (verdict.Outcome, string.Join(",", verdict.OrderIds)));
    }

    [Fact]
    public void A_panel_that_numbers_by_account_is_searched_as_any_other()
    {
        SearchStory ByAccount() => new SearchStory().Own(1, -9).Own(2, -6).Own(3, -3).Reads(-1, 50).Unknown("x", 0);

        Assert.Equal([4], ByAccount().Panel(4).Own(5, 3).Reads(20, 48).Verdict().OrderIds);
        Is(SearchOutcome.NotPlaced, ByAccount().Own(4, 3).Reads(20, 49));
    }

    [Fact]
    public void While_others_are_being_sent_nothing_is_settled() =>
        Is(SearchOutcome.Undecided, Sent().Panel(103).Sending(19).Reads(18, 49));

    [Fact]
    public void Orders_that_a_subscription_has_made_are_not_strangers()
    {
        var story = SearchStory.Usual().Own(95, -10).Panel(95, 0, "Active", 0, "USD", 103L).Unknown("x", 0).Panel(103, 0.4).Reads(20, 49.6);

        Assert.Null(story.FoundOther());
        Is(SearchOutcome.NotPlaced, story);
    }

    [Fact]
    public void A_drip_feed_is_never_taken_for_not_placed_for_nobody_knows_when_it_is_charged() =>
        Is(SearchOutcome.Undecided, SearchStory.Usual().Unknown("x", 0, 5, makesOrders: true).Reads(20, 50));

    [Fact]
    public void What_a_drip_feed_of_ours_may_have_made_is_not_the_unknown_order()
    {
        Is(SearchOutcome.Undecided, SearchStory.Usual().Own(99, -4, 1, makesOrders: true).Unknown("x", 0).Panel(103).Reads(20, 49));
        Is(SearchOutcome.Placed, SearchStory.Usual().Own(99, -4, 1, status: "Completed", makesOrders: true)
            .Unknown("x", 0).Panel(103).Reads(20, 49));
    }

    [Fact]
    public void A_newer_balance_that_is_lower_than_the_orders_explain_settles_nothing_and_one_that_is_higher_hides_nothing()
    {
        Is(SearchOutcome.Undecided, Sent().Panel(101).Reads(1, 49).Reads(20, 48));
        Is(SearchOutcome.Placed, Sent().Panel(101).Reads(1, 49).Reads(20, 149));
    }

    [Fact]
    public void An_order_that_the_ledger_claimed_later_is_not_before_it_whatever_a_wrong_clock_says() =>
        Is(SearchOutcome.Undecided, SearchStory.Usual().Unknown("x", 10, claimed: 0).Panel(101).Own(105, 3).Reads(4, 48).Reads(40, 48));

    [Fact]
    public void Clocks_that_differ_widen_what_was_on_its_way()
    {
        var story = new SearchStory { ClockSkew = TimeSpan.FromMinutes(2) };
        story.Own(94, -30).Own(96, -20).Own(100, -3).Reads(-10, 51).Reads(-2, 50).Unknown("x", 0).Reads(20, 50);

        var verdict = story.Verdict();
        Assert.Equal(SearchOutcome.NotPlaced, verdict.Outcome);
        Assert.Contains("balance of 51 at", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_without_an_upper_bound_is_not_settled() =>
        Is(SearchOutcome.Undecided, SearchStory.Usual().Unknown("x", 0, null).Reads(20, 50));

    private static void Is(SearchOutcome outcome, SearchStory story)
    {
        var verdict = story.Verdict();
        Assert.True(verdict.Outcome == outcome, $"{verdict.Outcome}: {verdict.Seen}");
    }

    private static void Says(string said, SearchStory story)
    {
        var verdict = story.Verdict();
        Assert.Equal(SearchOutcome.Undecided, verdict.Outcome);
        Assert.Contains(said, verdict.Seen, StringComparison.Ordinal);
    }
}
