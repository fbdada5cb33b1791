namespace YallaTake;

[Collection(nameof(EnvironmentCollection))]
public sealed class EnvironmentTests : IDisposable
{
    private readonly Engine _engine = new();

    public EnvironmentTests() => _engine.Run("$sandbox = Start-YtSandbox -ApiKey 'from-the-environment'").ThrowIfFailed();

    [Fact]
    public void Connecting_takes_address_and_key_from_the_environment()
    {
        SetEnvironment("from-the-environment");

        Assert.Equal(1000m, _engine.Value("Connect-YtPanel; (Get-YtBalance).Balance"));
    }

    [Fact]
    public void A_cmdlet_connects_by_itself_from_the_environment_and_stays_connected()
    {
        SetEnvironment("from-the-environment");

        Assert.Equal(2, _engine.Values("Get-YtBalance; Get-YtBalance").Count);
        Assert.Single(_engine.Values("Get-YtPanel"));
    }

    [Theory]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("Stop-YtOrder 1 -Confirm:$false")]
    [InlineData("Invoke-YtRefill 1")]
    [InlineData("Resolve-YtOrder lost -NotPlaced -Confirm:$false")]
    [InlineData("Copy-YtLedger")]
    [InlineData("Get-YtService | Select-Object -First 1 | New-YtOrder -Link https://example.com/p/1 -Quantity 100")]
    public void What_may_spend_or_change_something_never_connects_by_itself(string script)
    {
        SetEnvironment("from-the-environment");

        _engine.Run(script).End("NotConnected");
        _engine.Run($"Get-YtBalance | Out-Null; {script}").End("NotConnected");

        Assert.Equal(0, _engine.State().Requests("add") + _engine.State().Requests("cancel") + _engine.State().Requests("refill"));
    }

    [Fact]
    public void After_a_connect_from_the_environment_orders_are_placed()
    {
        SetEnvironment("from-the-environment");

        _engine.Run("Get-YtBalance; Connect-YtPanel; New-YtOrder 1 https://example.com/p/1 100").ThrowIfFailed();

        Assert.Single(_engine.State().Orders);
        Assert.Single(_engine.Values("Get-YtPanel"));
    }

    [Fact]
    public void A_key_that_is_given_goes_before_the_environment()
    {
        SetEnvironment("wrong-key");

        Assert.Equal(1000m, _engine.Value("Connect-YtPanel -ApiKey 'from-the-environment'; (Get-YtBalance).Balance"));
    }

    [Theory]
    [InlineData("Connect-YtPanel")]
    [InlineData("Get-YtBalance")]
    public void A_wrong_key_in_the_environment_is_refused_by_name(string script)
    {
        SetEnvironment("wrong-key");

        Assert.Equal(_engine.Value("$sandbox.Uri"), _engine.Run(script).End("ApiKeyRefused").TargetObject);
    }

    [Fact]
    public void An_address_in_the_environment_that_is_none_is_said_to_be_so()
    {
        Environment.SetEnvironmentVariable("YALLATAKE_API_KEY", "from-the-environment");
        Environment.SetEnvironmentVariable("YALLATAKE_URI", "yallatake.com");

        Assert.Contains(
            "YALLATAKE_URI is not a complete address. Nothing was sent. Write it with its beginning",
            _engine.Run("Connect-YtPanel").End("NotConnected").Read(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-YtPanel")]
    [InlineData("Get-YtBalance")]
    [InlineData("Get-YtService")]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("1..3 | Get-YtOrderStatus")]
    [InlineData("Invoke-YtRefill 1")]
    [InlineData("Get-YtRefillStatus 1")]
    [InlineData("Stop-YtOrder 1 -Confirm:$false")]
    public void Without_a_connection_and_a_key_it_says_how_to_connect_and_asks_nobody(string script)
    {
        var error = _engine.Run(script).End("NotConnected");

        Assert.Equal("ConnectionError", error.CategoryInfo.Category.ToString());
        Assert.Contains("Connect-YtPanel", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("YALLATAKE_API_KEY", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("YALLATAKE_API_KEY", null);
        Environment.SetEnvironmentVariable("YALLATAKE_URI", null);
        _engine.Dispose();
    }

    private void SetEnvironment(string key)
    {
        Environment.SetEnvironmentVariable("YALLATAKE_API_KEY", key);
        Environment.SetEnvironmentVariable("YALLATAKE_URI", _engine.Value("[string]$sandbox.Uri") as string);
    }
}
