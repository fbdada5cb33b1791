namespace YallaTake;

/// <summary>The list of orders that panels do not give.</summary>
public sealed class LedgerListTests : IDisposable
{
    // Time stands nearly still, but for what a test says.
    private readonly Engine _engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 0.001");

    public LedgerListTests() => _engine.Run(
        """
        $orders = @(
            New-YtOrder 1 https://example.com/p/1 10 -Reference first
            New-YtOrder 2 'https://example.com/p?q=[1]' 20 -Reference 'second [b]'
            New-YtOrder 3 https://example.com/p/3 -Reference third
        )
        $null = New-YtOrder 1 'no link at all' 10 -Reference refused -ErrorAction SilentlyContinue
        """).ThrowIfFailed();

    [Theory]
    [InlineData("", "first, second [b], third, refused")]
    [InlineData("first", "first")]
    [InlineData("first, third", "first, third")]
    [InlineData("-Reference f*", "first")]
    [InlineData("-Reference 'second [b]'", "second [b]")]
    [InlineData("-Reference '*[b]'", "second [b]")]
    [InlineData("-OrderId $orders[0].OrderId, $orders[2].OrderId", "first, third")]
    [InlineData("-State Rejected", "refused")]
    [InlineData("-State Placed, Rejected", "first, second [b], third, refused")]
    [InlineData("-State Unknown", "")]
    [InlineData("-ServiceId 1", "first, refused")]
    [InlineData("-ServiceId 2, 3", "second [b], third")]
    [InlineData("-Link https://example.com/p/3", "third")]
    [InlineData("-Link 'https://example.com/p?q=[1]'", "second [b]")]
    [InlineData("-Link https://*", "first, second [b], third")]
    [InlineData("-Open", "first, second [b], third")]
    [InlineData("-Open -ServiceId 1", "first")]
    [InlineData("-After $orders[0].CreatedAt -Before ([DateTimeOffset]::UtcNow.AddMinutes(1))", "first, second [b], third, refused")]
    [InlineData("-After ([DateTimeOffset]::UtcNow.AddMinutes(1))", "")]
    [InlineData("-Before 2020-01-01", "")]
    public void Orders_are_found_by_what_is_asked_for(string parameters, string references) =>
        Assert.Equal(references, string.Join(", ", _engine.Values($"Get-YtOrder {parameters} | ForEach-Object Reference")));

    [Theory]
    [InlineData("$orders")]
    [InlineData("$orders.OrderId")]
    [InlineData("$orders | Get-YtOrderStatus")]
    [InlineData("Get-YtOrder -Open")]
    public void Orders_and_what_comes_of_them_find_their_entries(string input) =>
        Assert.Equal(["first", "second [b]", "third"], _engine.Values($"{input} | Get-YtOrder | ForEach-Object Reference"));

    [Fact]
    public void An_order_without_a_number_finds_its_entry() =>
        Assert.Equal("refused", _engine.Value("Get-YtOrder refused | Get-YtOrder | ForEach-Object Reference"));

    [Theory]
    [InlineData("first, nobody", "nobody")]
    [InlineData("-OrderId 4711", 4711L)]
    public void An_order_that_is_not_in_the_ledger_is_said_to_be_so(string parameters, object target)
    {
        var error = _engine.Run($"Get-YtOrder {parameters}").Error("OrderNotFound");

        Assert.Equal(target, error.TargetObject);
        Assert.Contains("Get-YtOrderStatus", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_tells_how_its_placing_went()
    {
        Assert.Equal(
            ["Placed", null, true, 1000m, "test"],
            _engine.Values(
                "$order = Get-YtOrder first; \"$($order.State)\"; $order.Error; $order.SettledAt -ge $order.CreatedAt; "
                + "$order.BalanceBefore; $order.Panel"));
        Assert.Equal(
            ["Rejected", true, null],
            _engine.Values(
                "$order = Get-YtOrder refused; \"$($order.State)\"; $order.Error -match 'Bad link|error\\.link'; $order.OrderId"));
    }

    [Fact]
    public void A_status_is_remembered_with_its_order()
    {
        _engine.Run("$orders[0] | Get-YtOrderStatus").ThrowIfFailed();

        Assert.Equal(
            ["Pending", 0.009m, 10L, true],
            _engine.Values(
                "$order = Get-YtOrder first; $order.Status; $order.Charge; $order.Remains; $order.StatusAt -ge $order.CreatedAt"));
    }

    [Fact]
    public void A_cancellation_is_remembered_with_its_order()
    {
        _engine.Run("$orders[0] | Stop-YtOrder -Confirm:$false").ThrowIfFailed();

        Assert.Equal(true, _engine.Value("$order = Get-YtOrder first; $order.CancelRequestedAt -ge $order.CreatedAt"));
        Assert.Null(_engine.Value("(Get-YtOrder third).CancelRequestedAt"));
    }

    [Fact]
    public void An_order_leads_to_its_refills()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000");
        engine.Run(
            "$order = New-YtOrder 1 https://example.com/p/1 10 -Reference one; while (($order | Get-YtOrderStatus).Status -ne 'Completed') "
            + "{ }").ThrowIfFailed();

        var refill = engine.Value("($order | Invoke-YtRefill).RefillId");

        Assert.Equal(refill, engine.Value("Get-YtOrder -Reference one | Get-YtRefillStatus | ForEach-Object RefillId"));
        engine.Run("New-YtOrder 1 https://example.com/p/2 10 -Reference two").ThrowIfFailed();
        Assert.Equal([refill], engine.Values("Get-YtOrder | Get-YtRefillStatus | ForEach-Object RefillId"));
        Assert.Equal(
            ["Completed", 0],
            engine.Values("$order = Get-YtOrder one; $order.Status; @(Get-YtOrder -Open | Where-Object Reference -eq one).Count"));
    }

    [Theory]
    [InlineData("Get-YtOrderStatus")]
    [InlineData("Wait-YtOrder -PollingInterval 1")]
    public void An_order_without_a_number_yet_is_an_error_among_the_others(string cmdlet)
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000 -Fault add:DropAfter");
        engine.Run("1..3 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 10 -Reference order-$_ -ErrorAction SilentlyContinue }");
        var id = engine.State().Orders[^1].GetProperty("order").GetInt64();
        engine.Run($"Resolve-YtOrder order-3 -OrderId {id} -Confirm:$false").ThrowIfFailed();

        var outcome = engine.Run($"Get-YtOrder | {cmdlet}");

        Assert.Equal(["OrderNotFound", "OrderNotFound"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Null(outcome.Terminating);
        Assert.Equal([id], outcome.Output.Select(status => status.Properties["OrderId"].Value));
    }

    public void Dispose() => _engine.Dispose();
}
