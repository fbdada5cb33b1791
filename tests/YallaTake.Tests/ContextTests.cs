namespace YallaTake;

/// <summary>What follows an order says which order it is about, and is no order itself.</summary>
public sealed class ContextTests : IDisposable
{
    private const string Link = "https://example.com/p/1";

    private readonly Engine _engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000");

    [Theory]
    [InlineData("Get-YtOrderStatus")]
    [InlineData("Wait-YtOrder -PollingInterval 1")]
    [InlineData("Invoke-YtRefill")]
    public void What_follows_an_order_says_which_order_it_is_about(string cmdlet)
    {
        _engine.Run(
            $"$order = New-YtOrder 1 {Link} 100 -Reference one; $null = $order | Wait-YtOrder -PollingInterval 1; "
            + $"$answer = $order.OrderId | {cmdlet}").ThrowIfFailed();

        Assert.Equal(
            _engine.Values("$order.OrderId; 'one'; 1L; $order.ServiceName; $order.Link; 'test'"),
            _engine.Values("$answer | ForEach-Object { $_.OrderId; $_.Reference; $_.ServiceId; $_.ServiceName; $_.Link; $_.Panel }"));
    }

    [Fact]
    public void A_cancellation_says_which_order_it_is_about()
    {
        using var engine = Engine.Connected();
        engine.Run($"$order = New-YtOrder 1 {Link} 100 -Reference one; $answer = $order | Stop-YtOrder -Confirm:$false").ThrowIfFailed();

        Assert.Equal(
            ["one", 1L, Link], engine.Values("$answer | ForEach-Object { $_.Reference; $_.ServiceId; $_.Link }"));
    }

    [Fact]
    public void An_export_of_what_has_ended_says_what_each_line_is_about()
    {
        _engine.Run(
            $"1..3 | ForEach-Object {{ New-YtOrder 1 \"{Link}/$_\" 100 -Reference \"invoice $_\" }} | Wait-YtOrder -PollingInterval 1 "
            + "| Sort-Object OrderId | ConvertTo-Csv | ConvertFrom-Csv | Set-Variable rows").ThrowIfFailed();

        Assert.Equal(["invoice 1", "invoice 2", "invoice 3"], _engine.Values("$rows.Reference"));
        Assert.Equal(
            ["OrderId", "Reference", "ServiceId", "ServiceName", "Link", "Status"],
            _engine.Values("$rows[0].PSObject.Properties.Name | Select-Object -First 6"));
    }

    [Fact]
    public void Of_an_order_that_the_ledger_does_not_know_nothing_more_is_said()
    {
        _engine.Run(
            $"$order = New-YtOrder 1 {Link} 100 -Reference one; $sandbox | Connect-YtPanel -Name forgetful -NoLedger; "
            + "$status = Get-YtOrderStatus $order.OrderId").ThrowIfFailed();

        Assert.Equal(
            [true, true, true, true],
            _engine.Values("$status | ForEach-Object { $_.Reference, $_.ServiceId, $_.ServiceName, $_.Link | % { $null -eq $_ } }"));
    }

    [Theory]
    [InlineData("$status | New-YtOrder")]
    [InlineData("$status | New-YtOrder -Quantity 50")]
    [InlineData("$status | Select-Object * | New-YtOrder")]
    [InlineData("$status | ConvertTo-Csv | ConvertFrom-Csv | New-YtOrder")]
    [InlineData("$refill | New-YtOrder")]
    public void What_follows_an_order_does_not_order_it_again(string script)
    {
        Follow();

        _engine.Run(script).Error("ReferenceMismatch");

        Assert.Equal(1, _engine.State().Requests("add"));
    }

    [Fact]
    public void The_same_order_comes_back_when_all_of_it_is_given()
    {
        Follow();

        Assert.Equal(true, _engine.Value("($status | New-YtOrder -Quantity 100).OrderId -eq $order.OrderId"));
        Assert.Equal(1, _engine.State().Requests("add"));
    }

    [Fact]
    public void The_status_of_an_order_that_the_ledger_does_not_know_does_not_order()
    {
        Follow();

        Assert.NotEmpty(_engine.Run("$sandbox | Connect-YtPanel -Name forgetful -NoLedger; Get-YtOrderStatus $order.OrderId | New-YtOrder")
            .Errors);
        Assert.Equal(1, _engine.State().Requests("add"));
    }

    [Theory]
    [InlineData("$status | Get-YtOrderStatus | ForEach-Object OrderId")]
    [InlineData("$status | Get-YtOrder | ForEach-Object OrderId")]
    [InlineData("$status | Wait-YtOrder -PollingInterval 1 | ForEach-Object OrderId")]
    [InlineData("$refill | Get-YtOrder | ForEach-Object OrderId")]
    [InlineData("$refill | Get-YtOrderStatus | ForEach-Object OrderId")]
    [InlineData("Get-YtOrderStatus $order.OrderId -Panel forgetful | Get-YtOrderStatus | ForEach-Object OrderId")]
    public void What_follows_an_order_finds_it_again(string script)
    {
        Follow();
        _engine.Run("$sandbox | Connect-YtPanel -Name forgetful -NoLedger; $null = Get-YtBalance -Panel test").ThrowIfFailed();

        Assert.Equal([_engine.Value("$order.OrderId")], _engine.Values(script));
    }

    [Fact]
    public void A_refill_finds_its_status_and_a_status_its_service()
    {
        Follow();

        Assert.Equal([true], _engine.Values("($refill | Get-YtRefillStatus).RefillId -eq $refill.RefillId"));
        Assert.Equal([1L], _engine.Values("($status | Get-YtService).ServiceId"));
    }

    [Fact]
    public void What_follows_an_order_settles_no_order()
    {
        Follow();

        _engine.Run("$status, $refill | Resolve-YtOrder -Confirm:$false");

        Assert.Equal([true, "Placed"], _engine.Values("Get-YtOrder one | % { $_.OrderId -eq $order.OrderId; \"$($_.State)\" }"));
    }

    public void Dispose() => _engine.Dispose();

    private void Follow() => _engine.Run(
        $"$order = New-YtOrder 1 {Link} 100 -Reference one; $null = $order | Wait-YtOrder -PollingInterval 1; "
        + "$status = $order | Get-YtOrderStatus; $refill = $order | Invoke-YtRefill").ThrowIfFailed();
}
