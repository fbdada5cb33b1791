using System.Diagnostics;

namespace YallaTake;

/// <summary>Retries, pauses and progress as the user sees them.</summary>
[Trait("Speed", "Slow")]
public sealed class PatienceTests
{
    [Fact]
    public void A_pause_before_the_next_attempt_is_told_in_verbose()
    {
        using var engine = Engine.Connected(
            "-Catalogue $Catalogue -Fault balance:Http429=0.5 -Seed 1", "-Name test -SkipVerification -MaximumRetryCount 20");

        var outcome = engine.Run("1..8 | ForEach-Object { Get-YtBalance -Verbose }").ThrowIfFailed();

        Assert.Equal(8, outcome.Output.Count);
        Assert.Contains(
            outcome.Verbose,
            text => text.Contains(
                "Attempt 1 of 21 failed", StringComparison.Ordinal) && text.Contains("Waiting 1 s.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rate_limit_costs_time_and_no_answer()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Fault status:Http429=0.3 -Seed 2", "-Name test -MaximumRetryCount 20");

        var output = engine.Run("1..2000 | Get-YtOrderStatus 2>&1").Output;

        Assert.Equal(2000, output.Count);
        Assert.All(output, error => Assert.Contains("Incorrect order ID", error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_pause_is_shown_as_progress()
    {
        using var panel = new CannedServer(CannedAnswer.Of("""{"error":"Rate limit exceeded"}""", 429, "Retry-After: 4\r\n"));
        using var engine = new Engine();
        engine.Connect(panel, retries: 1);

        engine.Run("Get-YtBalance").Error("RateLimited");

        Assert.Contains("Attempt 1 of 2 failed: The panel says: Rate limit exceeded", engine.Host.Progress, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_by_the_minute_is_waited_out_visibly_by_reads_and_by_the_orders_of_a_batch()
    {
        using var folder = new TemporaryFolder();
        var placed = 0;
        var sinceTheFirst = new Lazy<Stopwatch>(Stopwatch.StartNew);
        using var panel = new CannedServer(request => CannedAnswer.Of(
            request.Body.Contains("action=services", StringComparison.Ordinal) ? """[{"service":1,"type":"Default","rate":"1"}]"""
            : !request.Body.Contains("action=add", StringComparison.Ordinal) ? """{"balance":"100","currency":"USD"}"""
            : sinceTheFirst.Value.Elapsed < TimeSpan.FromSeconds(5) ? """{"error":"Rate limit exceeded"}"""
            : $$"""{"order":{{Interlocked.Increment(ref placed)}}}"""));
        using var engine = new Engine();
        engine.Run(
            $"Connect-YtPanel -ApiKey any-key -Uri {panel.Uri} -Ledger '{folder.File("orders.db")}' -NewLedger -MaximumRetryCount "
            + "3").ThrowIfFailed();

        var outcome = engine.Run(
            "1..6 | ForEach-Object { [pscustomobject]@{ ServiceId = 1; Link = \"https://example.com/p/$_\"; "
            + "Quantity = 100 } } | New-YtOrder -Verbose").ThrowIfFailed();

        Assert.Equal(6, outcome.Output.Count);
        Assert.Contains(
            outcome.Verbose,
            text => text.Contains("Attempt 1 of 4 failed: The panel says: Rate limit exceeded Waiting 9.3 s.", StringComparison.Ordinal));
        Assert.Contains("Rate limit exceeded", engine.Host.Progress, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_panel_shows_progress_unless_the_user_wants_none()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Latency 3000", "-Name test -SkipVerification");

        engine.Run("$ProgressPreference = 'SilentlyContinue'; Get-YtService -Refresh | Out-Null").ThrowIfFailed();
        Assert.DoesNotContain("waiting for the first", engine.Host.Progress, StringComparison.Ordinal);

        engine.Run("$ProgressPreference = 'Continue'; Get-YtService -Refresh | Out-Null").ThrowIfFailed();
        Assert.Contains("waiting for the first", engine.Host.Progress, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-YtOrderStatus 23501", "0 of 1 answered")]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100", "Reading the services of test", "0 of 1 settled")]
    [InlineData("Measure-YtOrder 1 https://example.com/p/1 100", "Reading the services of test")]
    [InlineData("Get-YtBalance", "Asking test for the balance")]
    [InlineData("Wait-YtOrder 23501 -TimeoutSec 60", "1 not known")]
    public void A_single_slow_request_shows_progress_unless_the_user_wants_none(string script, params string[] progress)
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Latency 3000", "-Name test -SkipVerification");
        using var quiet = Engine.Connected("-Catalogue $Catalogue -Latency 3000", "-Name test -SkipVerification");

        Parallel.Invoke(
            () => engine.Run($"{script} 2>&1 | Out-Null").ThrowIfFailed(),
            () => quiet.Run($"$ProgressPreference = 'SilentlyContinue'; {script} 2>&1 | Out-Null").ThrowIfFailed());

        Assert.All(progress, text => Assert.Contains(text, engine.Host.Progress, StringComparison.Ordinal));
        Assert.Empty(quiet.Host.Progress);
    }

    [Fact]
    public async Task A_pause_ends_at_once_when_the_user_stops()
    {
        using var panel = new CannedServer(CannedAnswer.Of("""{"error":"Rate limit exceeded"}""", 429, "Retry-After: 250\r\n"));
        using var engine = new Engine();
        engine.Connect(panel, retries: 3);

        // Progress says that it waits.
        var waiting = Task.Run(() => engine.Run("Get-YtBalance"), TestContext.Current.CancellationToken);
        while (!engine.Host.Progress.Contains("Attempt 1 of 4 failed", StringComparison.Ordinal))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        engine.Stop();

        Assert.True((await waiting).WasStopped);
        Assert.Single(panel.Requests);
    }

    [Fact]
    public async Task An_order_that_waits_for_the_panel_is_not_sent_once_the_user_stops()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Fault add:Http429", "-Name test -MaximumRetryCount 100");
        var api = (Uri)engine.Value("$sandbox.Uri")!;

        var placing = Task.Run(
            () => engine.Run("New-YtOrder 1 https://example.com/p/1 100 -Reference r"), TestContext.Current.CancellationToken);
        await SandboxState.WaitForAsync(api, "add");
        engine.Stop();

        Assert.True((await placing).WasStopped);
        Assert.Equal("NotSent", engine.Value("(Get-YtOrder r).State.ToString()"));
    }

    [Fact]
    public async Task An_order_that_never_left_is_placed_once_the_panel_is_back()
    {
        using var engine = new Engine();
        var port = engine.Value(
            "$first = Start-YtSandbox -Catalogue $Catalogue; $first | Connect-YtPanel -Name test -MaximumRetryCount 20; "
            + "Get-YtService | Out-Null; $first | Stop-YtSandbox; $first.Port");

        var placing = Task.Run(
            () => engine.Run("New-YtOrder 1 https://example.com/p/1 100 -Verbose"), TestContext.Current.CancellationToken);
        while (!engine.Host.Text.Contains("Attempt 1 of 21 failed", StringComparison.Ordinal))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        using var other = new Engine();
        other.Run($"$sandbox = Start-YtSandbox -Catalogue $Catalogue -Port {port}").ThrowIfFailed();

        Assert.Single((await placing).ThrowIfFailed().Output);
        Assert.Single(other.State().Orders);
    }
}
