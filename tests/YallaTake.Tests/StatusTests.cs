using System.Management.Automation;

namespace YallaTake;

public sealed class StatusTests : IDisposable
{
    private const long First = 23501;

    private readonly Engine _engine = Engine.Connected();

    [Fact]
    [Trait("Dialect", "Strict")]
    public void A_status_is_what_the_panel_knows_to_the_last_digit()
    {
        _engine.Run("$order = New-YtOrder 2 https://example.com/p/1 1234; $status = $order | Get-YtOrderStatus").ThrowIfFailed();

        var truth = _engine.State().Orders[0];
        Assert.Equal(
            [
                truth.GetProperty("order").GetInt64(), "Pending", 0.4319m, truth.GetProperty("start_count").GetInt64(), 1234L, "USD", false,
                "test"],
            _engine.Values(
                "$status.OrderId; $status.Status; $status.Charge; $status.StartCount; $status.Remains; $status.Currency; $status.IsFinal; "
                + "$status.Panel"));
    }

    [Theory]
    [InlineData("Get-YtOrderStatus")]
    [InlineData("Stop-YtOrder -Confirm:$false")]
    [InlineData("Invoke-YtRefill")]
    [InlineData("Wait-YtOrder")]
    public void A_row_without_an_id_is_what_its_error_is_about(string cmdlet)
    {
        var error = Assert.Single(
            _engine.Run($"[pscustomobject]@{{ OrderId = ''; Customer = 'first' }} | {cmdlet}").Errors);

        Assert.Equal("first", PSObject.AsPSObject(error.TargetObject).Properties["Customer"]?.Value);
    }

    [Fact]
    public void A_subscription_tells_of_its_posts_and_the_orders_for_them()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 10000000");

        engine.Run(
            "$status = New-YtOrder 17 -Username ann -MinQuantity 20 -MaxQuantity 20 -Delay 0 -Posts 2 -OldPosts 1 | "
            + "Get-YtOrderStatus").ThrowIfFailed();

        Assert.Equal(["Completed", true, 3L], engine.Values("$status.Status; $status.IsFinal; $status.Posts"));
        Assert.Equal([First + 1, First + 2, First + 3], engine.Values("$status.ChildOrders"));
    }

    [Fact]
    public void A_drip_feed_tells_of_its_runs()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 10000000");

        Assert.Equal(3L, engine.Value("(New-YtOrder 1 https://example.com/p/1 10 -Runs 3 -Interval 60 | Get-YtOrderStatus).Runs"));
    }

    [Fact]
    public void Two_hundred_and_fifty_ids_cost_three_requests_and_are_answered_in_order()
    {
        Place(3);
        var output = _engine.Run("@(1..120) + 23501..23503 + @(4..130) | Get-YtOrderStatus 2>&1").Output;

        long[] asked = [.. Range(1, 120), .. Range(First, First + 2), .. Range(4, 130)];
        Assert.Equal(250, asked.Length);
        Assert.Equal(asked, output.Select(Id));
        Assert.Equal(3, output.Count(item => item.BaseObject is not ErrorRecord));
        Assert.Equal(3, _engine.State().Requests("status"));
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [InlineData("New-YtOrder -Quantity 1000")]
    [InlineData("Get-YtOrderStatus")]
    public void What_is_on_its_way_comes_out_before_a_panel_that_is_not_there_ends_the_pipeline(string cmdlet)
    {
        using var engine = Engine.Connected("-Latency 500");
        engine.Run("$order = New-YtOrder 1 https://example.com/p/1 1000").ThrowIfFailed();

        var outcome = engine.Run($$"""
            $(
                [pscustomobject]@{ ServiceId = 1; Link = 'https://example.com/p/2'; OrderId = $order.OrderId; Panel = (Get-YtPanel).Name }
                [pscustomobject]@{ ServiceId = 1; Link = 'https://example.com/p/3'; OrderId = $order.OrderId; Panel = 'nowhere' }
            ) | {{cmdlet}}
            """);

        Assert.StartsWith("NotConnected", outcome.Terminating?.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(outcome.Output);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    [InlineData("64")]
    public void The_order_stays_however_many_requests_run_at_once(string limit)
    {
        var output = _engine.Run($"1..1000 | Get-YtOrderStatus -ThrottleLimit {limit} 2>&1").Output;

        Assert.Equal(Range(1, 1000), output.Select(Id));
        Assert.Equal(10, _engine.State().Requests("status"));
    }

    [Fact]
    public void What_is_answered_comes_out_though_the_next_hundred_are_not_together()
    {
        var early = _engine.Value("""
            $script:seen = 0
            & {
                1..100
                for ($id = 101; $id -lt 200 -and $script:seen -eq 0; $id++) { Start-Sleep -Milliseconds 200; $id }
                $script:early = $script:seen
            } | Get-YtOrderStatus 2>&1 | ForEach-Object { $script:seen++ }
            $script:early
            """);

        Assert.Equal(100, early);
    }

    [Fact]
    public void An_unknown_id_is_an_error_among_the_others()
    {
        Place(2);

        var output = _engine.Run("23502, 77, 23501, 78 | Get-YtOrderStatus 2>&1").Output;

        Assert.Equal([23502, 77, 23501, 78], output.Select(Id));
        Assert.Equal([77L, 78L], output.Select(item => item.BaseObject).OfType<ErrorRecord>().Select(error => error.TargetObject));
    }

    [Fact]
    public void An_id_that_is_asked_twice_is_sent_once_and_answered_twice()
    {
        using var panel = new CannedServer(CannedAnswer.Of("""{"7":{"status":"Completed"},"8":{"error":"Incorrect order ID"}}"""));
        _engine.Connect(panel);

        var output = _engine.Run("7, 8, 7, 8 | Get-YtOrderStatus 2>&1").Output;

        Assert.Equal([7, 8, 7, 8], output.Select(Id));
        Assert.EndsWith("&action=status&orders=7%2C8", Assert.Single(panel.Forms), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-YtOrderStatus 7")]
    [InlineData("7, 7 | Get-YtOrderStatus")]
    public void A_single_id_is_asked_in_the_single_form(string script)
    {
        using var panel = new CannedServer(
            CannedAnswer.Of("""{"charge":"0.27819","start_count":"3572","status":"Partial","remains":"157","currency":"USD"}"""));
        _engine.Connect(panel);

        Assert.All(_engine.Values($"({script}).Charge"), charge => Assert.Equal(0.27819m, charge));
        Assert.EndsWith("&action=status&order=7", Assert.Single(panel.Forms), StringComparison.Ordinal);
    }

    [Fact]
    public void Orders_of_two_panels_find_their_way_back_each_to_its_own()
    {
        _engine.Run("""
            Start-YtSandbox -Catalogue $Catalogue | Connect-YtPanel -Name other
            $orders = 'test', 'other', 'test' | ForEach-Object { New-YtOrder 1 https://example.com/p/1 (100 + $_.Length) -Panel $_ }
            """).ThrowIfFailed();

        Assert.Equal(["test", "other", "test"], _engine.Values("($orders | Get-YtOrderStatus).Panel"));
        Assert.Equal([104L, 105L, 104L], _engine.Values("($orders | Get-YtOrderStatus).Remains"));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ order = '23501' } | Get-YtOrderStatus")]
    [InlineData("[pscustomobject]@{ OrderId = 23501 } | Get-YtOrderStatus")]
    [InlineData("'23501' | Get-YtOrderStatus")]
    [InlineData("Get-YtOrderStatus '23501'")]
    [InlineData("Get-YtOrderStatus 23501 | Get-YtOrderStatus")]
    public void An_id_is_taken_from_wherever_it_stands(string script)
    {
        Place(1);

        Assert.Equal(First, _engine.Value($"({script}).OrderId"));
    }

    [Theory]
    [InlineData("status:Http500", "PanelUnavailable")]
    [InlineData("status:Html", "PanelAnswerUnreadable")]
    [InlineData("status:Http429", "RateLimited")]
    public void When_a_whole_request_fails_each_of_its_ids_is_told_so(string fault, string id)
    {
        using var engine = Engine.Connected($"-Fault {fault}");

        var outcome = engine.Run("1..150 | Get-YtOrderStatus");

        Assert.Equal(Range(1, 150), outcome.Errors.Select(error => (long)error.TargetObject));
        Assert.All(outcome.Errors, error => Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    public void Dispose() => _engine.Dispose();

    private void Place(int count) =>
        _engine.Run($"$null = 1..{count} | ForEach-Object {{ New-YtOrder 1 \"https://example.com/p/$_\" 100 }}").ThrowIfFailed();

    private static long Id(PSObject item) =>
        (long)(item.BaseObject is ErrorRecord error ? error.TargetObject : item.Properties["OrderId"].Value);

    private static IEnumerable<long> Range(long first, long last)
    {
        for (var id = first; id <= last; id++)
            yield return id;
    }
}
