namespace YallaTake;

/// <summary>A service that costs more than when it was last ordered.</summary>
public sealed class RateRiseTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly CannedServer _panel;
    private string _rates = "1 5";
    private int _orders = 23500;

    public RateRiseTests()
    {
        _panel = new CannedServer(request => CannedAnswer.Of(
            request.Body.Contains("services", StringComparison.Ordinal) ? Services()
            : request.Body.Contains("add", StringComparison.Ordinal) ? $$"""{"order":{{++_orders}}}"""
            : """{"balance":"100","currency":"USD"}"""));
        Connect();
        _engine.Run("$null = New-YtOrder 1 https://example.com/p/1 300; $null = New-YtOrder 2 https://example.com/p/1").ThrowIfFailed();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _panel.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("1.25 5", "Service 1 'Likes' on shop costs 1.25 per 1000, 25 % more than the 1 of its last order on ")]
    [InlineData("1 6", "Service 2 'Pack' on shop costs 6 per package, 20 % more than the 5 of its last order on ")]
    [InlineData("1.00 4", null)]
    public void Is_warned_of_once_until_it_is_ordered(string rates, string? warning)
    {
        (string, bool)[] commands = [("Measure-YtOrder", true), ("New-YtOrder", true), ("New-YtOrder", false), ("Measure-YtOrder", false)];
        _rates = rates;
        Connect();
        foreach (var (command, isWarned) in commands)
        {
            var outcome = _engine.Run($"Import-Csv '{Rows()}' | {command}").ThrowIfFailed();
            Assert.Equal(isWarned && warning is not null ? 1 : 0, outcome.Warnings.Count);
            Assert.All(outcome.Warnings, text => Assert.StartsWith(warning!, text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("1 https://example.com/p/2 100 -MaximumRate 0.5", "Service 1 costs 1 per 1000, above the 0.5 allowed. Nothing was sent.")]
    [InlineData("2 https://example.com/p/2 -MaximumRate 4.5", "Service 2 costs 5 per package, above the 4.5 allowed. Nothing was sent.")]
    public void A_rate_above_what_is_allowed_is_named_with_its_unit(string order, string message)
    {
        Assert.Contains(message, _engine.Run($"New-YtOrder {order}").Error("RateTooHigh").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_above_the_increase_that_is_allowed()
    {
        _rates = "1.25 5";
        Connect();

        var outcome = _engine.Run("New-YtOrder 1 https://example.com/p/2 100 -MaximumRateIncrease 24.9");

        Assert.Contains(
            "Service 1 costs 1.25 per 1000, 25 % more than the 1 of its last order on",
            outcome.Error("RateTooHigh").ToString(),
            StringComparison.Ordinal);
        Assert.Empty(outcome.Warnings);
        Assert.StartsWith(
            "RateTooHigh: Service 1",
            (string)_engine.Value("(Measure-YtOrder 1 https://example.com/p/2 100 -MaximumRateIncrease 24.9).Problem[0]")!,
            StringComparison.Ordinal);
        Assert.Equal(23502, _orders);
        _engine.Run("New-YtOrder 1 https://example.com/p/2 100 -MaximumRateIncrease 25 3> $null").ThrowIfFailed();
        _engine.Run("New-YtOrder 1 https://example.com/p/3 100 -MaximumRateIncrease 0").ThrowIfFailed();
    }

    [Fact]
    public void Needs_a_ledger_to_be_refused()
    {
        _engine.Run($"Connect-YtPanel -ApiKey key -Uri {_panel.Uri} -Name none -SkipVerification -NoLedger").ThrowIfFailed();

        _engine.Run("New-YtOrder 1 https://example.com/p/2 100").ThrowIfFailed();
        _engine.Run("New-YtOrder 1 https://example.com/p/2 100 -MaximumRateIncrease 10").End("LedgerUnavailable");
    }

    // A new connection, as in a script that runs every night.
    private void Connect() => _engine.Run(
        $"Disconnect-YtPanel * -ErrorAction Ignore; Connect-YtPanel -ApiKey key -Uri {_panel.Uri} -Name shop -SkipVerification "
            + $"-NewLedger -Ledger '{_folder.File("orders.db")}'").ThrowIfFailed();

    private string Rows()
    {
        var path = _folder.File("rows.csv");
        File.WriteAllText(
            path,
            $"service,link,quantity\n1,https://example.com/{_orders}/1,10\n1,https://example.com/{_orders}/2,10\n"
                + $"2,https://example.com/{_orders}/3,\n");
        return path;
    }

    private string Services()
    {
        var rates = _rates.Split(' ');
        return $$"""
            [{"service":1,"name":"Likes","type":"Default","category":"c","rate":"{{rates[0]}}","min":"10","max":"1000"},
            {"service":2,"name":"Pack","type":"Package","category":"c","rate":"{{rates[1]}}","min":"1","max":"1"}]
            """;
    }
}
