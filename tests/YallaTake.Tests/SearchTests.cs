namespace YallaTake;

/// <summary>An unknown outcome that settles itself, and what a range of ids holds.</summary>
public sealed class SearchTests
{
    // The first order is placed, the answers to the others are lost.
    private const string Lossy = "-Catalogue $Catalogue -Fault add:DropAfter=0.5 -Seed 8";

    private const string Orders =
        "41, 42 | ForEach-Object { New-YtOrder 1 \"https://example.com/p/$_\" 1000 -Reference \"invoice-$_\" -ErrorAction SilentlyContinue "
        + "}";

    [Theory]
    [InlineData("Resolve-YtOrder -Search")]
    [InlineData("Resolve-YtOrder invoice-42 -Search")]
    [InlineData("Resolve-YtOrder invoice-* -Search")]
    [InlineData("Get-YtOrder -State Unknown | Resolve-YtOrder -Search")]
    public void An_order_whose_answer_was_lost_is_found(string command)
    {
        using var engine = Engine.Connected(Lossy);
        engine.Run(Orders).ThrowIfFailed();
        Assert.Equal("invoice-42", engine.Value("(Get-YtOrder -State Unknown).Reference"));

        var order = engine.Values(
            $"$found = {command} -Confirm:$false; $found.Reference; $found.OrderId; \"$($found.State)\"; $found.Evidence");

        Assert.Equal(["invoice-42", 23502L, "Placed"], order.Take(3));
        Assert.StartsWith("Placed: order 23502 is on the account", (string)order[3]!, StringComparison.Ordinal);
        Assert.Equal(order[3], engine.Value("(Get-YtOrder invoice-42).Evidence"));
        Assert.Equal(2, engine.State().Requests("add"));
    }

    [Fact]
    public void What_would_be_settled_can_be_seen_without_settling_it()
    {
        using var engine = Engine.Connected(Lossy);
        engine.Run(Orders).ThrowIfFailed();

        Assert.Equal(0, engine.Value("@(Resolve-YtOrder -Search -WhatIf).Count"));
        Assert.Equal("Unknown", engine.Value("\"$((Get-YtOrder invoice-42).State)\""));
    }

    [Fact]
    public void Without_evidence_it_stays_unknown_and_the_error_says_what_is_missing()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Fault add:DropBefore");
        engine.Run("New-YtOrder 1 https://example.com/p/1 1000 -Reference one -ErrorAction SilentlyContinue").ThrowIfFailed();

        var error = engine.Run("Resolve-YtOrder one -Search -Confirm:$false").Error("OrderOutcomeUnknown");

        Assert.Contains("'one' was placed. The ledger has no placed order", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing was settled", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("one", error.TargetObject);
    }

    [Theory]
    [InlineData("-ResolveUnknown", "")]
    [InlineData("", "-ResolveUnknown")]
    public void An_order_that_comes_out_unknown_is_searched_for_in_the_same_run(string orders, string connects)
    {
        using var engine = Engine.Connected(Lossy, $"-Name test {connects}");

        engine.Run("New-YtOrder 1 https://example.com/p/41 1000").ThrowIfFailed();

        var outcome = engine.Run($"(New-YtOrder 1 https://example.com/p/42 1000 {orders}).OrderId");

        outcome.ThrowIfFailed();
        Assert.Equal([23502L], outcome.Output.Select(id => id.BaseObject));
        Assert.Equal(2, engine.State().Requests("add"));
    }

    [Fact]
    public void An_order_of_an_earlier_run_is_searched_for_before_its_reference_is_refused()
    {
        using var engine = Engine.Connected(Lossy);
        engine.Run(Orders).ThrowIfFailed();
        const string again = "New-YtOrder 1 https://example.com/p/42 1000 -Reference invoice-42";

        engine.Run(again).Error("OrderOutcomeUnknown");
        Assert.Equal(0, engine.Value($"@({again} -ResolveUnknown -WhatIf).Count"));
        Assert.Equal(23502L, engine.Value($"({again} -ResolveUnknown).OrderId"));
        Assert.Equal(2, engine.State().Requests("add"));
    }

    [Fact]
    public void An_unattended_run_waits_until_an_order_cannot_be_accepted_any_more_and_sends_it_again()
    {
        using var engine = new Engine();
        var time = new SkippedTime();
        engine.Run("$sandbox = Start-YtSandbox -Catalogue $Catalogue -Fault add:DropBefore=0.2 -Seed 7").ThrowIfFailed();
        engine.GoBy(time);
        engine.Run("$sandbox | Connect-YtPanel -Name test -ResolveUnknown").ThrowIfFailed();
        for (var number = 1; number <= 3; number++)
        {
            time.Advance(TimeSpan.FromMinutes(2));
            engine.Run($"New-YtOrder 1 https://example.com/p/{number} 1000 -Reference before-{number}").ThrowIfFailed();
        }

        time.Advance(TimeSpan.FromMinutes(2));
        var outcome = engine.Run("New-YtOrder 1 https://example.com/p/4 1000 -Reference lost -Verbose");

        outcome.ThrowIfFailed();
        Assert.Equal(23504L, outcome.Output.Single().Properties["OrderId"].Value);
        Assert.Contains(outcome.Verbose, text => text.StartsWith("Waiting until", StringComparison.Ordinal));
        Assert.Contains("'lost' was not placed, and is sent again.", outcome.Verbose);
        Assert.Equal(5, engine.State().Requests("add"));
        Assert.Equal(4, engine.State().Orders.Count);
    }

    [Fact]
    public void Without_evidence_it_stays_unknown_in_an_unattended_run_too()
    {
        using var engine = Engine.Connected(Lossy, "-Name test -ResolveUnknown -SharedAccount");

        var error = engine.Run(Orders.Replace(" -ErrorAction SilentlyContinue", "", StringComparison.Ordinal)).Error("OrderOutcomeUnknown");

        Assert.Contains("Others use the account too", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("invoice-42", engine.Value("(Get-YtOrder -State Unknown).Reference"));
    }

    [Fact]
    public void On_an_account_that_others_use_too_nothing_is_settled()
    {
        using var engine = Engine.Connected(Lossy, "-Name test -SharedAccount");
        engine.Run(Orders).ThrowIfFailed();

        var error = engine.Run("Resolve-YtOrder -Search -Confirm:$false").Error("OrderOutcomeUnknown");

        Assert.Contains("Others use the account too", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("invoice-42", engine.Value("(Get-YtOrder -State Unknown).Reference"));
    }

    [Fact]
    public void A_reference_that_is_not_there_or_not_unknown_is_an_error_and_no_unknown_order_is_nothing()
    {
        using var engine = Engine.Connected();
        engine.Run("New-YtOrder 1 https://example.com/p/1 1000 -Reference one").ThrowIfFailed();

        engine.Run("Resolve-YtOrder nosuch -Search").Error("OrderNotFound");
        engine.Run("Resolve-YtOrder one -Search").Error("ReferenceMismatch");
        Assert.Equal(0, engine.Value("@(Resolve-YtOrder -Search).Count"));
    }

    [Fact]
    public void A_range_of_ids_shows_what_the_account_has_there_and_what_the_ledger_knows()
    {
        using var engine = Engine.Connected();
        engine.Run("1..3 | ForEach-Object { New-YtOrder 1 \"https://example.com/p/$_\" 1000 -Reference \"order $_\" }").ThrowIfFailed();
        engine.Run("$sandbox | Connect-YtPanel -Name other -NoLedger; New-YtOrder 1 https://example.com/p/4 1000").ThrowIfFailed();

        var found = engine.Values(
            "Find-YtOrder 23400 23600 -Panel test | ForEach-Object { \"$($_.OrderId) $($_.Reference) $($_.Status)\" }");

        Assert.Equal(["23501 order 1 Pending", "23502 order 2 Pending", "23503 order 3 Pending", "23504  Pending"], found);
        Assert.Equal(3, engine.State().Requests("status"));
        Assert.Equal(4, engine.Value("@(Find-YtOrder 23501 23504 -Panel other).Count"));
    }

    [Fact]
    public void A_range_that_takes_more_requests_than_allowed_says_where_to_go_on()
    {
        using var engine = Engine.Connected();
        engine.Run("New-YtOrder 1 https://example.com/p/1 1000").ThrowIfFailed();

        var result = engine.Run("Find-YtOrder 23501 30000 -MaximumRequests 2");

        Assert.Contains("Go on with Find-YtOrder -From 23", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, engine.State().Requests("status"));
    }

    [Fact]
    public void Orders_to_which_the_panel_gave_one_id_do_not_end_the_search_of_a_range()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -IdempotencyField client_id");
        engine.Run(
            "'one', 'two' | ForEach-Object { New-YtOrder 1 https://example.com/p/1 1000 -Reference $_ -Field @{ client_id = 'same' } }")
            .ThrowIfFailed();

        Assert.Equal(["23501 one"], engine.Values("Find-YtOrder 23400 23600 | ForEach-Object { \"$($_.OrderId) $($_.Reference)\" }"));
    }

    [Theory]
    [InlineData("Find-YtOrder VEGA123 5", "SearchRefused")]
    [InlineData("Find-YtOrder 5 VEGA123", "SearchRefused")]
    [InlineData("Find-YtOrder 5 4", "FieldInvalid")]
    public void A_range_that_is_none_is_an_error(string command, string id)
    {
        using var engine = Engine.Connected();

        Assert.Contains("Nothing was asked", engine.Run(command).Error(id).ToString(), StringComparison.Ordinal);
    }
}
