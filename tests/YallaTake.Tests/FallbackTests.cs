namespace YallaTake;

/// <summary>One order with several panels that may have it.</summary>
public sealed class FallbackTests : IDisposable
{
    private const string Services =
        """[{"service":7,"name":"Likes","type":"Default","category":"c","rate":"1","min":"10","max":"10000"}]""";

    private const string Placed = """{"order":501}""";
    private const string Refused = """{"error":"Not enough funds on balance"}""";

    private const string Order = "Compare-YtService -Panel a, b, c | New-YtOrder -Link https://example.com/p/1 -Quantity 100";

    private readonly Engine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, CannedServer> _panels = [];
    private readonly Dictionary<string, string> _answers = [];

    public FallbackTests()
    {
        foreach (var name in new[] { "a", "b", "c" })
            Connect("", name);
    }

    public void Dispose()
    {
        _engine.Dispose();
        foreach (var panel in _panels.Values)
            panel.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_first_that_does_not_refuse_has_it_and_a_warning_says_why_the_others_do_not()
    {
        (_answers["a"], _answers["b"]) = (Refused, """{"error":"Incorrect service ID"}""");

        var outcome = _engine.Run(Order).ThrowIfFailed();

        dynamic order = Assert.Single(outcome.Values)!;
        Assert.Equal(("c", 7L, 501L), ((string)order.Panel, (object)order.ServiceId, (object)order.OrderId));
        Assert.Equal((1, 1, 1), (Adds("a"), Adds("b"), Adds("c")));
        Assert.Equal(2, outcome.Warnings.Count);
        Assert.StartsWith(
            "Service 7 on a did not take the order, so Service 7 on b is next: ", outcome.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("Not enough funds", outcome.Warnings[0], StringComparison.Ordinal);
        Assert.Equal("Rejected Rejected Placed", States(order.Reference));
    }

    [Fact]
    public void The_first_that_takes_it_is_the_only_one_that_is_asked()
    {
        dynamic order = Assert.Single(_engine.Run(Order).ThrowIfFailed().Values)!;

        Assert.Equal(("a", 1, 0, 0), ((string)order.Panel, Adds("a"), Adds("b"), Adds("c")));
    }

    [Fact]
    public void After_the_last_the_error_is_the_last_ones_and_names_those_before()
    {
        (_answers["a"], _answers["b"], _answers["c"]) = (Refused, "429", """{"error":"Bad link"}""");

        var error = _engine.Run(Order).Error("OrderRefused");

        Assert.Contains("Bad link", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Before: Service 7 on a did not take", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Service 7 on b did not take", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":"Internal server error"}""", "OrderOutcomeUnknown")]
    [InlineData("""{"ord""", "OrderOutcomeUnknown")]
    [InlineData("""{"error":"You have active order with this link. Please wait until order being completed."}""", "OrderRefused")]
    public void What_may_be_bought_or_active_goes_to_no_other_panel(string answer, string id)
    {
        _answers["a"] = answer;

        _engine.Run(Order).Error(id);

        Assert.Equal((1, 0, 0), (Adds("a"), Adds("b"), Adds("c")));
    }

    [Theory]
    [InlineData("-Quantity 5", "QuantityOutOfRange")]
    [InlineData("", "FieldMissing")]
    [InlineData("-Quantity 100 -Runs 2 -Interval 5 -Comments x", "FieldNotUsed")]
    [InlineData("-Quantity 100 -MaximumRate 0.5", "RateTooHigh")]
    [InlineData("-Quantity 100 -MaximumCharge 0.01", "ChargeTooHigh")]
    public void What_is_wrong_with_the_order_is_wrong_for_every_panel(string parameters, string id)
    {
        _engine.Run($"Compare-YtService -Panel a, b, c | New-YtOrder -Link https://example.com/p/1 {parameters}").Error(id);

        Assert.Equal((0, 0, 0), (Adds("a"), Adds("b"), Adds("c")));
    }

    [Fact]
    public void A_duplicate_or_a_limit_goes_to_no_other_panel()
    {
        _engine.Run("New-YtOrder -Panel a 7 https://example.com/p/1 100").ThrowIfFailed();
        _engine.Run($"{Order} -NoDuplicateWithin 1:0:0").Error("DuplicateOrder");

        Connect("-SpendLimit 0.15 -SpendWindow 1.0:0:0", "a");
        _engine.Run(Order).Error("SpendLimitReached");

        // Each has its own.
        Connect("", "a");
        Connect("-SpendLimit 0.05 -SpendWindow 1.0:0:0", "b");
        _answers["a"] = Refused;
        _engine.Run(Order).Error("SpendLimitReached");
        Assert.Equal((2, 0, 0), (Adds("a"), Adds("b"), Adds("c")));
    }

    [Fact]
    public void A_panel_that_cannot_be_asked_or_sells_the_service_no_more_is_passed_over()
    {
        _engine.Run("$offers = Compare-YtService -Panel a, b, c").ThrowIfFailed();
        _panels["a"].Dispose();
        _panels["b"].Dispose();
        _panels.Remove("b");
        _answers["services b"] = Services.Replace("7", "8", StringComparison.Ordinal);
        Connect("", "b");

        var outcome = _engine.Run("$offers | New-YtOrder -Link https://example.com/p/1 -Quantity 100").ThrowIfFailed();

        dynamic order = Assert.Single(outcome.Values)!;
        Assert.Equal("c", (string)order.Panel);
        Assert.Equal(2, outcome.Warnings.Count);
        Assert.Contains("has no service 7", outcome.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_have_fallbacks_too_and_run_again_they_buy_nothing()
    {
        _answers["a"] = Refused;
        const string rows =
            """
            1..3 | ForEach-Object {
                [pscustomobject]@{ Panel = 'a'; ServiceId = 7; Link = "https://example.com/$_"; Quantity = 100; Reference = "r$_" }
            } |
                New-YtOrder -Fallback (Compare-YtService -Panel a, b, c) -WarningAction SilentlyContinue |
                ForEach-Object { "$($_.Reference) $($_.Panel) $($_.OrderId)" }
            """;

        var first = _engine.Values(rows);
        _answers["a"] = Placed;

        Assert.Equal(["r1 b 501", "r2 b 501", "r3 b 501"], first);
        Assert.Equal(first, _engine.Values(rows));
        Assert.Equal((3, 3, 0), (Adds("a"), Adds("b"), Adds("c")));
    }

    [Theory]
    [InlineData("New-YtOrder -Panel a 7 https://example.com/p/1 100 -Reference x")]
    [InlineData("New-YtOrder -Panel c 7 https://example.com/p/1 100 -Reference x")]
    [InlineData("Compare-YtService -Panel c, a | New-YtOrder -Link https://example.com/p/1 -Quantity 100 -Reference ' x '")]
    [InlineData("Compare-YtService -Panel c | New-YtOrder -Link https://example.com/p/1 -Quantity 100 -Reference x")]
    [InlineData("Get-YtOrder -Panel b x | New-YtOrder")]
    public void Whoever_uses_the_reference_later_gets_the_same_order_of_the_panel_that_has_it(string later)
    {
        _answers["a"] = Refused;
        _engine.Run($"{Order} -Reference x").ThrowIfFailed();
        _answers["a"] = Placed;

        dynamic order = Assert.Single(_engine.Run(later).ThrowIfFailed().Values)!;

        Assert.Equal(("b", 501L), ((string)order.Panel, (object)order.OrderId));
        Assert.Equal((1, 1, 0), (Adds("a"), Adds("b"), Adds("c")));
    }

    [Theory]
    [InlineData("$all[0] | New-YtOrder", "$all[1] | New-YtOrder")]
    [InlineData("New-YtOrder -Panel a 7 -Fallback $all[0]", "New-YtOrder -Panel b 7 -Fallback $null")]
    [InlineData("New-YtOrder -Panel a 7 -Fallback $null", "$all[1] | New-YtOrder")]
    public void With_a_single_offer_left_the_reference_is_one_for_the_whole_ledger_too(string first, string later)
    {
        const string content = "-Link https://example.com/p/1 -Quantity 100 -Reference x";
        _engine.Run($"$all = @(Compare-YtService -Panel a, b); {first} {content}").ThrowIfFailed();

        var outcome = _engine.Run($"{later} {content}").ThrowIfFailed();

        dynamic order = Assert.Single(outcome.Values)!;
        Assert.Equal(("a", true), ((string)order.Panel, (bool)order.Existing));
        Assert.Equal((1, 0), (Adds("a"), Adds("b")));
        var warning = Assert.Single(outcome.Warnings);
        Assert.Contains("'x' was placed before at ", warning, StringComparison.Ordinal);
        Assert.Contains(" on a, as service 7, which this order does not name.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_single_offer_left_an_unknown_outcome_stops_another_panel_too()
    {
        _answers["a"] = "none";
        const string order = "New-YtOrder -Link https://example.com/p/1 -Quantity 100 -Reference x";
        _engine.Run($"Compare-YtService -Panel a | {order}").Error("OrderOutcomeUnknown");

        _engine.Run($"Compare-YtService -Panel b | {order}").Error("OrderOutcomeUnknown");

        Assert.Equal((1, 0), (Adds("a"), Adds("b")));
    }

    [Theory]
    [InlineData("-NoDuplicateWithin 1:0:0", "DuplicateOrder")]
    [InlineData("-NoOverlap", "OrderOverlaps")]
    public void What_one_of_the_choices_has_is_not_bought_beside_it(string term, string id)
    {
        // The first does not sell it any more.
        _engine.Run($"$offers = Compare-YtService -Panel a, b, c; {Order} {term}").ThrowIfFailed();
        _answers["services a"] = Services.Replace("7", "8", StringComparison.Ordinal);
        Reconnect("a");
        var again = $"$offers | New-YtOrder -Link https://example.com/p/1 -Quantity 100 {term}";
        var error = _engine.Run(again).Error(id);
        Assert.Contains("service 7 on http", error.ToString(), StringComparison.Ordinal);

        // The first refused.
        _answers.Remove("services a");
        Reconnect("a");
        _answers["a"] = Refused;
        again = again.Replace("p/1", "p/2", StringComparison.Ordinal);
        _engine.Run(again).ThrowIfFailed();
        _answers["a"] = Placed;
        _engine.Run(again).Error(id);
        Assert.Equal((2, 1, 0), (Adds("a"), Adds("b"), Adds("c")));
    }

    [Theory]
    [InlineData("-MaximumRate 2")]
    [InlineData("-MaximumCharge 2")]
    public void A_highest_price_must_mean_the_same_on_every_panel(string limit)
    {
        Connect("", "b", currency: "EUR");
        const string order = "Compare-YtService -Panel a, b -ExchangeRate @{ EUR = 1.1 } | "
            + "New-YtOrder -Link https://example.com/p/1 -Quantity 100";

        var error = _engine.Run($"{order} {limit}").Error("FieldInvalid");

        Assert.Contains("The currency of a is USD and that of b is EUR", error.ToString(), StringComparison.Ordinal);
        Assert.Equal((0, 0), (Adds("a"), Adds("b")));
        _engine.Run(order).ThrowIfFailed();
    }

    [Fact]
    public void An_order_of_a_panel_that_is_not_connected_names_its_address_and_goes_to_no_other_panel()
    {
        _answers["a"] = Refused;
        _engine.Run($"{Order} -Reference x; Disconnect-YtPanel b").ThrowIfFailed();

        Assert.Equal(
            _panels["b"].Uri.ToString().TrimEnd('/'),
            ((string)_engine.Value("($order = New-YtOrder -Panel a 7 https://example.com/p/1 100 -Reference x).Panel")!).TrimEnd('/'));
        _engine.Run("$order | Get-YtOrderStatus").End("NotConnected");
    }

    [Fact]
    public void What_was_ordered_without_fallbacks_before_comes_back_and_is_seen_from_then_on()
    {
        _engine.Run("New-YtOrder -Panel c 7 https://example.com/p/1 100 -Reference x").ThrowIfFailed();
        Assert.Single(_engine.Run($"{Order} -Reference x -WhatIf").ThrowIfFailed().Output);
        Assert.Equal("b", _engine.Value("(New-YtOrder -Panel b 7 https://example.com/p/1 100 -Reference x).Panel"));

        Assert.Equal("c", _engine.Value($"({Order} -Reference x).Panel"));
        Assert.Equal("c", _engine.Value("(New-YtOrder -Panel a 7 https://example.com/p/1 100 -Reference x).Panel"));
        Assert.Equal((0, 1, 1), (Adds("a"), Adds("b"), Adds("c")));
    }

    [Fact]
    public void Another_order_under_the_reference_is_refused_on_every_panel()
    {
        _engine.Run($"{Order} -Reference x").ThrowIfFailed();

        _engine.Run("New-YtOrder -Panel b 7 https://example.com/p/2 100 -Reference x").Error("ReferenceMismatch");
        _engine.Run("Compare-YtService -Panel c, b | New-YtOrder -Link https://example.com/p/1 -Quantity 101 -Reference x")
            .Error("ReferenceMismatch");
    }

    [Fact]
    public void An_unknown_outcome_on_one_panel_stops_every_other_and_says_where()
    {
        (_answers["a"], _answers["b"]) = (Refused, "none");
        _engine.Run($"{Order} -Reference x").Error("OrderOutcomeUnknown");
        (_answers["a"], _answers["b"]) = (Placed, Placed);

        foreach (var later in new[] { "New-YtOrder -Panel c 7 https://example.com/p/1 100 -Reference x", $"{Order} -Reference x" })
        {
            var error = _engine.Run(later).Error("OrderOutcomeUnknown");
            Assert.Contains($" on {_panels["b"].Uri}".TrimEnd('/'), error.ToString(), StringComparison.Ordinal);
        }

        // Once it is settled as not placed, the first has its turn again.
        _engine.Run("Resolve-YtOrder x -Panel b -NotPlaced -Confirm:$false").ThrowIfFailed();
        Assert.Equal("a", _engine.Value($"({Order} -Reference x).Panel"));
        Assert.Equal((2, 1, 0), (Adds("a"), Adds("b"), Adds("c")));
    }

    [Fact]
    public void Panels_with_ledgers_of_their_own_are_no_fallbacks_for_each_other()
    {
        Connect($"-NewLedger -Ledger '{_folder.File("other.db")}'", "b");

        var error = _engine.Run(Order).End("LedgerUnavailable");

        Assert.Contains("do not share one ledger", error.ToString(), StringComparison.Ordinal);
        Connect("-NoLedger", "b");
        _engine.Run(Order).End("LedgerUnavailable");
        Connect("-NoLedger", "a");
        _engine.Run(Order).End("LedgerUnavailable");
        Assert.Equal((0, 0, 0), (Adds("a"), Adds("b"), Adds("c")));
    }

    [Fact]
    public void A_ledger_and_its_copy_are_two()
    {
        _engine.Run("New-YtOrder -Panel c 7 https://example.com/p/9 100; Get-YtPanel | Disconnect-YtPanel").ThrowIfFailed();
        File.Copy(_folder.File("orders.db"), _folder.File("copy.db"));
        Connect("", "c");
        Connect("", "a");
        Connect($"-Ledger '{_folder.File("copy.db")}'", "b");
        _answers["a"] = Refused;

        _engine.Run(Order).End("LedgerUnavailable");
        Assert.Equal((0, 0), (Adds("a"), Adds("b")));
    }

    [Fact]
    public void One_ledger_by_two_addresses_is_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need a right there.");
        File.CreateSymbolicLink(_folder.File("link.db"), _folder.File("orders.db"));
        _engine.Run("New-YtOrder -Panel c 7 https://example.com/p/9 100").ThrowIfFailed();
        Connect($"-Ledger '{_folder.File("link.db")}'", "b");
        _answers["a"] = Refused;

        Assert.Equal("b", _engine.Value($"({Order}).Panel"));
    }

    [Fact]
    public void An_offer_without_a_known_rate_is_no_fallback()
    {
        Connect("", "b", currency: "EUR");
        _answers["a"] = Refused;

        var outcome = _engine.Run(Order);

        Assert.Equal(0, Adds("b"));
        Assert.Equal("c", ((dynamic)Assert.Single(outcome.Values)!).Panel);
        Assert.Contains(outcome.Warnings, warning => warning.StartsWith("Service 7 on b is left out", StringComparison.Ordinal));

        var rows = _engine.Run(
            "New-YtOrder -Panel a 7 https://example.com/p/2 100 -Fallback (Compare-YtService -Panel c, b -Currency USD)");
        Assert.Equal((0, "c"), (Adds("b"), (string)((dynamic)Assert.Single(rows.Values)!).Panel));
    }

    [Fact]
    public void Without_any_known_rate_nothing_is_ordered()
    {
        _engine.Run("Compare-YtService -Panel a, b -Currency XYZ | New-YtOrder -Link https://example.com/p/1 -Quantity 100")
            .Error("FieldInvalid");

        Assert.Equal((0, 0), (Adds("a"), Adds("b")));
    }

    [Fact]
    public void One_question_names_the_fallbacks()
    {
        _engine.Run($"{Order} -WhatIf").ThrowIfFailed();

        Assert.Contains(
            "service 7 'Likes' on a: 100 for https://example.com/p/1, charge about 0.1 USD; if it is refused there, service 7 on b, "
            + "service 7 on c",
            _engine.Host.Text,
            StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (Adds("a"), Adds("b"), Adds("c")));
    }

    private void Connect(string parameters, string name, string currency = "USD")
    {
        if (!_panels.ContainsKey(name))
            _panels[name] = new CannedServer(request => Answer(name, request.Body));
        _answers["currency " + name] = currency;
        Reconnect(name, parameters);
    }

    private void Reconnect(string name, string parameters = "")
    {
        var ledger = parameters.Contains("Ledger", StringComparison.Ordinal) ? "" : $"-NewLedger -Ledger '{_folder.File("orders.db")}'";
        _engine.Run(
            $"Get-YtPanel {name} -ErrorAction Ignore | Disconnect-YtPanel; Connect-YtPanel -ApiKey key -Uri {_panels[name].Uri} "
            + $"-Name {name} {ledger} {parameters} -MaximumRetryCount 0").ThrowIfFailed();
    }

    private CannedAnswer Answer(string name, string body)
    {
        if (body.Contains("action=services", StringComparison.Ordinal))
            return CannedAnswer.Of(_answers.GetValueOrDefault("services " + name) ?? Services);
        if (body.Contains("action=balance", StringComparison.Ordinal))
            return CannedAnswer.Of($$"""{"balance":"100","currency":"{{_answers["currency " + name]}}"}""");
        return _answers.GetValueOrDefault(name) is not { } answer ? CannedAnswer.Of(Placed)
            : answer == "429" ? CannedAnswer.Of("", 429)
            : CannedAnswer.Of(answer);
    }

    private int Adds(string name) =>
        _panels[name].Forms.Count(form => form.Contains("action=add", StringComparison.Ordinal));

    private string States(string reference) => string.Join(' ', "abc".Select(panel =>
        _engine.Value($"\"$((Get-YtOrder -Panel {panel} -Reference '{reference}').State)\"")));
}
