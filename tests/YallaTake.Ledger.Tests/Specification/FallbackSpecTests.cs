using CsCheck;

namespace YallaTake;

/// <summary>The contract about fallbacks, proved for the model of it.</summary>
public sealed class FallbackSpecTests(ITestOutputHelper output)
{
    // A change here is a change of the contract, or a leak in the model.
    [Theory]
    [InlineData(false, 186, 1076)]
    [InlineData(true, 218, 1247)]
    public void Every_rule_holds_in_every_state_that_can_be_reached(bool isShared, int states, long transitions)
    {
        var report = FallbackSpec.Of(isShared).WithRules().WithMarks(isShared).Exhaustive(output.WriteLine);

        Assert.True(report.Closed);
        Assert.Equal((states, transitions, 0), (report.States, report.Transitions, report.DeadlockStates));
    }

    [Fact]
    public void Each_rule_finds_its_own_fault()
    {
        (string Fault, string Rule)[] table =
        [
            ("both panels are asked at once", "NEVER-TWICE"),
            ("a claim looks at its own panel only", "ELSEWHERE-STAYS"),
            ("a claim without fallbacks looks at its own panel only", "ELSEWHERE-STAYS"),
            ("whoever goes on does not look at the first panel again", "NEXT-SEES-ELSEWHERE"),
            ("nobody writes down that a reference is used with fallbacks", "REFERENCE-IS-WIDE"),
            ("a refusal goes nowhere", "REFUSED-GOES-ON"),
            ("an unknown order goes on to the next panel", "UNKNOWN-STAYS-THERE"),
            ("a stopped order goes on to the next panel", "STOP-STOPS"),
            ("it goes on though its refusal could not be written", "WRITTEN-FIRST"),
            ("a refused order is never sent again", "TRY-AGAIN"),
            ("a lost answer is taken for a refusal", "BOUGHT-IS-KNOWN"),
            ("what the journal remembers of another panel is not asked", "ELSEWHERE-STAYS"),
        ];

        var report = FallbackSpec.Of(shared: true).WithRules().WithFaults().Faults(output.WriteLine);

        Assert.Equal(table, report.Results.Select(result => (result.Fault, result.CaughtBy!)));
        Assert.Empty(report.Unexercised);
    }
}
