namespace YallaTake;

public sealed class OrderTests : IDisposable
{
    private const string Link = "https://example.com/p/1";

    private readonly Engine _engine = Engine.Connected();

    [Fact]
    public void An_order_tells_what_was_bought()
    {
        _engine.Run($"$order = New-YtOrder 2 {Link} 1234").ThrowIfFailed();

        Assert.Equal(
            [2L, "Likes, neither refilled nor canceled", Link, 1234L, 0.4319m, "USD", "test"],
            _engine.Values(
                "$order.ServiceId; $order.ServiceName; $order.Link; $order.Quantity; $order.EstimatedCharge; $order.Currency; "
                + "$order.Panel"));
        Assert.Equal(TimeSpan.Zero, _engine.Value("$order.CreatedAt.Offset"));
    }

    [Fact]
    public void A_piped_service_names_itself_and_fills_no_field()
    {
        _engine.Run($"Get-YtService 1, 2 | New-YtOrder -Link {Link} -Quantity 500 -ThrottleLimit 1").ThrowIfFailed();

        Assert.Equal($"link={Link} quantity=500 service=1", _engine.State().Fields(0));
        Assert.Equal($"link={Link} quantity=500 service=2", _engine.State().Fields(1));
    }

    [Theory]
    [InlineData("'one', 'two'")]
    [InlineData("\"one`ntwo\"")]
    [InlineData("\"one`r`ntwo`r`n\"")]
    [InlineData("\"`none`n`n`ntwo`n\"")]
    [InlineData("\"one`r`n\", $null, '', \"two\"")]
    [InlineData("([Collections.Generic.List[string]]('one', 'two'))")]
    public void A_list_is_lines_however_it_is_given(string comments)
    {
        _engine.Run($"New-YtOrder 5 {Link} -Comments {comments}").ThrowIfFailed();

        Assert.Equal($"comments=one\ntwo link={Link} service=5", _engine.State().Fields());
        Assert.Equal(2L, _engine.State().Orders[0].GetProperty("count").GetInt64());
    }

    [Fact]
    public void A_panels_own_fields_are_sent_as_they_are()
    {
        _engine.Run(
            $"New-YtOrder 1 {Link} 100 -Field @{{ speed = 'slow'; colours = 'red', 'blue'; level = 3; gone = $null }}").ThrowIfFailed();

        Assert.Equal($"colours=red\nblue level=3 link={Link} quantity=100 service=1 speed=slow", _engine.State().Fields());
    }

    [Theory]
    [InlineData("'31/12/2099'")]
    [InlineData("'2099-12-31'")]
    [InlineData("([datetime]::new(2099, 12, 31))")]
    [InlineData("([datetime]::new(2099, 12, 31, 23, 59, 0))")]
    public void The_end_of_a_subscription_is_read_in_every_sure_form(string expiry)
    {
        _engine.Run($"New-YtOrder 17 -Username ann -MinQuantity 20 -MaxQuantity 30 -Delay 0 -Expiry {expiry}").ThrowIfFailed();

        Assert.Contains("expiry=31/12/2099", _engine.State().Fields(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Expiry '12/31/2099'")]
    [InlineData("-Expiry tomorrow")]
    [InlineData("-Posts '1,5'")]
    [InlineData("-Posts '10.5'")]
    [InlineData("-Posts '1e3'")]
    [InlineData("-Posts many")]
    public void A_value_that_leaves_doubt_is_never_guessed(string parameter)
    {
        Assert.NotNull(_engine.Run($"New-YtOrder 17 -Username ann -MinQuantity 20 -MaxQuantity 30 -Delay 0 {parameter}").Terminating);
        Assert.Equal(0, _engine.State().Requests("add"));
    }

    [Fact]
    public void A_doubtful_cell_spoils_its_own_row_only()
    {
        var outcome = _engine.Run(
            $"'10', '1,5', '20' | ForEach-Object {{ [pscustomobject]@{{ service = 1; link = '{Link}'; "
            + $"quantity = $_ }} }} | New-YtOrder -ThrottleLimit 1");

        Assert.Single(outcome.Errors);
        Assert.Equal(["10", "20"], _engine.State().Orders.Select(order => order.GetProperty("fields").GetProperty("quantity").GetString()));
    }

    [Fact]
    public void An_unusual_delay_is_warned_of_and_left_to_the_panel()
    {
        var outcome = _engine.Run("New-YtOrder 17 -Username ann -MinQuantity 20 -MaxQuantity 30 -Delay 7");

        Assert.Contains("7 minutes", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.Contains("Incorrect delay", outcome.Error("PanelError").ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _engine.State().Requests("add"));
    }

    [Fact]
    public void WhatIf_tells_service_count_and_charge_and_sends_nothing()
    {
        Assert.Empty(_engine.Run($"New-YtOrder 2 {Link} 1234 -WhatIf").ThrowIfFailed().Output);

        Assert.Contains("'Likes, neither refilled nor canceled'", _engine.Host.Text, StringComparison.Ordinal);
        Assert.Contains("1234", _engine.Host.Text, StringComparison.Ordinal);
        Assert.Contains("0.4319 USD", _engine.Host.Text, StringComparison.Ordinal);
        Assert.Equal(0, _engine.State().Requests("add"));
    }

    [Fact]
    public void WhatIf_says_when_a_subscription_has_no_end()
    {
        _engine.Run("New-YtOrder 17 -Username ann -MinQuantity 20 -MaxQuantity 30 -Delay 0 -WhatIf").ThrowIfFailed();

        Assert.Contains("no upper bound", _engine.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_for_a_panel_of_that_name_goes_there()
    {
        _engine.Run(
            "$other = Start-YtSandbox -Catalogue $Catalogue; $other | Connect-YtPanel -Name other; "
            + $"Get-YtService 1 -Panel test | New-YtOrder -Link {Link} -Quantity 10").ThrowIfFailed();

        Assert.Single(_engine.State().Orders);
        Assert.Empty(_engine.State("$other").Orders);
    }

    [Fact]
    public void A_thousand_rows_cost_one_reading_of_the_catalogue()
    {
        _engine.Run(
            $"1..1000 | ForEach-Object {{ [pscustomobject]@{{ service = 1; link = \"{Link}/$_\"; "
            + $"quantity = 10 }} }} | New-YtOrder").ThrowIfFailed();

        Assert.Equal(1000, _engine.State().Orders.Count);
        Assert.Equal(1, _engine.State().Requests("services"));
        Assert.Equal(1000m - 1000 * 0.009m, _engine.State().Balance);
    }

    public void Dispose() => _engine.Dispose();
}
