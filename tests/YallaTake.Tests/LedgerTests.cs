namespace YallaTake;

/// <summary>Orders with a reference are placed once, and all of them are remembered.</summary>
public sealed class LedgerTests : IDisposable
{
    private const string Link = "https://example.com/p/1";
    // Each costs a little more than the one before.
    private const string Rows = "1..20 | ForEach-Object { [pscustomobject]@{ reference = \"invoice $_\"; service = 1; "
        + "link = \"https://example.com/p/$_\"; quantity = 100 + $_ } }";

    private readonly TemporaryFolder _folder = new();

    private string Ledger => _folder.File("orders.db");

    [Fact]
    public void A_script_run_again_places_nothing_and_gives_the_same_orders_in_the_same_order()
    {
        using var first = Engine.Connected(connectParameters: $"-NewLedger -Ledger '{Ledger}'");
        var placed = first.Values($"{Rows} | New-YtOrder | ForEach-Object {{ $_.OrderId; $_.Reference; $_.EstimatedCharge }}");
        using var second = new Engine();
        second.Run(
            $"Connect-YtPanel -Uri '{first.Value("\"$($sandbox.Uri)\"")}' -ApiKey '{first.Value("$sandbox.ApiKey")}' -NewLedger -Ledger "
            + $"'{Ledger}'").ThrowIfFailed();

        Assert.Equal(placed, second.Values($"{Rows} | New-YtOrder | ForEach-Object {{ $_.OrderId; $_.Reference; $_.EstimatedCharge }}"));

        Assert.Equal(60, placed.Count);
        Assert.Equal(20, first.State().Requests("add"));
    }

    [Fact]
    public void The_same_reference_twice_in_one_batch_is_one_order()
    {
        using var engine = Engine.Connected();

        var ids = engine.Values(
            $"$row = [pscustomobject]@{{ Reference = 'one'; ServiceId = 1; Link = '{Link}'; Quantity = 10 }}; "
            + "($row, $row, $row | New-YtOrder).OrderId");

        Assert.Equal(3, ids.Count);
        Assert.Single(ids.Distinct());
        Assert.Single(engine.State().Orders);
    }

    [Fact]
    public void Another_order_under_a_used_reference_is_refused()
    {
        using var engine = Engine.Connected();
        engine.Run($"New-YtOrder 1 {Link} 10 -Reference one").ThrowIfFailed();

        engine.Run($"New-YtOrder 1 {Link} 11 -Reference one").Error("ReferenceMismatch");

        Assert.Single(engine.State().Orders);
    }

    [Fact]
    public void What_was_placed_is_known_even_when_the_panel_has_dropped_the_service()
    {
        using var engine = Engine.Connected(connectParameters: $"-NewLedger -Ledger '{Ledger}'");
        engine.Run($"$order = New-YtOrder 1 {Link} 10 -Reference one").ThrowIfFailed();
        engine.Run("Stop-YtSandbox $sandbox").ThrowIfFailed();

        Assert.Equal(true, engine.Value($"(New-YtOrder 1 {Link} 10 -Reference one).OrderId -eq $order.OrderId"));
    }

    [Fact]
    public void Orders_sent_side_by_side_come_out_in_input_order()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Fault add:Slow=0.2 -Seed 2");

        var references = engine.Values($"{Rows} | New-YtOrder -ThrottleLimit 8 | ForEach-Object Reference");

        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"invoice {number}"), references);
    }

    [Theory]
    [InlineData("-MaximumRate 0.89", "RateTooHigh")]
    [InlineData("-MaximumCharge 0.89", "ChargeTooHigh")]
    [InlineData("-NoDuplicateWithin 1:00", "DuplicateOrder")]
    public void An_order_beyond_what_the_caller_allows_is_not_sent(string limit, string id)
    {
        using var engine = Engine.Connected();
        engine.Run($"New-YtOrder 1 {Link} 1000").ThrowIfFailed();

        engine.Run($"New-YtOrder 1 {Link} 1000 {limit}").Error(id);
        engine.Run($"New-YtOrder 1 {Link}/other 1000 -MaximumRate 0.9 -MaximumCharge 0.9 -NoDuplicateWithin 1:00").ThrowIfFailed();

        Assert.Equal(2, engine.State().Requests("add"));
    }

    [Fact]
    public void An_order_for_a_link_with_an_open_one_is_not_sent_until_that_one_ends()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 36000");
        engine.Run($"$order = New-YtOrder 1 {Link} 1000").ThrowIfFailed();

        var other = Link.Replace("https://", "http://www.", StringComparison.Ordinal) + "/?utm_source=mail";
        var error = engine.Run($"New-YtOrder 1 {other} 1000 -NoOverlap").Error("OrderOverlaps");
        engine.Run($"$null = Wait-YtOrder $order.OrderId -PollingInterval 1; New-YtOrder 1 {other} 1000 -NoOverlap").ThrowIfFailed();

        Assert.Contains("Wait-YtOrder", error.Read(), StringComparison.Ordinal);
        Assert.Equal(2, engine.State().Requests("add"));
    }

    [Fact]
    public void A_spend_limit_holds_for_all_that_share_the_ledger()
    {
        using var engine = Engine.Connected(connectParameters: $"-NewLedger -Ledger '{Ledger}' -SpendLimit 2 -Name one");
        engine.Run(
            $"$sandbox | Connect-YtPanel -NewLedger -Ledger '{Ledger}' -SpendLimit 2 -Name two; "
            + $"$null = New-YtOrder 1 {Link} 1000 -Panel one").ThrowIfFailed();

        var outcome = engine.Run(
            $"1, 2, 3 | ForEach-Object {{ [pscustomobject]@{{ service = 1; link = \"{Link}/$_\"; "
            + $"quantity = 1000 }} }} | New-YtOrder -ThrottleLimit 1");

        Assert.Single(outcome.Output);
        Assert.Equal(2, outcome.Errors.Count);
        Assert.All(outcome.Errors, error => Assert.StartsWith("SpendLimitReached,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(2, engine.State().Requests("add"));
    }

    [Fact]
    public void What_was_spent_before_the_window_counts_no_more()
    {
        using var engine = Engine.Connected(connectParameters: "-SpendLimit 1 -SpendWindow 0:0:1");

        engine.Run($"New-YtOrder 1 {Link} 1000; Start-Sleep -Milliseconds 1100; New-YtOrder 1 {Link} 1000").ThrowIfFailed();

        Assert.Equal(2, engine.State().Requests("add"));
    }

    [Theory]
    [InlineData("$sandbox | Connect-YtPanel -SpendLimit 2 -SpendWindow 7")]
    [InlineData("$sandbox | Connect-YtPanel -SpendLimit 2 -SpendWindow '-1'")]
    [InlineData($"New-YtOrder 1 {Link} 1000 -NoDuplicateWithin 60")]
    public void A_time_too_short_to_protect_from_anything_is_not_taken_for_a_protection(string script)
    {
        using var engine = Engine.Connected();

        var error = engine.Run(script).Terminating;

        Assert.Matches("^(FieldInvalid|ParameterArgumentTransformationError),", error?.FullyQualifiedErrorId);
        Assert.Contains("7.00:00:00 for a week", error!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_subscription_without_an_end_is_refused_under_a_spend_limit()
    {
        using var engine = Engine.Connected(connectParameters: "-SpendLimit 500");

        engine.Run("New-YtOrder 17 -Username ann -MinQuantity 20 -MaxQuantity 30 -Delay 0").Error("SpendLimitReached");
        engine.Run("New-YtOrder 17 -Username ann -MinQuantity 20 -MaxQuantity 30 -Delay 0 -Posts 5").ThrowIfFailed();

        Assert.Equal(1, engine.State().Requests("add"));
    }

    [Theory]
    [InlineData("New-YtOrder 1 https://example.com/p/1 10 -Reference one")]
    [InlineData("New-YtOrder 1 https://example.com/p/1 10 -NoDuplicateWithin 1:00")]
    [InlineData("New-YtOrder 1 https://example.com/p/1 10 -NoOverlap")]
    [InlineData("Get-YtOrder")]
    [InlineData("Resolve-YtOrder one -NotPlaced -Confirm:$false")]
    public void Without_a_ledger_nothing_is_promised_that_needs_one(string script)
    {
        using var engine = Engine.Connected(connectParameters: "-NoLedger");
        engine.Run($"New-YtOrder 1 {Link} 10").ThrowIfFailed();

        Assert.Contains("-NoLedger", engine.Run(script).End("LedgerUnavailable").Read(), StringComparison.Ordinal);

        Assert.Equal(1, engine.State().Requests("add"));
    }

    [Theory]
    [InlineData("-SpendLimit 5")]
    [InlineData("-Ledger orders.db")]
    public void A_connection_without_a_ledger_takes_nothing_that_needs_one(string parameter)
    {
        using var engine = new Engine();

        engine.Run($"Start-YtSandbox | Connect-YtPanel -NoLedger {parameter}").End("LedgerUnavailable");
    }

    [Fact]
    public void Orders_are_remembered_where_the_environment_says()
    {
        using var engine = new Engine();
        using var folder = new TemporaryFolder();
        var path = folder.File("orders.db");
        engine.Run($$"""
            $env:YALLATAKE_LEDGER = '{{path}}'
            try {
                $sandbox = Start-YtSandbox -Catalogue $Catalogue
                Connect-YtPanel -Uri $sandbox.Uri -ApiKey $sandbox.ApiKey -NewLedger
            }
            finally { $env:YALLATAKE_LEDGER = $null }
            $null = New-YtOrder 1 {{Link}} 10 -Reference one
            """).ThrowIfFailed();

        Assert.Equal(path, engine.Value("(Get-YtPanel).LedgerPath"));
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_sandboxs_ledger_is_gone_when_it_is_disconnected()
    {
        using var engine = new Engine();
        var path = (string)engine.Value($"Connect-YtPanel -Sandbox; $null = New-YtOrder 1 {Link} 100; (Get-YtPanel).LedgerPath")!;
        Assert.True(File.Exists(path));

        engine.Run("Disconnect-YtPanel").ThrowIfFailed();

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"));
    }

    [Fact]
    public void With_a_damaged_ledger_nothing_is_ordered()
    {
        File.WriteAllText(Ledger, "no ledger at all");
        using var engine = Engine.Connected(connectParameters: $"-SkipVerification -NewLedger -Ledger '{Ledger}'");

        var outcome = engine.Run($"{Rows} | New-YtOrder");

        Assert.Contains(Ledger, outcome.End("LedgerUnavailable").ToString(), StringComparison.Ordinal);
        engine.Run("Get-YtOrder").End("LedgerUnavailable");
        Assert.Equal(0, engine.State().Requests("add"));
        Assert.Equal("no ledger at all", File.ReadAllText(Ledger));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Ctrl_C_in_a_batch_sends_nothing_new_and_writes_down_what_was_sent()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Latency 1000", $"-NewLedger -Ledger '{Ledger}'");
        var api = (Uri)engine.Value("$sandbox.Uri")!;

        var running = Task.Run(() => engine.Run($"{Rows} | New-YtOrder -ThrottleLimit 2"), TestContext.Current.CancellationToken);
        await SandboxState.WaitForAsync(api, "add", 3);
        engine.Stop();
        Assert.True((await running).WasStopped);

        var sold = engine.State().Orders.Select(order => order.GetProperty("order").GetInt64()).Order().ToArray();
        Assert.InRange(sold.Length, 3, 19);
        Assert.Equal(sold, engine.Values("Get-YtOrder | ForEach-Object OrderId").Cast<long>().Order());
        Assert.Equal(20, engine.Values($"{Rows} | New-YtOrder").Count);
        Assert.Equal(20, engine.State().Orders.Count);
    }

    public void Dispose() => _folder.Dispose();
}
