namespace YallaTake;

/// <summary>Services of several panels side by side.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<CannedServer> _panels = [];

    public CompareTests()
    {
        Connect("a", "USD", Service(1, "Likes", 1), Service(2, "Likes fast", 3, refill: true), Service(3, "Views", 0.1m));
        Connect("b", "INR", Service(1, "Likes", 60), Service("x7", "Likes of ten", 1, type: "Package"));
        Connect("c", "EUR", Service(9, "Likes", 0.01m), Service(10, "Likes few", 0.02m, most: 100));
    }

    public void Dispose()
    {
        _engine.Dispose();
        _panels.ForEach(panel => panel.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public void The_cheapest_comes_first_in_the_first_panels_currency_and_what_cannot_be_compared_last()
    {
        Assert.Equal(
            [
                "b 1 3.57 0.714 USD ",
                "a 1 5 1 USD ",
                "a 2 15 3 USD ",
                "b x7 0.0119 0.0119 USD It is a package, and the charge is that of one.",
                "c 9   USD The exchange rate of EUR is not known. Give it with -ExchangeRate.",
                "c 10   USD The exchange rate of EUR is not known. Give it with -ExchangeRate.",
            ],
            Offers("a, b, c -Name Likes* -Quantity 5000 -ExchangeRate @{ INR = 0.0119 }"));
    }

    [Fact]
    public void The_currency_may_be_another_one_and_limits_put_an_offer_behind()
    {
        Assert.Equal(
            ["c 9 0.05 0.01 EUR ", "a 1 4.6 0.92 EUR ", "c 10 0.1 0.02 EUR At most 100 are sold."],
            Offers("a, c -Name Likes, 'Likes few' -Quantity 5000 -Currency EUR -ExchangeRate @{ usd = '0.92' }"));
        Assert.Equal(["a 3  0.1 USD ", "a 1  1 USD ", "a 2  3 USD "], Offers("a"));
    }

    [Theory]
    [InlineData("'0,0119'")]
    [InlineData("0")]
    [InlineData("([double]::NaN)")]
    [InlineData("$null")]
    public void An_exchange_rate_that_is_no_number_above_zero_is_an_error(string rate) =>
        _engine.Run($"Compare-YtService -Panel a, b -ExchangeRate @{{ INR = {rate} }}").End("FieldInvalid");

    [Fact]
    public void A_panel_that_fails_is_a_warning_and_one_that_is_not_connected_an_error()
    {
        _panels[1].Dispose();

        var outcome = _engine.Run("'a', 'b' | Compare-YtService -Name Likes").ThrowIfFailed();

        Assert.Single(outcome.Output);
        Assert.StartsWith("The services of b are left out.", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        _engine.Run("Compare-YtService -Panel a, nowhere").End("NotConnected");
    }

    [Fact]
    public void Without_panels_all_that_are_connected_are_compared() =>
        Assert.Equal("a b c", _engine.Value("(Compare-YtService -Name Likes | Sort-Object Panel).Panel -join ' '"));

    [Fact]
    public void An_offer_says_what_the_ledger_knows_of_the_service()
    {
        _engine.Run("""
            1..4 | ForEach-Object { New-YtOrder -Panel a 1 "https://example.com/$_" 100 } | Out-Null
            Get-YtOrderStatus -Panel a 1, 2, 3 | Out-Null
            """).ThrowIfFailed();

        Assert.Equal("4 66.7 True", _engine.Value("Compare-YtService -Panel a -Name Likes | ForEach-Object { "
            + "'{0} {1} {2}' -f $_.Orders, $_.CompletedPercent, ($_.TimeToEnd -ge [timespan]::Zero) }"));
        Assert.Equal("0  ", _engine.Value(
            "Compare-YtService -Panel a -Name Views | ForEach-Object { '{0} {1} {2}' -f $_.Orders, $_.CompletedPercent, $_.TimeToEnd }"));
    }

    [Fact]
    public void A_ledger_that_cannot_be_read_is_a_warning_and_the_services_are_compared_all_the_same()
    {
        var broken = _folder.File("broken.db");
        File.WriteAllText(broken, "This is not a ledger. It is a text that is long enough to be read as the beginning of one.");
        _engine.Run($"Connect-YtPanel -ApiKey key -Uri {_panels[0].Uri} -Name broken -Ledger '{broken}' -SkipVerification").ThrowIfFailed();

        var outcome = _engine.Run("Compare-YtService -Panel broken, c -Name Likes -Currency EUR | ForEach-Object Panel");

        Assert.Empty(outcome.Errors);
        Assert.Equal(["c", "broken"], outcome.Values);
        Assert.StartsWith("The ledger of broken cannot be read.", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_no_service_has_is_said_once_for_each_panel() => Assert.Equal(
        [
            "No service was found with the whole name 'Like'. For a part of it write '*Like*'. That was a.",
            "No service was found with the whole name 'Like'. For a part of it write '*Like*'. That was c.",
        ],
        _engine.Run("Compare-YtService -Panel a, c -Name Like").ThrowIfFailed().Warnings.Order());

    [Theory]
    [InlineData("$sent | Compare-YtService")]
    [InlineData("Compare-YtService -Panel $sent")]
    [InlineData("Compare-YtService a, $sent")]
    [InlineData("$sent | Export-YtReport $report")]
    public void A_panel_of_another_process_is_refused_in_a_sentence(string script)
    {
        var error = _engine.Run(
            "$report = @($input)[0]; $sent = [Management.Automation.PSSerializer]::Deserialize("
            + $"[Management.Automation.PSSerializer]::Serialize((Get-YtPanel a))); {script}",
            _folder.File("report.html")).End("FieldInvalid");

        Assert.StartsWith("The panel comes from another process or a job", error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("report.html")));
    }

    private void Connect(string name, string currency, params string[] services)
    {
        var orders = 0;
        var panel = new CannedServer(request => CannedAnswer.Of(
            request.Body.Contains("action=services", StringComparison.Ordinal) ? $"[{string.Join(',', services)}]"
            : request.Body.Contains("action=add", StringComparison.Ordinal) ? $$"""{"order":{{++orders}}}"""
            : request.Body.Contains("action=status", StringComparison.Ordinal)
                ? """{"1":{"status":"Completed"},"2":{"status":"Canceled"},"3":{"status":"Completed"}}"""
            : $$"""{"balance":"100","currency":"{{currency}}"}"""));
        _panels.Add(panel);
        _engine.Run(
            $"Connect-YtPanel -ApiKey key -Uri {panel.Uri} -Name {name} -NewLedger -Ledger '{_folder.File("orders.db")}' "
            + "-MaximumRetryCount 0").ThrowIfFailed();
    }

    private object?[] Offers(string parameters) => [.. _engine.Values(
        $"Compare-YtService -Panel {parameters} | ForEach-Object {{ "
        + "'{0} {1} {2:0.####} {3:0.####} {4} {5}' -f $_.Panel, $_.ServiceId, $_.Charge, $_.Rate, $_.Currency, $_.Problem }")];

    private static string Service(
        object id, string name, decimal rate, bool refill = false, string type = "Default", long most = 10000) =>
        FormattableString.Invariant(
            $$"""{"service":"{{id}}","name":"{{name}}","type":"{{type}}","category":"c","rate":"{{rate}}","min":"10","max":"{{most}}",""")
        + $"\"refill\":{(refill ? "true" : "false")}}}";
}
