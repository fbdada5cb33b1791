namespace YallaTake;

/// <summary>What is said of an order when its answer is no plain yes.</summary>
public sealed class OrderOutcomeTests
{
    private const string Order = "New-YtOrder 1 https://example.com/p/1 1000";

    [Theory]
    [InlineData("DropAfter", 1)]
    [InlineData("Truncated", 1)]
    [InlineData("HangAfter", 1)]
    [InlineData("Http500After", 1)]
    [InlineData("Html", 1)]
    [InlineData("DropBefore", 0)]
    [InlineData("Hang", 0)]
    [InlineData("Http500", 0)]
    public void An_order_whose_answer_is_lost_is_unknown_and_was_sent_once(string fault, int placed)
    {
        using var engine = Engine.Connected($"-Catalogue $Catalogue -Fault add:{fault}", fault.StartsWith("Hang", StringComparison.Ordinal) ? "-TimeoutSec 3" : "");

        var error = engine.Run(Order).Error("OrderOutcomeUnknown");

        Assert.Equal("OperationTimeout", error.CategoryInfo.Category.ToString());
        Assert.Contains("https://example.com/p/1", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Do not order again", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(1, engine.State().Requests("add"));
        Assert.Equal(placed, engine.State().Orders.Count);
    }

    [Fact]
    public void An_order_that_the_account_cannot_pay_is_not_bought()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Balance 0");

        Assert.Equal("LimitsExceeded", engine.Run(Order).Error("InsufficientFunds").CategoryInfo.Category.ToString());
        Assert.Empty(engine.State().Orders);
    }

    [Fact]
    public void An_order_that_comes_too_soon_is_not_bought()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Fault add:Http429");

        engine.Run(Order).Error("RateLimited");

        Assert.Empty(engine.State().Orders);
    }

    [Fact]
    public void An_order_that_the_panel_refuses_is_told_in_the_panels_words()
    {
        using var engine = Engine.Connected();

        var error = engine.Run("New-YtOrder 1 'no link at all' 1000").Error("OrderRefused");

        Assert.Matches(@"Bad link|error\.link", error.ToString());
    }

    [Fact]
    public void A_panel_that_is_gone_cannot_have_taken_the_order()
    {
        using var engine = Engine.Connected();

        var outcome = engine.Run($"$null = {Order}; Stop-YtSandbox $sandbox; {Order}");

        Assert.Contains("Nothing was sent", outcome.Error("PanelUnavailable").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void After_an_unknown_order_the_others_are_still_placed()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Fault add:DropAfter=0.5 -Seed 4");

        var outcome = engine.Run("1..40 | ForEach-Object { [pscustomobject]@{ service = 1; link = \"https://example.com/p/$_\"; quantity = 10 } } | New-YtOrder");

        Assert.NotEmpty(outcome.Errors);
        Assert.All(outcome.Errors, error => Assert.StartsWith("OrderOutcomeUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(40, outcome.Output.Count + outcome.Errors.Count);
        Assert.Equal(40, engine.State().Orders.Count);
    }
}
