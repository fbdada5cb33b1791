namespace YallaTake;

public sealed class PanelTests : IDisposable
{
    private readonly Engine _engine = new();

    public PanelTests() => _engine.Run("""
        $first = Start-YtSandbox -Balance 1
        $second = Start-YtSandbox -Balance 2
        $one = $first | Connect-YtPanel -Name one -PassThru
        $two = $second | Connect-YtPanel -Name two -PassThru
        """).ThrowIfFailed();

    [Theory]
    [InlineData("Get-YtBalance", 2)]
    [InlineData("Get-YtBalance -Panel one", 1)]
    [InlineData("Get-YtBalance -Panel ONE", 1)]
    [InlineData("Get-YtBalance -Panel $one", 1)]
    [InlineData("Get-YtBalance -Panel $two", 2)]
    [InlineData("$one | Get-YtBalance", 1)]
    [InlineData("'one' | Get-YtBalance", 1)]
    [InlineData("[pscustomobject]@{ Panel = 'one'; Name = 'two'; Id = 7 } | Get-YtBalance", 1)]
    [InlineData("[pscustomobject]@{ Panel = '' } | Get-YtBalance", 2)]
    [InlineData("Get-YtService -Panel one | Select-Object -First 1 | Get-YtBalance", 1)]
    public void A_cmdlet_asks_the_panel_it_is_given_or_the_one_connected_last(string script, int balance) =>
        Assert.Equal((decimal)balance, _engine.Value($"({script}).Balance"));

    [Fact]
    public void Several_panels_are_asked_in_one_pipeline() =>
        Assert.Equal([1m, 2m, 1m], _engine.Values("foreach ($panel in $one, 'two', 'one') { (Get-YtBalance -Panel $panel).Balance }"));

    [Fact]
    public void A_name_that_is_not_connected_ends_the_pipeline()
    {
        var error = _engine.Run("Get-YtBalance -Panel three").End("NotConnected");

        Assert.Equal("three", error.TargetObject);
        Assert.Contains("'three'", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("one, two", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Connecting_again_under_a_name_replaces_its_panel_and_makes_it_the_current_one()
    {
        _engine.Run("$first | Connect-YtPanel -Name One -ThrottleLimit 2").ThrowIfFailed();

        Assert.Equal(["two", "One"], _engine.Values("(Get-YtPanel).Name"));
        Assert.Equal(1m, _engine.Value("(Get-YtBalance).Balance"));
        Assert.Contains("was closed", _engine.Run("Get-YtBalance -Panel $one").End("NotConnected").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Start-YtSandbox | Connect-YtPanel -Name ONE")]
    [InlineData("Connect-YtPanel -ApiKey another-key -Uri $first.Uri -Name one")]
    [InlineData("Connect-YtPanel -Sandbox -Name one")]
    public void A_name_that_another_account_has_is_refused(string connect)
    {
        var error = _engine.Run(connect).End("NameInUse");

        Assert.Equal("ResourceExists", error.CategoryInfo.Category.ToString());
        Assert.Equal(["one", "two"], _engine.Values("(Get-YtPanel).Name"));
        Assert.Equal(1m, _engine.Value("(Get-YtBalance -Panel one).Balance"));
        Assert.Equal(0, _engine.State("$first").RefusedKeys);
    }

    [Fact]
    public void Two_sandboxes_without_names_have_different_ones() =>
        Assert.Equal(2, _engine.Values("$first, $second | Connect-YtPanel -PassThru | ForEach-Object Name").Distinct().Count());

    [Fact]
    public void A_row_whose_Panel_is_blank_goes_to_the_current_panel()
    {
        _engine.Run(
            "'ServiceId,Link,Quantity,Panel', '1,https://example.com/p/a,100,one', '1,https://example.com/p/b,100,', "
            + "'1,https://example.com/p/c,100,\" \"' | ConvertFrom-Csv | New-YtOrder").ThrowIfFailed();

        Assert.Equal(["a"], _engine.State("$first").Sold.Select(sold => sold.Key));
        Assert.Equal(["b", "c"], _engine.State("$second").Sold.Select(sold => sold.Key).Order());
    }

    [Theory]
    [InlineData("Get-YtPanel", "one,two")]
    [InlineData("Get-YtPanel t*", "two")]
    [InlineData("Get-YtPanel ONE", "one")]
    [InlineData("Get-YtPanel *o*, one", "one,two")]
    [InlineData("'two', 'one' | Get-YtPanel", "two,one")]
    [InlineData("Get-YtPanel x*", "")]
    public void Panels_are_found_by_name_and_wildcard(string script, string names) =>
        Assert.Equal(names, string.Join(',', _engine.Values($"({script}).Name").OfType<string>()));

    [Fact]
    public void A_plain_name_that_no_panel_has_is_an_error() =>
        Assert.Equal("three", _engine.Run("Get-YtPanel three").Error("NotConnected").TargetObject);

    [Theory]
    [InlineData("Disconnect-YtPanel", "one")]
    [InlineData("Disconnect-YtPanel one", "two")]
    [InlineData("Disconnect-YtPanel *", "")]
    [InlineData("$one | Disconnect-YtPanel", "two")]
    [InlineData("Get-YtPanel | Disconnect-YtPanel", "")]
    public void Disconnecting_leaves_the_others(string script, string left) =>
        Assert.Equal(left, string.Join(',', _engine.Values($"{script}; (Get-YtPanel).Name").OfType<string>()));

    [Fact]
    public void A_disconnected_panel_cannot_be_used_any_more() =>
        Assert.Equal("one", _engine.Run("Disconnect-YtPanel one; Get-YtBalance -Panel $one").End("NotConnected").TargetObject);

    [Fact]
    public void The_sandbox_that_a_connection_started_stops_with_it()
    {
        _engine.Run(
            "Connect-YtPanel -Sandbox; $own = Get-YtSandbox | Where-Object { $_.Port -notin $first.Port, $second.Port }").ThrowIfFailed();
        Assert.Equal(true, _engine.Value("$own.IsRunning"));

        Assert.Equal(false, _engine.Value("Disconnect-YtPanel sandbox; $own.IsRunning"));
        Assert.Equal(2, _engine.Values("Get-YtSandbox").Count);
    }

    [Fact]
    public void A_sandbox_that_was_started_by_itself_outlives_its_connection() =>
        Assert.Equal(true, _engine.Value("Disconnect-YtPanel one; $first.IsRunning"));

    public void Dispose() => _engine.Dispose();
}
