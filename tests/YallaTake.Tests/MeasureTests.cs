namespace YallaTake;

/// <summary>What orders would cost and what stands against them, before anything is ordered.</summary>
public sealed class MeasureTests : IDisposable
{
    private const string Link = "https://example.com/p/1";

    private readonly Engine _engine = Engine.Connected("-Catalogue $Catalogue -Balance 10", "-SpendLimit 5");

    [Theory]
    [InlineData($"2 {Link} 1234", 1234L, "0.4319")]
    [InlineData($"2 {Link} 500 -Runs 3 -Interval 10", 1500L, "0.525")]
    [InlineData($"3 {Link}", 1L, "4.50")]
    [InlineData($"5 {Link} -Comments one, two, three", 3L, "0.024")]
    [InlineData("17 -Username ann -MinQuantity 20 -MaxQuantity 30 -Delay 0 -Posts 10", 300L, "0.09")]
    public void A_quote_tells_count_and_charge_to_the_last_digit(string order, long count, string charge)
    {
        Assert.Equal(
            [count, decimal.Parse(charge, System.Globalization.CultureInfo.InvariantCulture), "USD", true, 0],
            _engine.Values(
                $"$quote = Measure-YtOrder {order}; $quote.Count; $quote.EstimatedCharge; $quote.Currency; $quote.Orderable; "
                + "$quote.Problem.Count"));
        Assert.Equal(0, _engine.State().Requests("add"));
    }

    [Fact]
    public void A_quote_names_all_that_stands_against_the_order()
    {
        var problems = Problems($"Measure-YtOrder 2 {Link} 5 -Keywords one -MaximumRate 0.1 -MaximumCharge 0.00001");

        Assert.Equal(["ChargeTooHigh", "FieldNotUsed", "QuantityOutOfRange", "RateTooHigh"], problems.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData($"99 {Link} 10", "ServiceNotFound")]
    [InlineData("1 -Quantity 10", "FieldMissing")]
    [InlineData($"1 {Link} 6000", "SpendLimitReached")]
    [InlineData("17 -Username ann -MinQuantity 20 -MaxQuantity 30 -Delay 0", "SpendLimitReached")]
    public void An_order_that_would_be_refused_has_a_quote_that_says_so(string order, string problem)
    {
        Assert.Equal([problem], Problems($"Measure-YtOrder {order}"));
        Assert.Equal(false, _engine.Value($"(Measure-YtOrder {order}).Orderable"));
        Assert.Equal(0, _engine.State().Requests("add"));
    }

    [Fact]
    public void The_rows_of_a_batch_use_up_the_limit_one_by_one()
    {
        var rows = $"1..3 | ForEach-Object {{ [pscustomobject]@{{ service = 1; link = \"{Link}/$_\"; quantity = 1500 * $_ }} }}";

        Assert.Equal([true, true, false], _engine.Values($"{rows} | Measure-YtOrder | ForEach-Object Orderable"));
        Assert.Equal(["SpendLimitReached"], Problems($"{rows} | Measure-YtOrder"));
        Assert.Equal(2, _engine.Run($"{rows} | New-YtOrder -ThrottleLimit 1").Output.Count);
    }

    [Fact]
    public void The_rows_of_a_batch_use_up_the_funds_one_by_one()
    {
        _engine.Run("$sandbox | Connect-YtPanel").ThrowIfFailed();
        var rows = $"1..3 | ForEach-Object {{ [pscustomobject]@{{ service = 1; link = \"{Link}/$_\"; quantity = 5000 }} }}";

        Assert.Equal([true, true, false], _engine.Values($"{rows} | Measure-YtOrder | ForEach-Object Orderable"));
        Assert.Equal(["InsufficientFunds"], Problems($"{rows} | Measure-YtOrder"));
    }

    [Fact]
    public void The_rows_of_a_batch_use_up_the_limit_and_the_funds_of_their_own_panel()
    {
        _engine.Run(
            "$sandbox | Connect-YtPanel -Name limited -SpendLimit 5; Start-YtSandbox -Catalogue $Catalogue -Balance 10 | Connect-YtPanel "
            + "-Name other -SpendLimit 5; Start-YtSandbox -Catalogue $Catalogue -Balance 5 | Connect-YtPanel -Name poor").ThrowIfFailed();
        var rows = $"'limited', 'other', 'poor', 'limited', 'other', 'poor' | ForEach-Object {{ [pscustomobject]@{{ service = 1; "
            + $"link = '{Link}'; quantity = 4000; panel = $_ }} }}";

        Assert.Equal([true, true, true, false, false, false], _engine.Values($"{rows} | Measure-YtOrder | ForEach-Object Orderable"));
        Assert.Equal(["SpendLimitReached", "SpendLimitReached", "InsufficientFunds"], Problems($"{rows} | Measure-YtOrder"));
    }

    [Fact]
    public void An_order_placed_before_costs_nothing_more()
    {
        _engine.Run($"$order = New-YtOrder 1 {Link} 5000 -Reference one").ThrowIfFailed();

        Assert.Equal(
            [true, 0m, true],
            _engine.Values(
                $"$quote = Measure-YtOrder 1 {Link} 5000 -Reference one; $quote.Orderable; $quote.EstimatedCharge; "
                + "$quote.PlacedOrderId -eq $order.OrderId"));
        Assert.Equal(["ReferenceMismatch"], Problems($"Measure-YtOrder 1 {Link} 100 -Reference one"));
        Assert.Equal(["DuplicateOrder"], Problems($"Measure-YtOrder 1 {Link} 100 -NoDuplicateWithin 1:00"));
        Assert.Equal(1, _engine.State().Requests("add"));
    }

    [Fact]
    public void An_order_is_measured_against_open_ones_and_those_before_it()
    {
        _engine.Run($"$order = New-YtOrder 1 {Link} 100 -Reference one").ThrowIfFailed();
        var rows = $"@{{ l = '{Link}'; r = 'one' }}, @{{ l = '{Link}'; r = 'two' }}, @{{ l = '{Link}/3'; r = 'three' }}, "
            + $"@{{ l = '{Link}/3/'; r = 'four' }}, @{{ l = '{Link}/3'; r = 'three' }} "
            + "| ForEach-Object { [pscustomobject]@{ service = 1; link = $_.l; quantity = 100; reference = $_.r } }";

        Assert.Equal(
            [true, false, true, false, true],
            _engine.Values($"{rows} | Measure-YtOrder -NoOverlap | ForEach-Object Orderable"));
        Assert.Equal(["OrderOverlaps", "OrderOverlaps"], Problems($"{rows} | Measure-YtOrder -NoOverlap"));
    }

    [Fact]
    public void Measuring_writes_nothing_down()
    {
        Assert.Equal(0, _engine.Value($"$null = Measure-YtOrder 1 {Link} 100 -Reference one; @(Get-YtOrder).Count"));
    }

    public void Dispose() => _engine.Dispose();

    /// <summary>The ids of the problems that quotes name.</summary>
    private IEnumerable<string> Problems(string script) =>
        _engine.Values($"{script} | ForEach-Object Problem").Select(problem => ((string)problem!).Split(':')[0]);
}
