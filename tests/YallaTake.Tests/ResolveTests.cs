namespace YallaTake;

/// <summary>An order whose outcome is unknown is settled by whoever looked on the panel.</summary>
public sealed class ResolveTests
{
    private const string Order = "New-YtOrder 1 https://example.com/p/1 1000 -Reference one";

    [Theory]
    [InlineData("DropAfter")]
    [InlineData("Truncated")]
    [InlineData("Http500After")]
    public void An_order_that_the_panel_has_is_settled_by_its_number(string fault)
    {
        using var engine = Unknown(fault);
        var id = Assert.Single(engine.State().Orders).GetProperty("order").GetInt64();

        Assert.Equal(
            ["Placed", id, "Pending", 0.9m, null],
            engine.Values(
                $"$order = Resolve-YtOrder one -OrderId {id} -Confirm:$false; \"$($order.State)\"; $order.OrderId; $order.Status; "
                + "$order.Charge; $order.Error"));
        Assert.Equal(id, engine.Value($"({Order}).OrderId"));
        Assert.Equal(1, engine.State().Requests("add"));
    }

    [Fact]
    public void An_order_that_the_panel_does_not_have_may_be_placed_again()
    {
        using var engine = Unknown("DropBefore");

        Assert.Equal("NotSent", engine.Value("\"$((Resolve-YtOrder one -NotPlaced -Confirm:$false).State)\""));
        engine.Run(Order).Error("OrderOutcomeUnknown");

        Assert.Equal(2, engine.State().Requests("add"));
    }

    [Fact]
    public void Until_then_it_is_not_sent_again()
    {
        using var engine = Unknown("DropAfter");

        var error = engine.Run(Order).Error("OrderOutcomeUnknown");

        Assert.Contains("Resolve-YtOrder", error.Read(), StringComparison.Ordinal);
        Assert.Equal(1, engine.State().Requests("add"));
        Assert.Equal("one", engine.Value("Get-YtOrder -State Unknown | ForEach-Object Reference"));
    }

    [Fact]
    public void A_balance_that_cannot_be_read_does_not_stand_in_the_way()
    {
        using var engine = new Engine();
        using var panel = new CannedServer(request => CannedAnswer.Of(request.Body switch
        {
            var form when form.Contains("action=services", StringComparison.Ordinal) =>
                """[{"service":1,"name":"n","type":"Default","category":"c","rate":"1","min":"1","max":"1000"}]""",
            var form when form.Contains("action=balance", StringComparison.Ordinal) => """{"balance":"1,5"}""",
            _ => """{"order":""",
        }));
        using var folder = new TemporaryFolder();
        var ledger = folder.File("orders.db");
        engine.Run(
            "$uri, $ledger = @($input); Connect-YtPanel -ApiKey any-key -Uri $uri -SkipVerification -NewLedger -Ledger $ledger",
            panel.Uri,
            ledger).ThrowIfFailed();
        engine.Run("New-YtOrder 1 https://example.com/p/1 100 -Reference one").Error("OrderOutcomeUnknown");

        Assert.Equal(
            "NotSent",
            engine.Value(
                "if ($null -eq (Resolve-YtOrder one).BalanceNow) { \"$((Resolve-YtOrder one -NotPlaced -Confirm:$false).State)\" }"));

        engine.Run("Disconnect-YtPanel").ThrowIfFailed();
        File.Delete(ledger);
    }

    [Fact]
    public void By_its_reference_alone_it_shows_what_is_known()
    {
        using var engine = Unknown("DropAfter");

        Assert.Equal(
            ["one", 1L, "https://example.com/p/1", 1000L, "Unknown", 0.9m, 1000m, 999.1m, 0.9m, "USD", "test"],
            engine.Values(
                "$inquiry = Resolve-YtOrder one; $inquiry.Reference; $inquiry.ServiceId; $inquiry.Link; $inquiry.Count; "
                + "\"$($inquiry.State)\"; $inquiry.EstimatedCharge; $inquiry.BalanceBefore; $inquiry.BalanceNow; "
                    + "$inquiry.UnexplainedFall; $inquiry.Currency; $inquiry.Panel"));
        Assert.Equal("Unknown", engine.Value("\"$((Get-YtOrder one).State)\""));
    }

    [Fact]
    public void All_unknown_orders_can_be_settled_at_once()
    {
        using var engine = Unknown("DropBefore");
        engine.Run("$null = New-YtOrder 1 https://example.com/p/2 1000 -Reference two -ErrorAction SilentlyContinue").ThrowIfFailed();

        Assert.Equal(
            ["one", "two"],
            engine.Values("Get-YtOrder -State Unknown | Resolve-YtOrder -NotPlaced -Confirm:$false | ForEach-Object Reference"));
        Assert.Empty(engine.Values("Get-YtOrder -State Unknown"));
    }

    [Fact]
    public void A_number_that_the_panel_does_not_know_settles_nothing()
    {
        using var engine = Unknown("DropAfter");

        engine.Run("Resolve-YtOrder one -OrderId 4711 -Confirm:$false").Error("OrderNotFound");

        Assert.Equal("Unknown", engine.Value("\"$((Get-YtOrder one).State)\""));
    }

    [Fact]
    public void A_number_of_another_order_settles_nothing()
    {
        using var engine = Unknown("DropAfter");
        var id = engine.State().Orders[0].GetProperty("order").GetInt64();
        engine.Run(
            $"$null = Resolve-YtOrder one -OrderId {id} -Confirm:$false; $null = New-YtOrder 1 https://example.com/p/2 1000 -Reference two "
            + "-ErrorAction SilentlyContinue").ThrowIfFailed();

        var error = engine.Run($"Resolve-YtOrder two -OrderId {id} -Confirm:$false").Error("ReferenceMismatch");

        Assert.Contains("'one'", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_whose_outcome_is_known_needs_no_settling()
    {
        using var engine = Engine.Connected();
        engine.Run(Order).ThrowIfFailed();

        Assert.Contains(
            "nothing to settle",
            engine.Run("Resolve-YtOrder one -NotPlaced -Confirm:$false").Error("ReferenceMismatch").ToString(),
            StringComparison.Ordinal);
        engine.Run("Resolve-YtOrder nobody -NotPlaced -Confirm:$false").Error("OrderNotFound");
    }

    [Fact]
    public void WhatIf_tells_what_is_known_and_settles_nothing()
    {
        using var engine = Unknown("DropBefore");

        Assert.Empty(engine.Run("Resolve-YtOrder one -NotPlaced -WhatIf").ThrowIfFailed().Output);

        Assert.Contains("Settle as not placed", engine.Host.Text, StringComparison.Ordinal);
        Assert.Matches(
            @"'one' on test: 1000 for https://example\.com/p/1, service 1 '[^']+', about 0\.9 USD, sent ", engine.Host.Text);
        Assert.Contains("balance before 1000, now 1000, a fall of 0 beside other orders", engine.Host.Text, StringComparison.Ordinal);
        Assert.Equal("Unknown", engine.Value("\"$((Get-YtOrder one).State)\""));
    }

    [Fact]
    public void What_other_orders_explain_of_the_balance_is_taken_out()
    {
        using var engine = Unknown("DropAfter");
        engine.Run("$null = New-YtOrder 1 https://example.com/p/2 1000 -Reference two -ErrorAction SilentlyContinue").ThrowIfFailed();
        var second = engine.State().Orders[1].GetProperty("order").GetInt64();

        Assert.Equal(
            [998.2m, 1.8m, 998.2m, 0.9m],
            engine.Values(
                "$before = Resolve-YtOrder one; $before.BalanceNow; $before.UnexplainedFall; "
                + $"$null = Resolve-YtOrder two -OrderId {second} -Confirm:$false; "
                + "$after = Resolve-YtOrder one; $after.BalanceNow; $after.UnexplainedFall"));
    }

    [Fact]
    public void Whoever_says_yes_to_all_knows_how_many_there_are_and_what_they_cost()
    {
        using var engine = Unknown("DropBefore");
        engine.Run("$null = New-YtOrder 1 https://example.com/p/2 1000 -Reference two -ErrorAction SilentlyContinue").ThrowIfFailed();

        engine.Run("Get-YtOrder -State Unknown | Resolve-YtOrder -NotPlaced -WhatIf").ThrowIfFailed();

        Assert.Contains("1 of 2 orders, about 1.8 USD in all", engine.Host.Text, StringComparison.Ordinal);
        Assert.Contains("2 of 2 orders, about 1.8 USD in all", engine.Host.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-NotPlaced")]
    [InlineData("-OrderId 23501")]
    [InlineData("-Search")]
    public void An_order_that_is_settled_is_refused_before_anybody_is_asked(string how)
    {
        using var engine = Engine.Connected();
        engine.Run(Order).ThrowIfFailed();

        var error = engine.Run($"'one' | ForEach-Object {{ [pscustomobject]@{{ Reference = $_ }} }} | Resolve-YtOrder {how}")
            .Error("ReferenceMismatch");

        Assert.Contains("nothing to settle", error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("row 1: ", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>An engine whose order 'one' met a fault.</summary>
    private static Engine Unknown(string fault)
    {
        var engine = Engine.Connected($"-Catalogue $Catalogue -TimeScale 0.001 -Fault add:{fault}", "-Name test");
        engine.Run(Order).Error("OrderOutcomeUnknown");
        return engine;
    }
}
