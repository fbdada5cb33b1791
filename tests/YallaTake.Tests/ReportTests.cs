using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace YallaTake;

/// <summary>What is in a report, and how it comes onto the disk.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("report.html");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_report_adds_up_what_was_spent_and_what_came_back()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000");
        engine.Run(
            """
            # Every tenth order of a sandbox is partial, every 25th is canceled.
            $orders = 1..25 | ForEach-Object { New-YtOrder 1 "https://example.com/p/$_" 1000 }
            do { $open = @($orders | Get-YtOrderStatus | Where-Object { -not $_.IsFinal }) } while ($open)
            New-YtOrder 1 'no link at all' 10 -ErrorAction SilentlyContinue
            """).ThrowIfFailed();

        var text = Text(Export(engine));

        Assert.Contains("Spent 21.24 USD Refunded 1.26 USD", text, StringComparison.Ordinal);
        Assert.Contains("Orders placed 25 Still open 0 To be settled 0", text, StringComparison.Ordinal);
        Assert.Contains("Completed 22 84.6 %", text, StringComparison.Ordinal);
        Assert.Contains("Partial 2 7.7 %", text, StringComparison.Ordinal);
        Assert.Contains("Canceled 1 3.8 %", text, StringComparison.Ordinal);
        Assert.Contains("Rejected by the panel 1 3.8 %", text, StringComparison.Ordinal);
        Assert.Contains("Nothing is to be settled: the outcome of every order is known.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_are_those_of_the_person()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 10, 24, 21, 59, 0, TimeSpan.Zero));
        time.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        using var engine = Connected(time);
        foreach (var order in new[] { "one", "two", "three" })
        {
            // The last minute of Saturday there, then Sunday, which has 25 hours, and the first of Monday.
            engine.Run($"New-YtOrder 1 https://example.com/p/{order} 1000 -Reference {order}").ThrowIfFailed();
            time.Advance(order == "one" ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(25));
        }

        var html = Export(engine);

        Assert.Equal(["24 Oct", "25 Oct", "26 Oct"], Charts(html)[0]["labels"]!.Values<string>());
        Assert.Equal([0.9m, 0.9m, 0.9m], Charts(html)[0]["spent"]!.Values<decimal>());
        Assert.Contains("in the time of Europe/Berlin (UTC+01:00 now)", Text(html), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(91, "day", 92)]
    [InlineData(92, "week", 14)]
    [InlineData(700, "month", 24)]
    public void A_long_time_is_shown_by_weeks_or_months(int days, string step, int bars)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        using var engine = Connected(time);
        engine.Run("New-YtOrder 1 https://example.com/p/1 1000").ThrowIfFailed();
        time.Advance(TimeSpan.FromDays(days));
        engine.Run("New-YtOrder 1 https://example.com/p/2 1000").ThrowIfFailed();

        var html = Export(engine);

        Assert.Contains($"Spending by {step}", Text(html), StringComparison.Ordinal);
        Assert.Equal(bars, Charts(html)[0]["labels"]!.Count());
        Assert.Equal(1.8m, Charts(html)[0]["spent"]!.Values<decimal>().Sum());
    }

    [Fact]
    public void Amounts_in_different_currencies_are_never_added_up()
    {
        using var engine = new Engine();
        using var rupees = Panel("INR");
        using var dollars = Panel("USD");
        engine.Run(
            """
            $ledger, $uris = @($input)
            Connect-YtPanel -ApiKey one -Uri $uris[0] -Name rupees -Ledger $ledger -NewLedger
            Connect-YtPanel -ApiKey two -Uri $uris[1] -Name dollars -Ledger $ledger
            'rupees', 'dollars', 'dollars' | ForEach-Object { New-YtOrder 1 https://example.com/p/1 1000 -Panel $_ | Out-Null }
            """,
            _folder.File("orders.db"),
            new[] { rupees.Uri, dollars.Uri }).ThrowIfFailed();

        var html = Export(engine);

        Assert.Contains("Spent 2.50 INR 5.00 USD Refunded 0.00 INR 0.00 USD", Text(html), StringComparison.Ordinal);
        Assert.Contains("Spending by day, INR", Text(html), StringComparison.Ordinal);
        Assert.Contains("Spending by day, USD", Text(html), StringComparison.Ordinal);
        Assert.Equal(
            ["INR", "USD"],
            Charts(html).Where(chart => (string?)chart["kind"] == "spending").Select(chart => (string?)chart["currency"]));
        Assert.DoesNotContain("INR", Text(Export(engine, "-Panel dollars")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_of_unknown_outcome_comes_with_the_commands_that_settle_it()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Fault add:DropAfter", "-Name test -MaximumRetryCount 0");
        engine.Run("New-YtOrder 1 https://example.com/p/1 1000 -Reference \"it's [1] ’x\"").Error("OrderOutcomeUnknown");

        var html = Export(engine, "-Before 2020-01-01");
        var commands = Regex.Matches(html, "<pre[^>]*>([^<]*)</pre>")
            .SelectMany(match => WebUtility.HtmlDecode(match.Groups[1].Value).Split('\n'))
            .ToArray();

        Assert.Contains("There are no orders in this time.", Text(html), StringComparison.Ordinal);
        Assert.Equal(3, commands.Length);
        Assert.EndsWith("-Panel 'test' -Search", commands[0], StringComparison.Ordinal);
        Assert.Equal("NotSent", engine.Value($"\"$(({commands[2]} -Confirm:$false).State)\""));
    }

    [Fact]
    public void Orders_that_may_be_refilled_are_counted_without_asking_the_panel()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        using var engine = Connected(time, "-TimeScale 1000000");
        engine.Run(
            """
            Get-YtServiceChange 3> $null
            $order = New-YtOrder 1 https://example.com/p/1 1000
            while (-not ($order | Get-YtOrderStatus).IsFinal) { }
            """).ThrowIfFailed();
        Assert.DoesNotContain("may be refilled", Text(Export(engine)), StringComparison.Ordinal);

        time.Advance(TimeSpan.FromDays(2));

        Assert.Contains(
            "1 order at test may be refilled now, by what its service promises. If it has dropped, ask for a refill: "
            + "Get-YtOrder -RefillDue -Panel 'test' | Invoke-YtRefill",
            Text(Export(engine)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_from_outside_is_text_and_only_web_addresses_are_links()
    {
        const string Name = "</script><script>alert(1)</script>";
        using var engine = new Engine();
        using var panel = Panel("USD", Name);
        using var silent = Panel("USD", Name, """{"order":""");
        engine.Run(
            """
            $ledger, $uris = @($input)
            Connect-YtPanel -ApiKey one -Uri $uris[0] -Name '<b>bold</b>' -Ledger $ledger -NewLedger
            New-YtOrder 1 https://example.com/p/1 1000 | Out-Null
            Connect-YtPanel -ApiKey two -Uri $uris[1] -Name silent -Ledger $ledger
            'javascript:alert(1)', 'https://example.com/"><img src=x>', 'ann' | ForEach-Object { New-YtOrder 1 $_ 1000 }
            """,
            _folder.File("orders.db"),
            new[] { panel.Uri, silent.Uri });

        var html = Export(engine);

        Assert.Equal(3, Regex.Count(html, "</script>"));
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("<bdi>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</bdi>", html, StringComparison.Ordinal);
        Assert.Equal(
            ["https://example.com/%22%3E%3Cimg%20src=x%3E"],
            Regex.Matches(html, "<a href=\"([^\"]*)\"").Select(link => WebUtility.HtmlDecode(link.Groups[1].Value)));
    }

    [Fact]
    public void Without_orders_a_report_says_so()
    {
        using var engine = Engine.Connected(connectParameters: "-Name test -Ledger none.db -NewLedger".Replace(
            "none.db", $"'{_folder.File("none.db")}'", StringComparison.Ordinal));

        Assert.Contains("There are no orders in the ledger yet.", Text(Export(engine)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_that_is_connected_twice_counts_once()
    {
        using var engine = Engine.Connected();
        engine.Run("$sandbox | Connect-YtPanel -Name again; New-YtOrder 1 https://example.com/p/1 1000").ThrowIfFailed();

        Assert.Contains("Orders placed 1 ", Text(Export(engine)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_without_a_ledger_is_left_out_unless_it_is_asked_for()
    {
        using var engine = Engine.Connected();
        engine.Run("New-YtOrder 1 https://example.com/p/1 1000; $sandbox | Connect-YtPanel -Name none -NoLedger").ThrowIfFailed();

        Assert.Contains("Orders placed 1 ", Text(Export(engine)), StringComparison.Ordinal);
        engine.Run("Export-YtReport @($input)[0] -Panel test, none", Path).End("LedgerUnavailable");
        Assert.Contains("Orders placed 1 ", Text(File.ReadAllText(Path)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_cannot_be_written_leaves_nothing_behind()
    {
        using var engine = Engine.Connected();
        Directory.CreateDirectory(Path);

        var error = engine.Run("Export-YtReport @($input)[0]", Path).End("ReportNotWritten");

        Assert.Equal(Path, error.TargetObject);
        Assert.Contains("Check -Path", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
        engine.Run("Export-YtReport @($input)[0]", _folder.File("none/report.html")).End("ReportNotWritten");
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-WhatIf -PassThru")]
    public void WhatIf_writes_nothing(string parameters)
    {
        using var engine = Engine.Connected();

        Assert.Empty(engine.Values($"Export-YtReport @($input)[0] {parameters}", Path));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_report_that_is_there_is_kept_with_NoClobber()
    {
        using var engine = Engine.Connected();
        engine.Run("Export-YtReport @($input)[0] -NoClobber", Path).ThrowIfFailed();
        File.WriteAllText(Path, "before");

        Assert.Equal(Path, engine.Run("Export-YtReport @($input)[0] -NoClobber", Path).End("ReportNotWritten").TargetObject);
        Assert.Equal("before", File.ReadAllText(Path));
        engine.Run("Export-YtReport @($input)[0]", Path).ThrowIfFailed();
        Assert.NotEqual("before", File.ReadAllText(Path));
    }

    [Fact]
    public void The_file_comes_out_only_when_it_is_asked_for()
    {
        using var engine = Engine.Connected();

        Assert.Empty(engine.Values("Export-YtReport @($input)[0]", Path));
        Assert.Equal(Path, Assert.IsType<FileInfo>(engine.Value("Export-YtReport @($input)[0] -PassThru", Path)).FullName);
        Assert.Equal([Path], Directory.GetFiles(_folder.Path));
    }

    private static CannedServer Panel(string currency, string name = "Likes", string order = """{"order":7}""") =>
        new(request => CannedAnswer.Of(request.Body switch
        {
            var form when form.Contains("action=services", StringComparison.Ordinal) => new JArray(new JObject
            {
                ["service"] = 1,
                ["name"] = name,
                ["type"] = "Default",
                ["category"] = "c",
                ["rate"] = "2.5",
                ["min"] = "1",
                ["max"] = "1000",
            }).ToString(),
            var form when form.Contains("action=balance", StringComparison.Ordinal) =>
                $$"""{"balance":"100","currency":"{{currency}}"}""",
            _ => order,
        }));

    private static Engine Connected(TimeProvider time, string sandboxParameters = "")
    {
        var engine = new Engine();
        engine.GoBy(time);
        engine.Run($"Start-YtSandbox -Catalogue $Catalogue {sandboxParameters} | Connect-YtPanel -Name test").ThrowIfFailed();
        return engine;
    }

    private string Export(Engine engine, string parameters = "")
    {
        engine.Run($"Export-YtReport @($input)[0] {parameters}", Path).ThrowIfFailed();
        return File.ReadAllText(Path);
    }

    private static JArray Charts(string html) =>
        JArray.Parse(Regex.Match(html, "<script type=\"application/json\" id=\"charts\">(.*)</script>").Groups[1].Value);

    /// <summary>What a person reads, with one blank between words.</summary>
    private static string Text(string html)
    {
        var body = Regex.Match(html, "<body>(.*?)<script", RegexOptions.Singleline).Groups[1].Value;
        return Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(body, "<[^>]*>", " ")), @"\s+", " ");
    }
}
