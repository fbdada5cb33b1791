namespace YallaTake;

/// <summary>Orders that are open for too long.</summary>
public sealed class StuckTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000");

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void An_order_that_takes_far_longer_than_others_of_its_service_is_stuck_and_can_be_canceled()
    {
        _engine.Run(
            """
            $null = 1..12 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 100 } | Get-YtOrderStatus
            $null = New-YtOrder 1 https://example.com/p/13 100 -Reference late
            $null = New-YtOrder 2 https://example.com/p/13 100 -Reference other
            do { $stuck = @(Get-YtOrder -Stuck) } until ($stuck)
            """).ThrowIfFailed();

        Assert.Equal(["late"], _engine.Values("$stuck.Reference"));
        Assert.Empty(_engine.Values("Get-YtOrder -Stuck -ServiceId 2"));
        Assert.Empty(_engine.Values("$stuck | Get-YtOrderStatus | Out-Null; Get-YtOrder -Stuck"));
    }

    [Fact]
    public void An_order_may_be_open_for_longer_than_a_time()
    {
        _engine.Run(
            """
            $null = New-YtOrder 1 https://example.com/p/1 100 -Reference late
            $null = New-YtOrder 1 https://example.com/p/2 100 -Reference ended | Get-YtOrderStatus
            $null = New-YtOrder 1 'no link at all' 100 -Reference refused -ErrorAction SilentlyContinue
            do { $late = @(Get-YtOrder -Longer 0:0:1) } until ($late)
            """).ThrowIfFailed();

        Assert.Equal(["late"], _engine.Values("$late.Reference"));
        Assert.Empty(_engine.Values("Get-YtOrder -Longer 1:0:0"));
        Assert.Empty(_engine.Values("Get-YtOrder -Longer 0:0:1 -Before 2020-01-01"));
        Assert.Equal(["late"], _engine.Values("(Get-YtOrder -Longer 0:0:1 -Before ([DateTimeOffset]::UtcNow.AddDays(1))).Reference"));
        _engine.Run("Get-YtOrder -Longer 5").End("ParameterArgumentTransformationError");
    }
}
