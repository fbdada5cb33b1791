using CsCheck;

namespace YallaTake;

/// <summary>The contract about orders, proved for the model of it.</summary>
public sealed class OrderSpecTests(ITestOutputHelper output)
{
    // A change here is a change of the contract, or a leak in the model.
    [Theory]
    [InlineData(false, false, 883, 6596)]
    [InlineData(false, true, 783, 6293)]
    [InlineData(true, false, 1018, 7072)]
    [InlineData(true, true, 1129, 8624)]
    public void Every_rule_holds_in_every_state_that_can_be_reached(bool isShared, bool isLimited, int states, long transitions)
    {
        var report = OrderSpec.Of(isShared, isLimited).WithRules().WithMarks(isShared, isLimited).Exhaustive(output.WriteLine);

        Assert.True(report.Closed);
        Assert.Equal((states, transitions, 0), (report.States, report.Transitions, report.DeadlockStates));
    }

    [Theory]
    [InlineData(false, false, nameof(PanelField.Ignored), 3637, 32601)]
    [InlineData(false, false, nameof(PanelField.Honored), 15378, 146481)]
    [InlineData(true, true, nameof(PanelField.Honored), 13742, 133277)]
    public void Every_rule_holds_where_orders_carry_an_id_of_the_client(
        bool isShared, bool isLimited, string does, int states, long transitions)
    {
        var field = Enum.Parse<PanelField>(does);
        var spec = OrderSpec.Of(isShared, isLimited, field).WithRules().WithFieldRules().WithMarks(isShared, isLimited, field);
        var report = spec.Exhaustive(output.WriteLine);

        Assert.True(report.Closed);
        Assert.Equal((states, transitions, 0), (report.States, report.Transitions, report.DeadlockStates));
        if (isShared && isLimited)
            Assert.Empty(report.NeverTriggered.Concat(report.NeverFired));
    }

    [Fact]
    public void Each_rule_finds_its_own_fault_of_an_order_that_is_sent_again()
    {
        (string Fault, string Rule)[] table =
        [
            ("the panel forgets the client's id", "NEVER-TWICE"),
            ("an unknown order is sent again to a panel that was not tested", "UNKNOWN-STAYS"),
            ("it is sent again though an attempt went without the id", "UNKNOWN-STAYS"),
            ("it is sent again after the window", "UNKNOWN-STAYS"),
            ("it is sent again without the id", "REPEAT"),
            ("a refusal of what was sent again settles it", "DOUBT-STAYS"),
            ("stopping it before it is sent again settles it", "STOP-SETTLES-NOTHING"),
            ("a claim that nobody heard of settles it", "KEPT-SETTLES-NOTHING"),
        ];

        var spec = OrderSpec.Of(shared: false, limited: false, PanelField.Honored).WithRules().WithFieldRules().WithFieldFaults();
        var report = spec.Faults(output.WriteLine);

        Assert.Equal(table, report.Results.Select(result => (result.Fault, result.CaughtBy!)));
    }

    [Fact]
    public void Each_rule_finds_its_own_fault()
    {
        (string Fault, string Rule)[] table =
        [
            ("a panel that sold the order is asked again", "NEVER-TWICE"),
            ("it is settled before it is sent", "CLAIM-FIRST"),
            ("the sender ignores that its lease has run out", "CLAIM-FIRST"),
            ("an expired lease is taken for a live one", "LAPSED-IS-UNKNOWN"),
            ("an expired lease frees the reference", "UNKNOWN-STAYS"),
            ("an unknown order is sent again", "UNKNOWN-STAYS"),
            ("an order that is being sent is sent again", "SENDING-STAYS"),
            ("a placed order is sent again", "PLACED-STAYS"),
            ("a rejected order is never sent again", "TRY-AGAIN"),
            ("a lost answer is taken for a refusal", "BOUGHT-IS-KNOWN"),
            ("a sender that is gone is taken for one that did not send", "BOUGHT-IS-KNOWN"),
            ("a lost answer is not written down", "DOUBT-IS-WRITTEN"),
            ("an answer is not written", "ANSWER-IS-WRITTEN"),
            ("an answer is lost with the ledger", "ANSWER-IS-KEPT"),
            ("an answer to a lost claim is thrown away", "LATE-ANSWER-IS-WRITTEN"),
            ("the journal is emptied and not written", "KEPT-IS-TAKEN-OVER"),
            ("a late answer undoes what a person settled", "PLACED-IS-FINAL"),
            ("the journal is not asked", "JOURNAL-FIRST"),
            ("the limit counts only what is placed", "LIMIT"),
        ];

        var report = OrderSpec.Of(shared: true, limited: true).WithRules().WithFaults().Faults(output.WriteLine);

        Assert.Equal(table, report.Results.Select(result => (result.Fault, result.CaughtBy!)));
        Assert.Empty(report.Unexercised);
    }
}
