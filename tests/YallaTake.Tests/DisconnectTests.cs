namespace YallaTake;

/// <summary>A connection that is closed or replaced lets the orders under way come to their end, wherever the pipeline stands.</summary>
[Trait("Speed", "Slow")]
public sealed class DisconnectTests : IDisposable
{
    private const string Rows = "1..60 | ForEach-Object { [pscustomobject]@{ ServiceId = 1; Link = \"https://example.com/p/$_\"; "
        + "Quantity = 10; Reference = \"row-$_\" } }";

    private readonly TemporaryFolder _folder = new();
    private readonly Engine _panel = new();
    private readonly Engine _engine = new();

    // The sandbox is another runspace's, so that it outlives what happens in this one.
    public DisconnectTests() =>
        _engine.Run(
            $"$ledger = '{_folder.Path}/orders.db'; $sandbox = @($input)[0]; $sandbox | Connect-YtPanel -Name test -ThrottleLimit 2 "
            + "-NewLedger -Ledger $ledger",
            _panel.Value("$sandbox = Start-YtSandbox -Catalogue $Catalogue -Latency 50; $sandbox")!).ThrowIfFailed();

    [Theory]
    [InlineData("Disconnect-YtPanel")]
    [InlineData("Disconnect-YtPanel test")]
    [InlineData("Import-Module $Module -Force")]
    [InlineData("(Get-YtPanel).Dispose()")]
    [InlineData("$sandbox | Connect-YtPanel -Name test -NewLedger -Ledger $ledger")]
    public void Orders_under_way_are_settled_and_come_out_when_their_own_pipeline_ends_the_connection(string end)
    {
        var outcome = _engine.Run(
            $"$ended = $false; {Rows} | New-YtOrder | ForEach-Object {{ $_; if (-not $ended) {{ $ended = $true; {end} }} }}");

        outcome.End("NotConnected");
        Assert.Equal(_panel.State().Orders.Count, outcome.Output.Count);
        Assert.InRange(outcome.Output.Count, 1, 59);
        AssertLedgerAgrees();
    }

    [Theory]
    [InlineData("Get-YtBalance")]
    [InlineData("Get-YtService")]
    [InlineData("Get-YtOrder")]
    [InlineData("Get-YtOrderStatus 1")]
    [InlineData("Wait-YtOrder 1")]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("Measure-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("Stop-YtOrder 1 -Confirm:$false")]
    [InlineData("Invoke-YtRefill 1")]
    [InlineData("Get-YtRefillStatus 1")]
    [InlineData("Resolve-YtOrder lost")]
    [InlineData("Copy-YtLedger")]
    public void A_closed_panel_that_a_variable_holds_is_said_to_be_closed(string script)
    {
        _engine.Run("$panel = Get-YtPanel; Disconnect-YtPanel; $sandbox | Connect-YtPanel").ThrowIfFailed();

        Assert.Contains("was closed", _engine.Run($"{script} -Panel $panel").End("NotConnected").ToString(), StringComparison.Ordinal);
        Assert.Empty(_panel.State().Orders);
    }

    [Theory]
    [InlineData("Get-YtService")]
    [InlineData("Get-YtService -Refresh")]
    public void Reading_from_a_connection_that_is_closed_meanwhile_ends_with_an_error_of_ours(string read)
    {
        var outcome = _engine.Run(
            $"$many = Start-YtSandbox -ServiceCount 30000; $many | Connect-YtPanel; {read} | ForEach-Object {{ Disconnect-YtPanel }}");

        Assert.All(
            [outcome.Terminating, .. outcome.Errors],
            error => Assert.True(error is null || error.Exception is not ObjectDisposedException, $"{error?.Exception}"));
    }

    [Fact]
    public void Without_a_ledger_the_numbers_come_out_all_the_same()
    {
        var outcome = _engine.Run(
            "$sandbox | Connect-YtPanel -Name bare -NoLedger; 1..8 | ForEach-Object { [pscustomobject]@{ ServiceId = 1; "
            + "Link = \"https://example.com/p/$_\"; Quantity = 10 } } | New-YtOrder | ForEach-Object { $_; "
                + "Disconnect-YtPanel bare -ErrorAction Ignore }");

        Assert.Equal(_panel.State().Orders.Count, outcome.Output.Count);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _panel.Dispose();
        _folder.Dispose();
    }

    private void AssertLedgerAgrees()
    {
        var placed = _engine.Values(
            "Import-Module $Module; $sandbox | Connect-YtPanel -Name test -NewLedger -Ledger $ledger; "
            + "Get-YtOrder | ForEach-Object { \"$($_.State) $($_.OrderId)\" }");

        Assert.Equal(_panel.State().Sold.SelectMany(sold => sold).Select(id => $"Placed {id}").Order(), placed.Cast<string>().Order());
    }
}
