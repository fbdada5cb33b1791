namespace YallaTake;

public sealed class RefillDueTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly SkippedTime _time = new();

    public RefillDueTests()
    {
        const string services =
            """
            [{"service":1,"name":"Likes [R30]","type":"Default","category":"Likes","rate":"0.9","min":"1","max":"10000","refill":true},
             {"service":2,"name":"Likes","type":"Default","category":"Likes","rate":"0.9","min":"1","max":"10000","refill":true},
             {"service":3,"name":"Likes [Lifetime]","type":"Default","category":"Likes","rate":"0.9","min":"1","max":"10000","refill":true},
             {"service":4,"name":"Likes [No Refill]","type":"Default","category":"Likes","rate":"0.9","min":"1","max":"10000",
              "refill":true},
             {"service":5,"name":"Likes [R30]","type":"Default","category":"Likes","rate":"0.9","min":"1","max":"10000","refill":false},
             {"service":6,"name":"Likes","type":"Default","category":"Likes","rate":"0.9","min":"1","max":"10000","refill":true,
              "desc":"Fast. Guarantee: 60 days"},
             {"service":7,"name":"Likes","type":"Default","category":"Likes [90 Days Refill]","rate":"0.9","min":"1","max":"10000"},
             {"service":8,"name":"Likes","type":"Default","category":"Likes","rate":"0.9","min":"1","max":"10000"}]
            """;
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("services.json"), services);
        _engine.Run("$sandbox = Start-YtSandbox -Catalogue @($input)[0] -TimeScale 1000000", folder.File("services.json")).ThrowIfFailed();
        _engine.GoBy(_time);
        _engine.Run("$sandbox | Connect-YtPanel -Name test").ThrowIfFailed();
    }

    [Theory]
    [InlineData(0.9, "", "")]
    [InlineData(2, "", "1 2 3 6 7")]
    [InlineData(40, "", "3 6 7")]
    [InlineData(40, "-RefillWindow 50", "2 3 6 7")]
    [InlineData(80, "", "3 7")]
    [InlineData(2000, "", "3")]
    [Trait("Dialect", "Strict")]
    public void The_orders_of_each_service_are_due_for_as_long_as_it_says(double days, string more, string due)
    {
        Deliver();
        _time.Advance(TimeSpan.FromDays(days));

        Assert.Equal(due, string.Join(' ', _engine.Values($"Get-YtOrder -RefillDue {more} | ForEach-Object ServiceId")));
    }

    [Fact]
    public void What_is_due_is_refilled_once_until_the_refill_has_ended_and_a_day_has_passed()
    {
        Deliver();
        _time.Advance(TimeSpan.FromDays(2));

        Assert.Equal([4], _engine.Values("$refills = Get-YtOrder -RefillDue -ServiceId 1, 2, 3, 6 | Invoke-YtRefill; @($refills).Count"));
        Assert.Equal([7L], _engine.Values("(Get-YtOrder -RefillDue).ServiceId"));
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Equal([7L], _engine.Values("(Get-YtOrder -RefillDue).ServiceId"));
        _engine.Run("while ($refills | Get-YtRefillStatus | Where-Object IsFinal -eq $false) { Start-Sleep -Milliseconds 50 }")
            .ThrowIfFailed();
        Assert.Equal([1L, 2L, 3L, 6L, 7L], _engine.Values("(Get-YtOrder -RefillDue).ServiceId"));
    }

    [Fact]
    public void A_window_alone_asks_for_no_other_orders()
    {
        Deliver();
        _time.Advance(TimeSpan.FromDays(2));

        Assert.Equal([2L], _engine.Values("(Get-YtOrder -RefillWindow 10 -ServiceId 2, 4, 8).ServiceId"));
    }

    [Fact]
    public void A_panel_whose_services_cannot_be_read_ends_the_pipeline()
    {
        Deliver();
        _engine.Run("Stop-YtSandbox $sandbox").ThrowIfFailed();
        _time.Advance(TimeSpan.FromDays(2));

        _engine.Run("Get-YtOrder -RefillDue").End("PanelUnavailable");
    }

    public void Dispose() => _engine.Dispose();

    private void Deliver() => _engine.Run(
        "1..8 | ForEach-Object { $null = New-YtOrder $_ https://example.com/p/$_ 100 }; "
        + "while (Get-YtOrder -Open | Get-YtOrderStatus | Where-Object IsFinal -eq $false) { Start-Sleep -Milliseconds 50 }")
        .ThrowIfFailed();
}
