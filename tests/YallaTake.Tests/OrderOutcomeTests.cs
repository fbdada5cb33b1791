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
        using var engine = Engine.Connected(
            $"-Catalogue $Catalogue -Fault add:{fault}",
            fault.StartsWith("Hang", StringComparison.Ordinal) ? "-SkipVerification -TimeoutSec 3" : "");

        var error = engine.Run(Order).Error("OrderOutcomeUnknown");

        Assert.Equal("OperationTimeout", error.CategoryInfo.Category.ToString());
        Assert.Contains("https://example.com/p/1", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Do not order again", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(1, engine.State().Requests("add"));
        Assert.Equal(placed, engine.State().Orders.Count);
    }

    [Theory]
    [InlineData(504, """{"error":"Too many requests"}""")]
    [InlineData(502, "Too many requests")]
    [InlineData(500, """{"error":"Rate limit exceeded"}""")]
    [InlineData(503, """{"error":"Not enough funds on balance"}""")]
    [InlineData(500, """{"error":"Bad link"}""")]
    [InlineData(407, "")]
    [InlineData(300, """{"error":"Bad link"}""")]
    [InlineData(301, "")]
    [InlineData(302, "<html>Moved</html>")]
    [InlineData(304, "")]
    [InlineData(408, """{"error":"Bad link"}""")]
    [InlineData(409, """{"error":"Bad link"}""")]
    [InlineData(425, """{"error":"Bad link"}""")]
    [InlineData(499, """{"error":"Bad link"}""")]
    [InlineData(200, """{"error":"timeout"}""")]
    [InlineData(200, """{"error":"Internal server error"}""")]
    [InlineData(200, """{"error":"Something went wrong, please try again later"}""")]
    [InlineData(200, """{"error":"SQLSTATE[40001]: Serialization failure"}""")]
    [InlineData(200, """{"error":"Duplicate order"}""")]
    [InlineData(200, """{"error":"Order already exists"}""")]
    [InlineData(200, """{"error":"cURL error 28: Operation timed out"}""")]
    [InlineData(200, """{"error":"Gateway timeout"}""")]
    [InlineData(400, """{"error":"Tente novamente mais tarde"}""")]
    [InlineData(403, """{"error":"Too many requests, slow down"}""")]
    public void An_order_that_was_placed_and_answered_so_is_bought_once_whatever_is_run_again(int status, string body)
    {
        using var engine = Engine.Connected($"-Catalogue $Catalogue -Fault 'add:AnswerAfter={status} {body}'", "-MaximumRetryCount 3");

        engine.Run($"{Order} -Reference once").Error("OrderOutcomeUnknown");
        engine.Run($"{Order} -Reference once").Error("OrderOutcomeUnknown");

        Assert.Single(engine.State().Orders);
        Assert.Equal(1, engine.State().Requests("add"));
    }

    [Fact]
    public void An_order_whose_number_comes_with_a_failing_status_is_placed()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Fault 'add:AnswerAfter=429 {\"order\":123}'", "-MaximumRetryCount 3");

        Assert.Equal([123L, 123L], engine.Values($"1..2 | ForEach-Object {{ ({Order} -Reference once).OrderId }}"));
        Assert.Single(engine.State().Orders);
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

        var outcome = engine.Run(
            "1..40 | ForEach-Object { [pscustomobject]@{ service = 1; link = \"https://example.com/p/$_\"; "
            + "quantity = 10 } } | New-YtOrder");

        Assert.NotEmpty(outcome.Errors);
        Assert.All(
            outcome.Errors, error => Assert.StartsWith("OrderOutcomeUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(40, outcome.Output.Count + outcome.Errors.Count);
        Assert.Equal(40, engine.State().Orders.Count);
    }
}
