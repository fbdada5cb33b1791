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
    public void An_order_is_a_duplicate_of_one_before_it_in_the_input()
    {
        var rows = $"'{Link}', '{Link}', '{Link}/2', '{Link}' | ForEach-Object -Begin {{ $n = 0 }} "
            + "{ [pscustomobject]@{ service = 1; link = $_; quantity = 100; reference = \"row $((++$n))\" } }";

        Assert.Equal(
            [true, false, true, false], _engine.Values($"{rows} | Measure-YtOrder -NoDuplicateWithin 1:00 | ForEach-Object Orderable"));
        Assert.Equal(["DuplicateOrder", "DuplicateOrder"], Problems($"{rows} | Measure-YtOrder -NoDuplicateWithin 1:00"));

        // The truth: what New-YtOrder does with the same rows.
        Assert.Equal(2, _engine.Run($"{rows} | New-YtOrder -NoDuplicateWithin 1:00 -ThrottleLimit 1").Output.Count);
        Assert.Equal(2, _engine.State().Requests("add"));
    }

    [Fact]
    public void A_reference_that_a_row_before_it_has_is_a_problem_unless_it_is_the_same_order()
    {
        var rows = $"@{{ n = 100; r = 'one' }}, @{{ n = 200; r = ' one ' }}, @{{ n = 100; r = 'one' }}, @{{ n = 5; r = 'one' }}, "
            + $"@{{ n = 1; r = 'two' }}, @{{ n = 200; r = 'two' }} "
            + $"| ForEach-Object {{ [pscustomobject]@{{ service = 2; link = '{Link}'; quantity = $_.n; reference = $_.r }} }}";

        Assert.Equal(
            [true, false, true, false, false, true], _engine.Values($"{rows} | Measure-YtOrder | ForEach-Object Orderable"));
        Assert.Equal(
            ["ReferenceMismatch", "ReferenceMismatch", "QuantityOutOfRange", "QuantityOutOfRange"], Problems($"{rows} | Measure-YtOrder"));
        Assert.Equal([0.035m, 0m], _engine.Values($"({rows} | Measure-YtOrder).Where({{ $_.Orderable }}, 'First', 2).EstimatedCharge"));
        Assert.Contains("row 1", (string)_engine.Value($"({rows} | Measure-YtOrder)[1].Problem")!, StringComparison.Ordinal);

        // The truth: what New-YtOrder does with the same rows.
        Assert.Equal(3, _engine.Run($"{rows} | New-YtOrder -ThrottleLimit 1").Output.Count);
        Assert.Equal(2, _engine.State().Requests("add"));
    }

    [Fact]
    public void The_same_order_once_more_is_no_problem_though_the_limit_is_used_up()
    {
        var rows = $"1..2 | ForEach-Object {{ [pscustomobject]@{{ service = 1; link = '{Link}'; quantity = 4000; reference = 'one' }} }}";

        Assert.Equal([3.6m, 0m], _engine.Values($"{rows} | Measure-YtOrder | ForEach-Object EstimatedCharge"));
        Assert.Equal([true, true], _engine.Values($"{rows} | Measure-YtOrder | ForEach-Object Orderable"));
    }

    [Fact]
    public void A_summary_adds_the_rows_up_and_says_what_is_left_of_balance_and_limit()
    {
        _engine.Run($"$null = New-YtOrder 1 {Link} 1000 -Reference placed").ThrowIfFailed();
        var rows = $"@{{ n = 1000; r = 'placed' }}, @{{ n = 2000; r = 'a' }}, @{{ n = 2000; r = 'a' }}, @{{ n = 100; r = 'a' }}, "
            + $"@{{ n = 5000; r = 'b' }}, @{{ n = 1; r = 'c' }}, @{{ n = 1000; r = 'd' }} "
            + $"| ForEach-Object {{ [pscustomobject]@{{ service = 1; link = '{Link}'; quantity = $_.n; reference = $_.r }} }}";

        Assert.Equal(
            [7L, 4L, 2L, 3L, "QuantityOutOfRange: 1, ReferenceMismatch: 1, SpendLimitReached: 1", 3000L, 2.7m, "USD", 6.4m, 1.4m],
            _engine.Values(
                $"$s = {rows} | Measure-YtOrder -Summary; $s.Rows; $s.Orderable; $s.Existing; $s.Refused; $s.Problem; $s.Count; "
                + "$s.EstimatedCharge; $s.Currency; $s.BalanceLeft; $s.SpendLimitLeft"));
        Assert.Equal(1, _engine.State().Requests("add"));
    }

    [Fact]
    public void Rows_for_several_panels_have_a_summary_each_and_no_rows_one_of_zeros()
    {
        _engine.Run(
            "Start-YtSandbox -Catalogue $Catalogue -Balance 5 | Connect-YtPanel -Name poor; $sandbox | Connect-YtPanel -Name rich")
            .ThrowIfFailed();
        var rows = $"'poor', 'rich', 'poor' | ForEach-Object {{ [pscustomobject]@{{ service = 1; link = '{Link}'; quantity = 3000; "
            + "panel = $_; reference = 'one' } }";

        Assert.Equal(
            ["poor 2 1", "rich 1 0"],
            _engine.Values($"{rows} | Measure-YtOrder -Summary | ForEach-Object {{ \"$($_.Panel) $($_.Rows) $($_.Existing)\" }}"));
        Assert.Equal([2.3m, null, 7.3m, null], _engine.Values(
            $"{rows} | Measure-YtOrder -Summary | ForEach-Object {{ $_.BalanceLeft; $_.SpendLimitLeft }}"));
        Assert.Equal(
            ["rich", 0L, 0L, 0m, 10m],
            _engine.Values(
                "$s = @() | Measure-YtOrder -Summary; $s.Panel; $s.Rows; $s.Refused; $s.EstimatedCharge; $s.BalanceLeft"));
    }

    [Fact]
    public void A_summary_of_orders_without_an_upper_bound_has_none()
    {
        _engine.Run("$sandbox | Connect-YtPanel").ThrowIfFailed();

        Assert.Equal(
            [1L, null, null, null],
            _engine.Values(
                "$s = Measure-YtOrder 17 -Username ann -MinQuantity 20 -MaxQuantity 30 -Delay 0 -Summary; "
                + "$s.Orderable; $s.Count; $s.EstimatedCharge; $s.BalanceLeft"));
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
