using System.Globalization;
using Newtonsoft.Json.Linq;

namespace YallaTake;

/// <summary>The scripts of docs/examples, as a scheduler runs them: what they do, and the exit codes that they promise.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ExampleScriptTests : IDisposable
{
    private const string Link = "https://example.com/p/1";

    private readonly Engine _engine = new();
    private readonly SkippedTime _time = new();
    private readonly TemporaryFolder _folder = new();

    public ExampleScriptTests()
    {
        Environment.SetEnvironmentVariable("YALLATAKE_API_KEY", "example-key");
        Environment.SetEnvironmentVariable("YALLATAKE_WEBHOOK", null);
    }

    [Fact]
    public void A_status_round_adds_what_has_ended_to_a_file_once()
    {
        StartSandbox("-TimeScale 1000000");
        _engine.Run(
            $"Connect-YtPanel -Uri $sandbox.Uri; 1..3 | % {{ $null = New-YtOrder 1 \"{Link}/$_\" 100 -Reference \"invoice $_\" }}")
            .ThrowIfFailed();

        for (var round = 1; round <= 2; round++)
            Assert.Equal(0, Run("Invoke-StatusRound", $"-Path '{_folder.File("finished.csv")}' -Uri $sandbox.Uri").ExitCode);

        var rows = _engine.Values($"Import-Csv '{_folder.File("finished.csv")}' | % {{ \"$($_.Reference) $($_.Link) $($_.Status)\" }}");
        Assert.Equal([$"invoice 1 {Link}/1 Completed", $"invoice 2 {Link}/2 Completed", $"invoice 3 {Link}/3 Completed"], rows);
    }

    [Fact]
    public void A_status_round_says_that_a_person_must_look_at_an_order_of_unknown_outcome()
    {
        StartSandbox("-Fault add:DropAfter");
        _engine.Run($"Connect-YtPanel -Uri $sandbox.Uri; New-YtOrder 1 {Link} 100 -Reference lost").Error("OrderOutcomeUnknown");

        Assert.Equal(3, Run("Invoke-StatusRound", $"-Path '{_folder.File("finished.csv")}' -Uri $sandbox.Uri").ExitCode);
    }

    [Fact]
    public void A_refill_run_refills_what_is_due()
    {
        StartSandbox("-TimeScale 1000000");
        _engine.Run(
            $"Connect-YtPanel -Uri $sandbox.Uri; $order = New-YtOrder 1 {Link} 100 -Reference one; $null = New-YtOrder 2 {Link}/2 100; "
            + "while (Get-YtOrder -Open | Get-YtOrderStatus | Where-Object IsFinal -eq $false) { Start-Sleep -Milliseconds 50 }")
            .ThrowIfFailed();
        Assert.Equal((0, string.Empty), Run("Invoke-RefillRun", "-Uri $sandbox.Uri"));
        _time.Advance(TimeSpan.FromDays(2));

        var (exitCode, output) = Run("Invoke-RefillRun", "-Uri $sandbox.Uri");

        Assert.Equal(0, exitCode);
        Assert.Equal($"Refill 1 of order {_engine.Value("$order.OrderId")}, 'one': {Link}", output);
        Assert.Equal((0, string.Empty), Run("Invoke-RefillRun", "-Uri $sandbox.Uri"));
        Assert.Equal(1, _engine.State().Requests("refill"));
    }

    [Fact]
    public void A_price_report_names_the_changes_of_services_that_are_ordered()
    {
        var rate = "0.9";
        using var panel = new CannedServer(request => OfferAt(rate, request));
        _engine.Run($"$sandbox = [pscustomobject]@{{ Uri = '{panel.Uri}' }}; $null = Get-YtPanel").ThrowIfFailed();
        _engine.GoBy(_time);
        _engine.Run($"Connect-YtPanel -Uri $sandbox.Uri; $null = New-YtOrder 1 {Link} 100").ThrowIfFailed();
        var parameters = $"-Path '{_folder.File("changes.csv")}' -Uri $sandbox.Uri 3>$null";
        Assert.Equal((0, string.Empty), Run("Get-PriceReport", parameters));

        rate = "1.2";
        _time.Advance(TimeSpan.FromDays(1));
        var (exitCode, output) = Run("Get-PriceReport", parameters);

        Assert.Equal((3, "RateRaised: service 1 'Likes', 0.9 -> 1.2"), (exitCode, output));
        Assert.Equal(["1", "2"], _engine.Values($"(Import-Csv '{_folder.File("changes.csv")}').ServiceId"));
        Assert.Equal((0, string.Empty), Run("Get-PriceReport", parameters));
    }

    [Fact]
    public void Changes_that_a_price_report_cannot_write_are_in_the_next_one()
    {
        var rate = "0.9";
        using var panel = new CannedServer(request => OfferAt(rate, request));
        _engine.Run($"$sandbox = [pscustomobject]@{{ Uri = '{panel.Uri}' }}; $null = Get-YtPanel").ThrowIfFailed();
        _engine.GoBy(_time);
        string Parameters(string file) => $"-Path '{_folder.File(file)}' -Uri $sandbox.Uri 3>$null";
        Assert.Equal(0, Run("Get-PriceReport", Parameters("changes.csv")).ExitCode);
        rate = "1.2";
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal((1, string.Empty), Run("Get-PriceReport", Parameters(Path.Combine("missing", "changes.csv"))));
        Assert.Equal((0, string.Empty), Run("Get-PriceReport", Parameters("changes.csv")));

        Assert.Equal(["1", "2"], _engine.Values($"(Import-Csv '{_folder.File("changes.csv")}').ServiceId"));
    }

    [Theory]
    [InlineData("Slack", "", """{"text":"The balance of {0} is 12.50 USD, below 20.00. Add funds."}""")]
    [InlineData("Discord", "", """{"content":"The balance of {0} is 12.50 USD, below 20.00. Add funds."}""")]
    [InlineData(
        "Telegram", "-ChatId -100123", """{"chat_id":"-100123","text":"The balance of {0} is 12.50 USD, below 20.00. Add funds."}""")]
    public void A_low_balance_is_told_in_a_chat(string to, string more, string json)
    {
        StartSandbox("-Balance 12.50");
        using var chat = new CannedServer(CannedAnswer.Of("ok"));

        var (exitCode, output) = Run("Send-BalanceAlert", $"-Below 20 -To {to} {more} -Webhook {chat.Uri} -Uri $sandbox.Uri");

        Assert.Equal(0, exitCode);
        var panel = (string)_engine.Value("(Get-YtPanel).Name")!;
        Assert.StartsWith($"The balance of {panel} is 12.50 USD", output, StringComparison.Ordinal);
        var request = Assert.Single(chat.Requests);
        Assert.True(
            JToken.DeepEquals(JObject.Parse(json.Replace("{0}", panel, StringComparison.Ordinal)), JObject.Parse(request.Body)),
            request.Body);
        Assert.Contains("Content-Type: application/json; charset=utf-8", request.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("12.50", 0)]
    [InlineData("13", 2)]
    public void Nothing_is_told_while_the_balance_is_enough_and_a_chat_that_refuses_is_a_failure(string below, int exitCode)
    {
        StartSandbox("-Balance 12.50");
        using var chat = new CannedServer(CannedAnswer.Of("no_service", 404));
        Environment.SetEnvironmentVariable("YALLATAKE_WEBHOOK", chat.Uri.ToString());

        Assert.Equal((exitCode, string.Empty), Run("Send-BalanceAlert", $"-Below {below} -To Slack -Uri $sandbox.Uri"));
        Assert.Equal(exitCode == 0 ? 0 : 1, chat.Requests.Length);
    }

    [Fact]
    public void A_report_of_the_day_before_is_mailed_as_one_file()
    {
        StartSandbox("-TimeScale 1000000");
        using var mails = new SmtpServer();
        _engine.Run($"Connect-YtPanel -Uri $sandbox.Uri; $null = New-YtOrder 1 {Link} 100 -Reference one").ThrowIfFailed();

        Assert.Equal((0, string.Empty), Run("Send-DayReport", Mail(mails)));

        var mail = Assert.Single(mails.Mails);
        var name = Path.GetFileName(Assert.Single(Directory.GetFiles(_folder.Path)));
        Assert.Matches(@"^report-\d{4}-\d\d-\d\d\.html$", name);
        Assert.Contains($"Subject: Orders of {name[7..17]}", mail, StringComparison.Ordinal);
        Assert.Contains("To: owner@example.com, partner@example.com", mail, StringComparison.Ordinal);
        Assert.Contains(name, mail, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/html", mail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_report_that_cannot_be_mailed_stays()
    {
        StartSandbox(string.Empty);
        using var mails = new SmtpServer(refuses: true);

        Assert.Equal((2, string.Empty), Run("Send-DayReport", Mail(mails)));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("Send-DayReport", "-Folder . -From a@example.com -To b@example.com -SmtpServer 127.0.0.1 -Port 1")]
    [InlineData("Get-PriceReport", "-Path none.csv")]
    [InlineData("Invoke-StatusRound", "-Path none.csv")]
    [InlineData("Invoke-RefillRun", "")]
    [InlineData("Send-BalanceAlert", "-Below 20 -To Slack -Webhook http://127.0.0.1:1/")]
    public void A_panel_that_is_not_there_is_a_reason_to_run_again(string script, string parameters)
    {
        Assert.Equal((1, string.Empty), Run(script, $"{parameters} -Uri http://127.0.0.1:{LocalPort.Free()}/api/v2"));
    }

    [Theory]
    [InlineData("Send-DayReport", "-Folder . -From a@example.com -To b@example.com -SmtpServer 127.0.0.1 -Port 1")]
    [InlineData("Get-PriceReport", "-Path none.csv")]
    [InlineData("Invoke-StatusRound", "-Path none.csv")]
    [InlineData("Invoke-RefillRun", "")]
    [InlineData("Send-BalanceAlert", "-Below 20 -To Slack -Webhook http://127.0.0.1:1/")]
    [InlineData("Invoke-OrderRun", "-Path $orders -SpendLimit 50")]
    public void A_key_that_is_refused_or_missing_is_no_reason_to_run_again(string script, string parameters)
    {
        StartSandbox(string.Empty);
        _engine.Run($"$orders = '{Repository.PathOf("docs", "examples", "orders.csv")}'").ThrowIfFailed();

        foreach (var key in (string?[])["another-key", null])
        {
            Environment.SetEnvironmentVariable("YALLATAKE_API_KEY", key);
            Assert.Equal((4, string.Empty), Run(script, $"{parameters} -Uri $sandbox.Uri"));
        }
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("YALLATAKE_API_KEY", null);
        Environment.SetEnvironmentVariable("YALLATAKE_WEBHOOK", null);
        _engine.Dispose();
        _folder.Dispose();
    }

    private static CannedAnswer OfferAt(string rate, CannedRequest request) => CannedAnswer.Of(request.Body switch
    {
        var form when form.Contains("action=services", StringComparison.Ordinal) =>
            $$"""
            [{"service":1,"name":"Likes","type":"Default","category":"Likes","rate":"{{rate}}","min":"10","max":"1000"},
             {"service":2,"name":"Views","type":"Default","category":"Views","rate":"{{rate}}","min":"10","max":"1000"}]
            """,
        var form when form.Contains("action=add", StringComparison.Ordinal) => """{"order":23501}""",
        _ => """{"balance":"100","currency":"USD"}""",
    });

    private string Mail(SmtpServer mails) =>
        $"-Folder '{_folder.Path}' -From shop@example.com -To owner@example.com, partner@example.com -SmtpServer 127.0.0.1 "
        + $"-Port {mails.Port} -Uri $sandbox.Uri";

    private void StartSandbox(string parameters)
    {
        _engine.Run($"$sandbox = Start-YtSandbox -Catalogue $Catalogue -ApiKey example-key {parameters}").ThrowIfFailed();
        _engine.GoBy(_time);
    }

    // What it writes for a person comes out as text, with its errors aside.
    private (int ExitCode, string Output) Run(string script, string parameters)
    {
        var outcome = _engine.Run($"& '{Repository.PathOf("docs", "examples", script + ".ps1")}' {parameters}; $code = $LASTEXITCODE");
        Assert.Null(outcome.Terminating);
        var output = string.Join('\n', outcome.Output.Select(line => Convert.ToString(line.BaseObject, CultureInfo.InvariantCulture)));
        return ((int)_engine.Value("$code")!, output);
    }
}
