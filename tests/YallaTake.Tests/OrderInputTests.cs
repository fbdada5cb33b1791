namespace YallaTake;

/// <summary>What people pipe into New-YtOrder and Measure-YtOrder beside rows of a file: links, and tables written in the script.</summary>
public sealed class OrderInputTests : IDisposable
{
    private const string Table = "@{ service = 1; link = 'https://example.com/p/1'; quantity = 100 }";

    private readonly Engine _engine = Engine.Connected();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("'https://example.com/p/1' | New-YtOrder 1 -Quantity 100")]
    [InlineData("' https://example.com/p/1 ' | New-YtOrder 1 -Quantity 100")]
    [InlineData("[Collections.Generic.Dictionary[string, object]]::new(), @{} | % { $_.service = 1; $_.link = 'https://example.com/p/1'; "
        + "$_.quantity = 100; $_ } | Select-Object -First 1 | New-YtOrder")]
    [InlineData("New-YtOrder 1 -Quantity 100 -InputObject 'https://example.com/p/1'")]
    [InlineData("[uri] 'https://example.com/p/1' | New-YtOrder 1 -Quantity 100")]
    [InlineData("New-YtOrder 1 ([uri] 'https://example.com/p/1') 100")]
    [InlineData($"{Table} | New-YtOrder")]
    [InlineData($"[ordered] {Table} | New-YtOrder")]
    [InlineData($"New-YtOrder -InputObject {Table}")]
    [InlineData($"New-YtOrder -InputObject ([pscustomobject] {Table})")]
    [InlineData("New-YtOrder -InputObject (Get-YtService 1) -Link https://example.com/p/1 -Quantity 100")]
    [InlineData("@{ ServiceId = '1'; LINK = 'https://example.com/p/1'; Quantity = '100' } | New-YtOrder")]
    [InlineData("@{ service = [YallaTake.PanelId] 1; link = [uri] 'https://example.com/p/1' } | New-YtOrder -Quantity 100")]
    [InlineData("@{ service = 2; link = 'https://example.com/p/1'; quantity = 100 } | New-YtOrder 1")]
    [InlineData($"{Table} | Measure-YtOrder | New-YtOrder")]
    [InlineData("'https://example.com/p/1' | Measure-YtOrder 1 -Quantity 100 | New-YtOrder")]
    public void A_link_and_a_table_are_an_order(string script)
    {
        _engine.Run(script).ThrowIfFailed();

        Assert.Single(_engine.State().Orders);
        Assert.Equal("link=https://example.com/p/1 quantity=100 service=1", _engine.State().Fields());
    }

    [Theory]
    [InlineData("$uri | New-YtOrder 1 -Quantity 100")]
    [InlineData("New-YtOrder 1 $uri 100")]
    [InlineData("@{ service = 1; link = $uri; quantity = 100 } | New-YtOrder")]
    [InlineData("[pscustomobject] @{ service = 1; link = $uri; quantity = 100 } | New-YtOrder")]
    public void A_link_that_is_an_object_is_sent_as_it_was_written(string script)
    {
        const string link = "https://example.com/a%20b/%D9%85?q=%C3%A4";
        _engine.Run($"$uri = [uri] '{link}'; {script}").ThrowIfFailed();

        Assert.Equal(link, _engine.Value("(Get-YtOrder -Link $uri).Link"));
        Assert.Equal(link, _engine.Value("(Get-YtOrder -Link $uri, https://example.com/other).Link"));
    }

    [Theory]
    [InlineData("\u200bReference")]
    [InlineData("\ufeffReference")]
    [InlineData("Reference ")]
    [InlineData("\u00a0reference\t")]
    public void A_column_whose_name_looks_right_is_read(string reference)
    {
        const string script = "$name = @($input)[0]; [pscustomobject] @{ service = 1; link = 'https://example.com/p/1'; quantity = 100; "
            + "$name = 'invoice-41' }, @{ service = 1; link = 'https://example.com/p/1'; quantity = 100; $name = 'invoice-41' } | "
            + "New-YtOrder";

        Assert.Empty(_engine.Run(script, reference).ThrowIfFailed().Warnings);
        Assert.Empty(_engine.Run(script, reference).ThrowIfFailed().Warnings);

        Assert.Equal("invoice-41", _engine.Value("(Get-YtOrder).Reference"));
        Assert.Single(_engine.State().Orders);
    }

    [Theory]
    [InlineData("reference", "'a', 'b'", "Reference: It is a list.")]
    [InlineData("reference", "@('a')", "Reference: It is a list.")]
    [InlineData("Reference", "[Collections.ArrayList] @('a', 'b')", "Reference: It is a list.")]
    [InlineData("reference", "@{ a = 1 }", "Reference: It is a list.")]
    [InlineData("link", "'https://example.com/p/1', 'https://example.com/p/2'", "Link: It is a list.")]
    [InlineData("comments", "@(, @('a', 'b'))", "Comments: It is a list of lists.")]
    public void A_row_with_a_list_where_a_text_is_due_is_refused(string column, string value, string said)
    {
        foreach (var kind in new[] { "[pscustomobject]", "[hashtable]" })
        {
            var outcome = _engine.Run(
                "$row = @{ service = 1; link = 'https://example.com/p/1'; quantity = 100 }; "
                + $"$row['{column}'] = {value}; {kind} $row | New-YtOrder");

            Assert.Contains(said, outcome.Error("FieldInvalid").ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(_engine.State().Orders);
    }

    [Fact]
    public void A_column_that_looks_like_another_one_is_refused()
    {
        var outcome = _engine.Run(
            "[pscustomobject] @{ service = 1; link = 'https://example.com/p/1'; quantity = 100; 'quantity ' = 1000 } | New-YtOrder");

        Assert.Contains("Quantity: It is given twice", outcome.Error("FieldInvalid").ToString(), StringComparison.Ordinal);
        Assert.Empty(_engine.State().Orders);
    }

    [Fact]
    public void Every_line_of_a_list_of_links_is_an_order_and_one_without_a_link_is_an_error()
    {
        var outcome = _engine.Run(
            "'https://example.com/p/1', '', 'https://example.com/p/3' | New-YtOrder 1 -Quantity 100 | ForEach-Object Link");

        Assert.Equal(["https://example.com/p/1", "https://example.com/p/3"], outcome.Values);
        Assert.StartsWith("row 2: The input has nothing", outcome.Error("FieldInvalid").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-YtOrder")]
    [InlineData("Measure-YtOrder")]
    public void A_link_to_a_host_that_cannot_be_does_not_end_the_input(string cmdlet)
    {
        Assert.Equal(2, _engine.Value($"@(\"https://`u{{301}}b.example/p\", 'https://example.com/p' | {cmdlet} 1 -Quantity 100).Count"));
    }

    [Theory]
    [InlineData("1 | https://example.com/p/1 | 100")]
    [InlineData("1|https://example.com/p/1|100")]
    [InlineData("https://example.com/p/1 100")]
    [InlineData("https://example.com/p/1`nhttps://example.com/p/2")]
    [InlineData("1,https://example.com/p/1,100")]
    [InlineData("https://example.com/p/1,https://example.com/p/2")]
    [InlineData("service,link,quantity")]
    [InlineData("service;link;quantity")]
    public void A_text_that_is_no_link_alone_is_refused(string text)
    {
        var error = _engine.Run($"\"{text}\" | New-YtOrder 1 -Quantity 100").Error("FieldInvalid");

        Assert.Contains("row 1: The piped text is not a link alone. Nothing was sent.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Import-YtOrder", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.StartsWith(
            "FieldInvalid: The piped text",
            (string?)_engine.Value($"\"{text}\" | Measure-YtOrder 1 -Quantity 100 | ForEach-Object {{ [string] $_.Problem }}"),
            StringComparison.Ordinal);
        Assert.Empty(_engine.State().Orders);
    }

    [Fact]
    public void A_link_beside_a_piped_link_is_refused()
    {
        var error = _engine.Run("'https://example.com/p/1' | New-YtOrder 1 https://example.com/p/2 -Quantity 100").Error("FieldInvalid");

        Assert.Equal("Leave out -Link.", error.ErrorDetails.RecommendedAction);
        Assert.Empty(_engine.State().Orders);
    }

    [Theory]
    [InlineData("@{ link = 'https://example.com/p/1'; quantity = 100 } | New-YtOrder", "https://example.com/p/1, row 1: ")]
    [InlineData("[pscustomobject] @{ link = 'https://example.com/p/1'; quantity = 100 } | New-YtOrder", "https://example.com/p/1, row 1: ")]
    [InlineData("'https://example.com/p/1' | New-YtOrder -Quantity 100", "https://example.com/p/1, row 1: ")]
    [InlineData("New-YtOrder -Link https://example.com/p/1 -Quantity 100", "https://example.com/p/1: ")]
    public void An_order_without_a_service_is_an_error_with_its_row(string script, string about)
    {
        var error = _engine.Run(script).Error("FieldMissing");

        Assert.Equal($"{about}The order names no service. Nothing was sent.", error.ToString());
        Assert.Equal(0, _engine.State().Requests("add"));
    }

    [Theory]
    [InlineData("quantity = '1,5'", "Quantity: '1,5' could be 1.5 or 15.")]
    [InlineData("quantity = 1.5", "Quantity: '1.5' is not a valid number.")]
    [InlineData("service = $null", "ServiceId: It is empty.")]
    [InlineData("expiry = '1.2.2030'", "Expiry: '1.2.2030' is not a valid day.")]
    [InlineData("link = 'https://example.com/a', 'https://example.com/b'", "Link: It is a list.")]
    [InlineData("link = @{ a = 1 }", "Link: It is a list.")]
    [InlineData("comments = @{ a = 1 }", "Comments: It is a list of lists.")]
    [InlineData("service = 1; ServiceId = 2", "ServiceId: It is given twice.")]
    public void A_value_that_cannot_be_read_refuses_its_table_alone(string value, string what)
    {
        var outcome = _engine.Run(
            $"$second = @{{ quantity = 100 }}; $second += @{{ reference = 'second' }}; foreach ($add in @{{ {value} }}) "
            + "{ foreach ($key in $add.Keys) { $second[$key] = $add[$key] } }; "
            + "foreach ($key in 'service', 'link') { if (-not $second.ContainsKey($key)) { "
            + "$second[$key] = @{ service = 1; link = 'https://example.com/p/2' }[$key] } }; "
            + $"{Table}, $second, @{{ service = 1; link = 'https://example.com/p/3'; quantity = 100 }} | New-YtOrder");

        Assert.Equal(2, outcome.Output.Count);
        Assert.Contains($"row 2: {what} Nothing was sent.", outcome.Error("FieldInvalid").ToString(), StringComparison.Ordinal);
        Assert.Equal(2, _engine.State().Orders.Count);
    }

    // Each row has what the one before it had, and it has not.
    [Fact]
    public void No_row_has_a_value_of_the_row_before_it_whatever_kind_both_are()
    {
        var outcome = _engine.Run(
            """
            $full = @{
                service = 2; link = 'https://example.com/p/1'; quantity = 100; runs = 2; interval = 60; reference = 'one'
                maximumrate = 100; maximumcharge = 100; panel = 'test'
            }
            $row = [pscustomobject] @{ service = 1; link = 'https://example.com/p/3'; quantity = 100 }
            & {
                $full
                @{ service = 1; link = 'https://example.com/p/2'; quantity = 100 }
                $row
                $full
                $row
                @{ service = 1; link = 'https://example.com/p/4' }
                @{ quantity = 100 }
                [pscustomobject] @{ service = 1; quantity = 100 }
                [pscustomobject] @{ service = 5; link = 'https://example.com/p/5'; comments = 'nice' }
                @{ service = 5; link = 'https://example.com/p/6' }
            } | New-YtOrder -Verbose:$false
            """);

        Assert.Equal(
            ["row 6: ", "row 7: ", "row 8: ", "row 10: "],
            outcome.Errors.Select(error => System.Text.RegularExpressions.Regex.Match($"{error}", "row [0-9]+: ").Value));
        Assert.All(outcome.Errors, error => Assert.StartsWith("FieldMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        var state = _engine.State();
        Assert.Equal(
            [
                "comments=nice link=https://example.com/p/5 service=5",
                "interval=60 link=https://example.com/p/1 quantity=100 runs=2 service=2",
                "link=https://example.com/p/2 quantity=100 service=1",
                "link=https://example.com/p/3 quantity=100 service=1",
                "link=https://example.com/p/3 quantity=100 service=1",
            ],
            Enumerable.Range(0, state.Orders.Count).Select(order => state.Fields(order)).Order(StringComparer.Ordinal));
        Assert.Equal(1L, _engine.Value("@(Get-YtOrder -Reference one).Count -as [long]"));
    }

    [Fact]
    public void A_limit_of_a_table_is_that_of_its_order_alone()
    {
        var outcome = _engine.Run(
            $"$dear = {Table}; $dear.maximumcharge = 0.01; $dear, @{{ service = 1; link = 'https://example.com/p/2'; quantity = 100 }} "
            + "| New-YtOrder");

        Assert.Contains("row 1: ", outcome.Error("ChargeTooHigh").ToString(), StringComparison.Ordinal);
        Assert.Equal(["2"], _engine.State().Sold.Select(sold => sold.Key));
    }

    [Fact]
    public void References_of_tables_make_a_run_safe_to_repeat()
    {
        const string run = $"$one = {Table}; $one.reference = 'one'; $one, $one | New-YtOrder -RequireReference "
            + "-InformationVariable said | ForEach-Object OrderId; \"$said\"";

        Assert.Equal([23501L, 23501L, "1 placed, 1 already placed, 0.09 USD."], _engine.Run(run).ThrowIfFailed().Values);
        Assert.Equal([23501L, 23501L, "2 already placed."], _engine.Run(run).ThrowIfFailed().Values);
        _engine.Run($"{Table} | New-YtOrder -RequireReference").Error("FieldMissing");
        _engine.Run("'https://example.com/p/1' | New-YtOrder 1 -Quantity 100 -RequireReference").Error("FieldMissing");
        Assert.Equal(1, _engine.State().Requests("add"));
        Assert.Equal(2L, _engine.Value($"({Table}, {Table} | Measure-YtOrder -Summary).Rows"));
    }

    [Fact]
    public void Only_what_a_row_may_say_is_read_of_a_table()
    {
        var outcome = _engine.Run(
            $"$asks = {Table}; $asks.whatif = $true; $asks.NoOverlap = $true; $asks.throttlelimit = 'many'; $asks.fallback = 'x'; "
            + "$asks, $asks | New-YtOrder");

        Assert.Equal(2, outcome.ThrowIfFailed().Output.Count);
    }

    [Theory]
    [InlineData("1 | New-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("$null | New-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("Get-Date | New-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("[pscustomobject] @{ Customer = 'a' } | New-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("[pscustomobject] @{ Link = 'https://example.com/p/2' } | New-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("@{ customer = 'a' } | New-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("@{} | New-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("' ' | New-YtOrder 6 -Link https://example.com/p/1")]
    [InlineData("[pscustomobject] @{ Reference = ''; Quantity = ' ' } | New-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("[pscustomobject] @{ service = ''; link = ''; quantity = '' } | New-YtOrder")]
    [InlineData("@{ reference = $null; comments = @() } | New-YtOrder 1 https://example.com/p/1 100")]
    public void What_says_nothing_of_an_order_is_none(string script)
    {
        Assert.Contains(
            "row 1: The input has nothing of an order. Nothing was sent.",
            _engine.Run(script).Error("FieldInvalid").ToString(),
            StringComparison.Ordinal);
        Assert.Empty(_engine.State().Orders);
    }

    // What New-YtOrder cannot find anew would be ordered: more than is meant, or above a limit.
    [Theory]
    [InlineData("Measure-YtOrder 1 https://example.com/p/1 100 -Field @{ quantity = 5000 }", "FieldInvalid")]
    [InlineData("@{ service = 1; serviceid = 2; link = 'https://example.com/p/1'; quantity = 100 } | Measure-YtOrder", "FieldInvalid")]
    [InlineData("@{ service = 1; link = 'https://example.com/p/1'; quantity = 100; maximumrate = 'x' } | Measure-YtOrder", "FieldInvalid")]
    [InlineData("'1 | https://example.com/p/1 | 100' | Measure-YtOrder 1 -Quantity 100", "FieldInvalid")]
    [InlineData("$null | Measure-YtOrder 1 https://example.com/p/1 100", "FieldInvalid")]
    [InlineData($"{Table} | Measure-YtOrder -MaximumRate 0.01", "RateTooHigh")]
    [InlineData($"{Table} | Measure-YtOrder -MaximumCharge 0.01", "ChargeTooHigh")]
    [InlineData($"{Table} | Measure-YtOrder -MaximumRate 0.01 | ConvertTo-Csv | ConvertFrom-Csv", "RateTooHigh")]
    [InlineData($"{Table} | Measure-YtOrder -MaximumCharge 0.01 | Measure-YtOrder | ConvertTo-Json | ConvertFrom-Json", "ChargeTooHigh")]
    public void A_quote_that_was_refused_for_what_it_is_given_is_not_ordered(string quote, string error)
    {
        Assert.Contains($"{error}: ", (string?)_engine.Value($"{quote} | Measure-YtOrder | % {{ [string] $_.Problem }}"));
        _engine.Run($"{quote} | New-YtOrder").Error(error);

        Assert.Empty(_engine.State().Orders);
    }

    [Fact]
    public void Who_calls_the_limits_of_a_subscription_as_the_API_does_is_told_how_a_row_calls_them()
    {
        var error = _engine.Run("@{ service = 17; username = 'ann'; min = 20; max = 30; delay = 5 } | New-YtOrder").Error("FieldMissing");

        Assert.Equal("Give it as MinQuantity and order again.", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void What_PowerShell_itself_cannot_bind_is_no_order()
    {
        var outcome = _engine.Run(
            "[pscustomobject] @{ service = 1; link = 'https://example.com/a', 'https://example.com/b'; quantity = 100 } | New-YtOrder");

        Assert.Single(outcome.Errors);
        Assert.Empty(_engine.State().Orders);
    }

    [Theory]
    [InlineData(
        "'service,link,quantity,Ref,Customer', '1,https://example.com/p/1,100,a,x', '1,https://example.com/p/2,100,b,y' "
        + "| ConvertFrom-Csv | New-YtOrder",
        "Ref (did you mean Reference?)")]
    [InlineData("@{ service = 1; link = 'https://example.com/1'; ref = 'a' } | New-YtOrder -Quantity 100", "ref (did you mean Reference?)")]
    [InlineData("@{ service = 1; link = 'https://example.com/p/1'; min = 100; qty = 5 } | Measure-YtOrder", "qty (did you mean Quantity?)")]
    [InlineData("@{ service = 5; link = 'https://example.com/1'; Commnets = 'a' } | Measure-YtOrder", "Commnets (did you mean Comments?)")]
    [InlineData("[pscustomobject] @{ service = 5; link = 'https://example.com/p/1'; Commnets = 'a'; comments = 'b' } | New-YtOrder", null)]
    [InlineData("Get-YtService 1 | Select-Object * | New-YtOrder -Link https://example.com/p/1 -Quantity 100", null)]
    [InlineData("Get-YtService 1 | New-YtOrder -Link https://example.com/p/1 -Quantity 100", null)]
    [InlineData("Measure-YtOrder 1 https://example.com/p/1 100 | ConvertTo-Csv | ConvertFrom-Csv | New-YtOrder", null)]
    public void A_column_that_is_nearly_a_parameter_is_warned_of_once(string script, string? column)
    {
        var warnings = _engine.Run(script).Warnings;

        Assert.Equal(
            column is null ? [] : [$"The input has columns that no order has, which are not read: {column}."],
            warnings);
    }
}
