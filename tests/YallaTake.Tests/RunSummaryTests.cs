using System.Text.RegularExpressions;

namespace YallaTake;

/// <summary>What a run of orders says at its end, however it ends.</summary>
public sealed class RunSummaryTests
{
    private const string Rows =
        """
        $rows = @'
        service,link,quantity,reference
        1,https://example.com/p/1,1000,one
        1,https://example.com/p/2,5,two
        1,https://example.com/p/3,1000,three
        '@ | ConvertFrom-Csv

        """;

    [Fact]
    public void It_counts_what_became_of_the_orders_and_what_they_cost()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue");

        Assert.Equal(
            "2 placed, 1 refused, 1.80 USD.",
            engine.Run(Rows + "$null = $rows | New-YtOrder -InformationVariable info -ErrorAction SilentlyContinue; \"$info\"").Values[0]);
        Assert.Equal(
            "2 already placed, 1 refused.",
            engine.Run("$again = $rows | New-YtOrder -InformationVariable info -ErrorAction SilentlyContinue; \"$info\"").Values[0]);
        Assert.Equal("True True", engine.Value("\"$($again.Existing)\""));
        Assert.Equal("False False", engine.Value("\"$((Get-YtOrder -State Placed).Existing)\""));
    }

    [Fact]
    public void It_does_not_send_anybody_to_order_twice()
    {
        using var engine = Engine.Connected();

        Assert.Equal(
            "1 placed, 1 refused, 0.90 USD. Orders without a reference would be placed again by another run.",
            engine.Run(
                "$null = 1000, 5 | ForEach-Object { [pscustomobject]@{ ServiceId = 1; Link = \"https://example.com/$_\"; Quantity = $_ } } "
                + "| New-YtOrder -InformationVariable info -ErrorAction SilentlyContinue; \"$info\"").Values[0]);
    }

    [Theory]
    [InlineData("", "1 refused.")]
    [InlineData("one", "1 placed, 1 refused, 0.90 USD.")]
    public void An_order_that_was_not_placed_needs_no_reference_to_be_placed_later(string reference, string said)
    {
        using var engine = Engine.Connected();

        var placed = reference.Length == 0 ? string.Empty
            : $"@{{ service = 1; link = 'https://example.com/p/1'; quantity = 1000; reference = '{reference}' }}";
        Assert.Equal(
            said,
            engine.Run(
                $"$null = & {{ {placed}\n@{{ service = 1; link = 'https://example.com/p/2'; quantity = 5 }} }} "
                + "| New-YtOrder -InformationVariable info -ErrorAction SilentlyContinue; \"$info\"").Values[0]);
    }

    [Fact]
    public void An_order_that_ends_the_run_was_not_sent_and_is_not_one_that_the_panel_refused()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -ApiKey the-key");
        engine.Run("Connect-YtPanel -ApiKey an-older-key -Uri $sandbox.Uri -Name old -SkipVerification").ThrowIfFailed();

        engine.Run(Rows + "$rows | New-YtOrder -InformationAction Continue").End("ApiKeyRefused");

        // How many were under way until then is a matter of time.
        Assert.Matches(@"^[123] not sent\. Run again to continue\.\s*$", engine.Host.Text);
    }

    [Fact]
    public void Nothing_is_said_of_a_single_order_that_went_well()
    {
        using var engine = Engine.Connected();

        Assert.Equal(
            0,
            engine.Value(
                "$null = New-YtOrder 1 https://example.com/p/1 1000 -InformationVariable info -InformationAction Continue; $info.Count"));
    }

    // How far it comes until then is a matter of time.
    [Theory]
    [InlineData("$rows | New-YtOrder -InformationAction Continue -ErrorAction Stop")]
    [InlineData("$rows | New-YtOrder -InformationAction Continue | Select-Object -First 1")]
    [InlineData("& { $rows[0]; Disconnect-YtPanel; $rows[2] } | New-YtOrder -InformationAction Continue")]
    public void It_is_said_however_the_run_ends(string script)
    {
        using var engine = Engine.Connected();

        engine.Run(Rows + script);

        Assert.Matches(@"^[12] placed, (1 refused, )?(0\.90|1\.80) USD\. Run again to continue\.\s*$", engine.Host.Text);
    }

    [Fact]
    public async Task It_is_said_after_Ctrl_C_with_the_orders_that_were_under_way()
    {
        // The input stands still after the first row, so that there is no other.
        using var engine = Engine.Connected("-Catalogue $Catalogue -Latency 300");
        var api = (Uri)engine.Value("$sandbox.Uri")!;

        var running = Task.Run(() => engine.Run(
            Rows + "& { $rows[0]; while ($true) { Start-Sleep -Milliseconds 20 } } "
            + "| New-YtOrder -ThrottleLimit 1 -InformationAction Continue"));
        await SandboxState.WaitForAsync(api, "add");
        engine.Stop();
        await running;

        Assert.Contains("1 placed, 0.90 USD. Run again to continue.", engine.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_is_searched_for_when_Ctrl_C_comes_is_counted()
    {
        // The first order is placed, the answer to the second one is lost.
        using var engine = Engine.Connected("-Catalogue $Catalogue -Latency 300 -Fault add:DropAfter=0.5 -Seed 8");
        var api = (Uri)engine.Value("$sandbox.Uri")!;

        var running = Task.Run(() => engine.Run(
            "41, 42 | ForEach-Object { [pscustomobject]@{ service = 1; link = \"https://example.com/p/$_\"; quantity = 1000; "
            + "reference = \"invoice-$_\" } } | New-YtOrder -ThrottleLimit 1 -ResolveUnknown -InformationAction Continue"));
        await SandboxState.WaitForAsync(api, "status");
        engine.Stop();
        await running;

        Assert.Contains("1 placed, 1 unknown, 0.90 USD. Run again to continue.", engine.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_ledger_the_number_of_an_order_under_way_is_said_after_Ctrl_C()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Latency 300", "-NoLedger");
        var api = (Uri)engine.Value("$sandbox.Uri")!;

        var running = Task.Run(() => engine.Run("New-YtOrder 1 https://example.com/p/1 1000"));
        await SandboxState.WaitForAsync(api, "add");
        engine.Stop();
        await running;

        var order = Assert.Single(engine.State().Orders).GetProperty("order").GetInt64();
        Assert.Contains(
            $"Order {order} of service 1 for https://example.com/p/1 was placed on ", engine.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_ledger_no_order_begins_before_the_number_of_the_one_before_has_come_out()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Latency 50", "-NoLedger");

        for (var orders = 1; orders <= 5; orders++)
        {
            engine.Run(
                "1..3 | ForEach-Object { [pscustomobject]@{ ServiceId = 1; Link = \"https://example.com/p/$_\"; Quantity = 100 } } "
                + "| New-YtOrder | Select-Object -First 1").ThrowIfFailed();
            Assert.Equal(orders, engine.State().Orders.Count);
        }
    }

    [Fact]
    public void Verbose_tells_each_request_with_its_time_and_without_the_key()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -ApiKey the-secret-key -Fault add:Http500");

        var verbose = engine.Run("New-YtOrder 1 https://example.com/p/1 1000 -Verbose -ErrorAction SilentlyContinue").Verbose;

        Assert.Contains(verbose, line => Regex.IsMatch(line, @"^services \(\d+ ms\): answered$"));
        Assert.Contains(verbose, line => Regex.IsMatch(line, @"^balance \(\d+ ms\): answered$"));
        Assert.Contains(verbose, line => Regex.IsMatch(line, @"^add \(\d+ ms\): The panel "));
        Assert.All(verbose, line => Assert.DoesNotContain("the-secret-key", line, StringComparison.Ordinal));
    }
}
