namespace YallaTake;

public sealed class SandboxTests : IDisposable
{
    private readonly Engine _engine = new();

    [Fact]
    public void Sandboxes_are_listed_while_they_run()
    {
        _engine.Run("$one = Start-YtSandbox; $two = Start-YtSandbox -ServiceCount 7").ThrowIfFailed();
        Assert.Equal(2, _engine.Values("Get-YtSandbox").Count);
        Assert.Equal(7, _engine.Value("$two.ServiceCount"));

        Assert.Equal(_engine.Value("$two.Port"), _engine.Value("$one | Stop-YtSandbox; (Get-YtSandbox).Port"));
        Assert.Empty(_engine.Values("Stop-YtSandbox; Get-YtSandbox"));
        Assert.Equal([false, false], _engine.Values("$one.IsRunning; $two.IsRunning"));
    }

    [Fact]
    public void A_sandbox_listens_on_the_port_it_is_given()
    {
        var port = _engine.Value("$first = Start-YtSandbox; $first.Port; Stop-YtSandbox $first");

        Assert.Equal(port, _engine.Value("(Start-YtSandbox -Port $first.Port).Port"));
    }

    [Theory]
    [InlineData("Start-YtSandbox -Port (Start-YtSandbox).Port")]
    [InlineData("Start-YtSandbox -Catalogue ./no-such-file.json")]
    [InlineData("Start-YtSandbox -Catalogue $Module")]
    [InlineData("Start-YtSandbox -Catalogue $Catalogue -ServiceCount 5")]
    public void A_sandbox_that_cannot_start_says_why(string script)
    {
        var error = _engine.Run(script).End("SandboxNotStarted");

        Assert.NotNull(error.TargetObject);
        Assert.EndsWith(".", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Start-YtSandbox -Fault Sulk")]
    [InlineData("Start-YtSandbox -Fault DropAfter=2")]
    [InlineData("Start-YtSandbox -Port 70000")]
    public void A_parameter_that_makes_no_sense_is_refused(string script)
    {
        Assert.NotNull(_engine.Run(script).Terminating);
        Assert.Empty(_engine.Values("Get-YtSandbox"));
    }

    [Theory]
    [InlineData("ADD:dropbefore")]
    [InlineData("Add:DropBefore")]
    public void A_fault_is_read_without_case(string fault)
    {
        using var engine = Engine.Connected($"-Catalogue $Catalogue -Fault {fault}");

        engine.Run("New-YtOrder 1 https://example.com/p/1 100").Error("OrderOutcomeUnknown");
        Assert.Empty(engine.State().Orders);
    }

    [Fact]
    public void WhatIf_starts_and_stops_nothing()
    {
        Assert.Empty(_engine.Values("Start-YtSandbox -WhatIf"));
        Assert.Equal(true, _engine.Value("$sandbox = Start-YtSandbox; Stop-YtSandbox -WhatIf; $sandbox.IsRunning"));
    }

    [Fact]
    public void The_sandbox_tells_what_happened_in_it()
    {
        _engine.Run(
            "$sandbox = Start-YtSandbox -Balance 50; $sandbox | Connect-YtPanel; $order = New-YtOrder 1 https://example.com/p/1 "
            + "1000").ThrowIfFailed();

        Assert.Equal([50m - (decimal)_engine.Value("$order.EstimatedCharge")!, 1], _engine.Values("$sandbox.Balance; $sandbox.OrderCount"));
    }

    [Fact]
    public void Another_runspace_can_connect_to_a_sandbox()
    {
        using var other = new Engine();
        var sandbox = _engine.Value("Start-YtSandbox -Balance 9")!;

        Assert.Equal(9m, other.Value("$input | Connect-YtPanel; (Get-YtBalance).Balance", sandbox));
        Assert.Empty(other.Values("Get-YtSandbox"));
    }

    [Fact]
    public void Orders_of_other_customers_stand_between_ours_and_are_not_found()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -OtherCustomers 10 -TimeScale 60");
        engine.Run("$first = New-YtOrder 1 https://example.com/p/1 1000").ThrowIfFailed();
        var others = engine.State().Counts("ordersOfOthers");
        while (engine.State().Counts("ordersOfOthers") == others)
            Thread.Yield();

        engine.Run("$second = New-YtOrder 1 https://example.com/p/2 1000").ThrowIfFailed();

        Assert.True((long)engine.Value("$second.OrderId - $first.OrderId")! > 1);
        Assert.Equal(
            engine.Values("$first.OrderId; $second.OrderId"), engine.Values("(Find-YtOrder $first.OrderId $second.OrderId).OrderId"));
        engine.Run("Get-YtOrderStatus ($first.OrderId + 1)").Error("OrderNotFound");
    }

    [Fact]
    public void The_catalogue_changes_when_asked_to_and_orders_cost_what_it_says()
    {
        using var engine = Engine.Connected("-PriceChanges 100 -TimeScale 60 -ServiceCount 20");
        engine.Run("$before = Get-YtService").ThrowIfFailed();
        while (engine.State().Counts("catalogueChangeCount").Length < 2)
            Thread.Yield();

        Assert.NotEmpty(engine.Values("Compare-Object $before (Get-YtService -Refresh) -Property ServiceId, Rate, Max"));
        Assert.NotEqual("[]", engine.State().Counts("catalogueChanges"));
    }

    [Fact]
    public void An_order_may_be_accepted_long_after_its_answer_was_lost()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Fault add:DropLate -TimeScale 3600");
        engine.Run("New-YtOrder 1 https://example.com/p/1 1000 -Reference late").Error("OrderOutcomeUnknown");

        while (engine.State().Orders.Count == 0)
            Thread.Yield();

        Assert.Equal(1, engine.State().Requests("add"));
        Assert.Equal("Unknown", engine.Value("\"$((Get-YtOrder -Reference late).State)\""));
    }

    [Fact]
    public void An_order_placed_by_hand_is_on_the_account_and_not_in_the_ledger()
    {
        using var engine = Engine.Connected();
        engine.Run(
            "$null = Invoke-RestMethod $sandbox.Uri -Method Post -Body @{ key = $sandbox.ApiKey; action = 'add'; service = 1; "
            + "link = 'https://example.com/p/1'; quantity = 1000 }").ThrowIfFailed();

        Assert.Equal([23501L, null], engine.Values("$found = Find-YtOrder 23501 23501; $found.OrderId; $found.Reference"));
        Assert.Empty(engine.Values("Get-YtOrder"));
    }

    [Fact]
    public void A_browser_sees_the_orders_of_the_module_on_the_sandboxs_page()
    {
        using var engine = Engine.Connected();
        engine.Run("$order = New-YtOrder 1 https://example.com/p/seen 1000").ThrowIfFailed();

        var page = (string)engine.Value("Invoke-RestMethod \"http://127.0.0.1:$($sandbox.Port)/\"")!;

        Assert.Contains("https://example.com/p/seen", page, StringComparison.Ordinal);
        Assert.Equal(
            403,
            engine.Value(
                "$foreign = Invoke-WebRequest \"http://127.0.0.1:$($sandbox.Port)/\" -Headers @{ Origin = 'https://evil.example' } "
                + "-SkipHttpErrorCheck; $foreign.StatusCode"));
    }

    [Fact]
    public void A_free_order_is_placed_and_costs_nothing()
    {
        var catalogue = Path.GetTempFileName();
        File.WriteAllText(catalogue, """[{"service":7,"name":"Trial","type":"Default","rate":"0","min":"10","max":"100"}]""");
        _engine.Run("$sandbox = Start-YtSandbox -Balance 0 -Catalogue @($input)[0]; $sandbox | Connect-YtPanel", catalogue).ThrowIfFailed();
        File.Delete(catalogue);

        Assert.Equal(0m, _engine.Value("$order = New-YtOrder 7 https://example.com/p/1 100; $order.EstimatedCharge"));
        Assert.Equal("Placed", _engine.Value("\"$($order.State)\""));
        Assert.Equal(1, _engine.Value("$sandbox.OrderCount"));
    }

    public void Dispose() => _engine.Dispose();
}
