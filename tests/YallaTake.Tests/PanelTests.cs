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
        Assert.Contains("three", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Connecting_again_under_a_name_replaces_its_panel_and_makes_it_the_current_one()
    {
        _engine.Run("Start-YtSandbox -Balance 3 | Connect-YtPanel -Name One").ThrowIfFailed();

        Assert.Equal(["two", "One"], _engine.Values("(Get-YtPanel).Name"));
        Assert.Equal(3m, _engine.Value("(Get-YtBalance).Balance"));
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
        _engine.Run("Connect-YtPanel -Sandbox; $own = Get-YtSandbox | Where-Object { $_.Port -notin $first.Port, $second.Port }").ThrowIfFailed();
        Assert.Equal(true, _engine.Value("$own.IsRunning"));

        Assert.Equal(false, _engine.Value("Disconnect-YtPanel sandbox; $own.IsRunning"));
        Assert.Equal(2, _engine.Values("Get-YtSandbox").Count);
    }

    [Fact]
    public void A_sandbox_that_was_started_by_itself_outlives_its_connection() =>
        Assert.Equal(true, _engine.Value("Disconnect-YtPanel one; $first.IsRunning"));

    public void Dispose() => _engine.Dispose();
}
