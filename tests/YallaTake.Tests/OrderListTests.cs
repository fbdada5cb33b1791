namespace YallaTake;

/// <summary>A panel that lists the account's orders, over HTTP, as evidence of what became of an unknown one.</summary>
public sealed class OrderListTests
{
    // The first order is placed, the answer to the second one is lost.
    private const string Lossy = "-Catalogue $Catalogue -Fault add:DropAfter=0.5 -Seed 8";

    private const string Listing = "-Name test -OrderListAction orders";

    private const string Orders =
        "41, 42 | ForEach-Object { New-YtOrder (Get-YtService)[0].ServiceId \"https://example.com/p/$_\" 1000 -Reference "
        + "\"invoice-$_\" -ErrorAction SilentlyContinue }";

    [Theory]
    [InlineData("")]
    [InlineData(" -Dialect Letters")]
    public void An_order_is_found_in_the_list_where_ids_and_the_balance_do_not_settle_it(string dialect)
    {
        using var engine = Engine.Connected($"{Lossy} -OrderListAction orders{dialect}", Listing);
        engine.Run(Orders).ThrowIfFailed();

        // No ids are asked.
        var found = engine.Values("$found = Resolve-YtOrder -Search -MaximumRequests 1 -Confirm:$false; $found.Reference; $found.Evidence");

        Assert.Equal("invoice-42", found[0]);
        Assert.Contains("is in the panel's list of orders and in no other entry", (string)found[1]!, StringComparison.Ordinal);
        Assert.Equal(0, engine.Value("@(Get-YtOrder -State Unknown).Count"));
        Assert.Equal(2, engine.State().Requests("add"));
    }

    [Fact]
    public void What_the_list_does_not_have_stays_unknown()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Fault add:DropBefore=0.5 -Seed 8 -OrderListAction orders", Listing);
        engine.Run(Orders).ThrowIfFailed();

        engine.Run("Resolve-YtOrder invoice-42 -Search -MaximumRequests 1 -Confirm:$false").Error("OrderOutcomeUnknown");
        Assert.Equal("invoice-42", engine.Value("(Get-YtOrder -State Unknown).Reference"));
    }

    [Fact]
    public void A_panel_without_such_a_list_proves_nothing_by_it()
    {
        using var engine = Engine.Connected(Lossy, Listing);
        engine.Run(Orders).ThrowIfFailed();

        var error = engine.Run("Resolve-YtOrder invoice-42 -Search -MaximumRequests 1 -Confirm:$false").Error("OrderOutcomeUnknown");

        Assert.Contains("The panel's list of orders proves nothing: ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void On_an_account_that_others_use_too_the_list_settles_nothing()
    {
        using var engine = Engine.Connected(Lossy + " -OrderListAction orders", Listing + " -SharedAccount");
        engine.Run(Orders).ThrowIfFailed();

        var error = engine.Run("Resolve-YtOrder -Search -Confirm:$false").Error("OrderOutcomeUnknown");

        Assert.Contains("has order 23502, which may be it", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("invoice-42", engine.Value("(Get-YtOrder -State Unknown).Reference"));
    }

    [Theory]
    [InlineData("add")]
    [InlineData("Status")]
    [InlineData("refill_status")]
    [InlineData("all orders")]
    [InlineData("''")]
    [InlineData("sandbox-key")]
    public void What_is_no_such_action_connects_nothing(string action)
    {
        using var engine = new Engine();
        engine.Run("$sandbox = Start-YtSandbox -Catalogue $Catalogue").ThrowIfFailed();

        var error = engine.Run($"$sandbox | Connect-YtPanel -OrderListAction {(action.Contains(' ') ? $"'{action}'" : action)}");

        error.End("FieldInvalid");
        Assert.Equal(0, engine.Value("@(Get-YtPanel).Count"));
    }
}
