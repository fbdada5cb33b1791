namespace YallaTake;

/// <summary>A panel that takes a client's id for an order, over HTTP, as a script sees it.</summary>
public sealed class IdempotencyTests
{
    private const string Honoring = "-Catalogue $Catalogue -IdempotencyField request_id";
    private const string Ignoring = "-Catalogue $Catalogue";

    // The answer to the third order is lost.
    private const string Lossy = " -Fault add:DropAfter=0.5 -Seed 38";

    private const string Keyed = "-Name test -IdempotencyField request_id";

    private const string Test = "Resolve-YtOrder invoice-41 -TestIdempotency -Confirm:$false";

    // The panel may still be executing an order until then.
    private static readonly TimeSpan Executing = TimeSpan.FromMinutes(2);

    [Fact]
    public void After_a_test_an_order_whose_answer_was_lost_is_sent_again_and_not_bought_again()
    {
        using var engine = new Engine();
        var time = Connect(engine, Honoring + Lossy);
        engine.Run(Order(41)).ThrowIfFailed();
        Assert.Equal(["invoice-41", 23501L], engine.Values($"$tested = {Test}; $tested.Reference; $tested.OrderId"));
        engine.Run(Order(42)).Error("OrderOutcomeUnknown");
        var early = engine.Run(Order(42)).Error("OrderOutcomeUnknown");
        Assert.Contains("the panel may still be executing it. Nothing was sent now", early.ToString(), StringComparison.Ordinal);
        time.Advance(Executing);

        var order = engine.Values($"$order = {Order(42)}; $order.OrderId; \"$($order.State)\"");

        Assert.Equal([23502L, "Placed"], order);
        Assert.Equal((2, 4), (engine.State().Orders.Count, engine.State().Requests("add")));
        Assert.Contains("request_id=invoice-42", engine.State().Fields(1), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_test_it_is_not_sent_again()
    {
        using var engine = new Engine();
        var time = Connect(engine, Honoring + " -Fault add:DropAfter");
        engine.Run(Order(41)).Error("OrderOutcomeUnknown");
        time.Advance(Executing);

        engine.Run(Order(41)).Error("OrderOutcomeUnknown");

        Assert.Equal(1, engine.State().Requests("add"));
    }

    [Fact]
    public void A_test_at_a_panel_without_the_field_says_what_it_bought_and_lets_nothing_be_sent_again()
    {
        using var engine = new Engine();
        var time = Connect(engine, Ignoring + Lossy);
        engine.Run(Order(41)).ThrowIfFailed();

        var test = engine.Run($"$second = {Test}");
        test.ThrowIfFailed();
        Assert.Contains(
            "answered with order 23502 in place of 23501, which is written down as 'invoice-41#test'",
            Assert.Single(test.Warnings),
            StringComparison.Ordinal);
        Assert.Equal("invoice-41#test", engine.Value("$second.Reference"));
        engine.Run(Order(42)).Error("OrderOutcomeUnknown");
        time.Advance(Executing);
        engine.Run(Order(42)).Error("OrderOutcomeUnknown");

        Assert.Equal(3, engine.State().Orders.Count);
        Assert.Equal(3, engine.Value("@(Get-YtOrder).Count"));
    }

    [Fact]
    public void What_a_test_would_do_can_be_seen_without_doing_it()
    {
        using var engine = Engine.Connected(Honoring, Keyed);
        engine.Run(Order(41)).ThrowIfFailed();

        Assert.Equal(0, engine.Value("@(Resolve-YtOrder invoice-41 -TestIdempotency -WhatIf).Count"));
        Assert.Equal(1, engine.State().Requests("add"));
        Assert.Equal(1, engine.Value("@(Get-YtOrder).Count"));
    }

    [Fact]
    public void Whoever_orders_again_all_that_was_not_sent_does_not_order_a_test()
    {
        using var engine = Engine.Connected(Honoring, Keyed);
        engine.Run($"{Order(41)}; {Test}").ThrowIfFailed();

        Assert.Equal(23501L, engine.Value("(Get-YtOrder -State NotSent, Rejected | New-YtOrder).OrderId"));
        Assert.Single(engine.State().Orders);
    }

    [Fact]
    public void An_order_that_cannot_test_the_field_is_an_error_and_nothing_is_sent()
    {
        using var engine = Engine.Connected(Honoring, "-Name test");
        engine.Run(Order(41)).ThrowIfFailed();
        engine.Run(Test).Error("FieldMissing");
        engine.Run("Resolve-YtOrder invoice-43 -TestIdempotency -Confirm:$false").Error("OrderNotFound");

        Assert.Equal(1, engine.State().Requests("add"));
    }

    [Fact]
    public void A_row_that_gives_the_field_itself_is_refused_and_the_others_go_on()
    {
        using var engine = Engine.Connected(Honoring, Keyed);

        engine.Run($"{Order(41)} -Field @{{ Request_Id = 'mine' }}").Error("FieldInvalid");
        engine.Run(Order(42)).ThrowIfFailed();

        Assert.Single(engine.State().Orders);
    }

    [Theory]
    [InlineData("-IdempotencyField quantity", "is not a field that can carry an id of your own")]
    [InlineData("-IdempotencyField 'request id'", "is not a field that can carry an id of your own")]
    [InlineData("-IdempotencyField order_id", "is not a field that can carry an id of your own")]
    [InlineData("-IdempotencyField ''", "was given without a value")]
    [InlineData("-IdempotencyField sandbox_key", "holds the API key")]
    [InlineData("-IdempotencyField request_id -IdempotencyWindow 7", "could be 7 seconds or 7 days")]
    [InlineData("-IdempotencyField request_id -IdempotencyWindow soon", "is not a time of a second or more")]
    [InlineData("-IdempotencyWindow 0.01:00:00", "needs -IdempotencyField")]
    public void What_is_no_such_field_or_time_connects_nothing(string parameters, string said)
    {
        using var engine = new Engine();
        engine.Run("$sandbox = Start-YtSandbox -ApiKey sandbox_key -Catalogue $Catalogue").ThrowIfFailed();

        var error = engine.Run($"$sandbox | Connect-YtPanel {parameters}").End("FieldInvalid");

        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sandbox_key", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, engine.Value("@(Get-YtPanel).Count"));
    }

    [Fact]
    public void The_field_needs_the_ledger()
    {
        using var engine = new Engine();

        engine.Run("Connect-YtPanel -Sandbox -IdempotencyField request_id -NoLedger").End("LedgerUnavailable");
    }

    private static SkippedTime Connect(Engine engine, string sandboxParameters)
    {
        var time = new SkippedTime();
        engine.Run($"$sandbox = Start-YtSandbox {sandboxParameters}").ThrowIfFailed();
        engine.GoBy(time);
        engine.Run($"$sandbox | Connect-YtPanel {Keyed}").ThrowIfFailed();
        return time;
    }

    private static string Order(int number) =>
        $"New-YtOrder 1 https://example.com/p/{number} 1000 -Reference invoice-{number}";
}
