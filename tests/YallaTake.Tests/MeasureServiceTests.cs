namespace YallaTake;

/// <summary>What became of the orders of each service.</summary>
public sealed class MeasureServiceTests : IDisposable
{
    // Of the first ten orders the tenth is partial, and a fifth of it is missing; all end at once.
    private readonly Engine _engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000");

    public MeasureServiceTests() => _engine.Run(
        """
        $null = 1..10 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 1000 } | Get-YtOrderStatus
        $null = New-YtOrder 2 https://example.com/p/1 100
        $null = Get-YtService -Refresh
        """).ThrowIfFailed();

    public void Dispose() => _engine.Dispose();

    [Fact]
    [Trait("Dialect", "Strict")]
    public void A_service_has_a_record_with_shares_money_and_times()
    {
        _engine.Run("$record = Measure-YtService 1; $rate = (Get-YtService 1).Rate; $orders = Get-YtOrder -ServiceId 1").ThrowIfFailed();

        Assert.Equal(
            [10, 0, 0, 10000L, 90m, 10m, 0m, 0m, 9800L, "USD", "test", 0],
            _engine.Values(
                "$record.Orders; $record.Open; $record.Unknown; $record.Count; $record.CompletedPercent; $record.PartialPercent; "
                + "$record.CanceledPercent; $record.FailedPercent; $record.Delivered; $record.Currency; $record.Panel; $record.Refills"));
        Assert.Equal(true, _engine.Value("$record.DeliveredRate -eq $rate -and $record.Refunded -eq $rate / 5"));
        Assert.Equal(true, _engine.Value("$record.Charge -eq ($orders | Measure-Object Charge -Sum).Sum"));
        Assert.Equal(
            true,
            _engine.Value("$record.TimeToEnd -le $record.TimeToEnd90 -and $record.TimeBetweenLooks -le $record.TimeToEnd"));
    }

    [Theory]
    [InlineData("", "1 2")]
    [InlineData("2, 1", "1 2")]
    [InlineData("99", "")]
    [InlineData("-After ([DateTimeOffset]::UtcNow.AddMinutes(1))", "")]
    [InlineData("-Before 2020-01-01", "")]
    [InlineData("-Name ((Get-YtService 2).Name.ToUpper())", "2")]
    [InlineData("-Category ((Get-YtService 1).Category) -ServiceId 1", "1")]
    [InlineData("-Category nothing", "")]
    public void Services_are_found_by_what_is_asked_for(string parameters, string ids) =>
        Assert.Equal(ids, string.Join(' ', _engine.Values($"Measure-YtService {parameters} | ForEach-Object ServiceId")));

    [Theory]
    [InlineData("1, 2, 1")]
    [InlineData("Get-YtService")]
    [InlineData("Get-YtPanel")]
    [InlineData("Get-YtOrder")]
    public void Services_panels_and_orders_come_down_the_pipeline_and_each_service_has_one_record(string input) =>
        Assert.Equal([1L, 2L], _engine.Values($"{input} | Measure-YtService | ForEach-Object ServiceId"));

    [Fact]
    public void A_connection_without_a_ledger_knows_nothing_of_them()
    {
        _engine.Run("$sandbox | Connect-YtPanel -Name none -NoLedger").ThrowIfFailed();

        _engine.Run("Measure-YtService").End("LedgerUnavailable");
    }
}
