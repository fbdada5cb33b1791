using CsCheck;

namespace YallaTake;

/// <summary>The contract about sums, proved for the model of it.</summary>
public sealed class SpendingSpecTests(ITestOutputHelper output)
{
    // A change here is a change of the contract, or a leak in the model.
    [Theory]
    [InlineData(false, 144, 594)]
    [InlineData(true, 288, 1332)]
    public void The_kept_sum_is_the_sum_added_up_in_every_state_that_can_be_reached(bool isEarlier, int states, long transitions)
    {
        var report = SpendingSpec.Of(isEarlier).WithRules().Exhaustive(output.WriteLine);

        Assert.True(report.Closed);
        Assert.Equal((states, transitions), (report.States, report.Transitions));
    }

    [Fact]
    public void Each_way_to_forget_the_sum_is_found()
    {
        var report = SpendingSpec.Of(isEarlier: true).WithRules().WithFaults().Faults(output.WriteLine);

        Assert.Equal(17, report.Results.Count);
        Assert.All(
            report.Results,
            result => Assert.Equal(result.Fault == "an unknown order is free" ? "MAY-COST-COUNTS" : "SUM-IS-KEPT", result.CaughtBy));
        Assert.Empty(report.Unexercised);
    }
}
