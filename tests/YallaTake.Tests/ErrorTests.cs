using System.Management.Automation;

namespace YallaTake;

/// <summary>What a script may rely on when something goes wrong.</summary>
public sealed class ErrorTests
{
    private const string Key = "a-key-that-no-error-should-show";
    private const string Order = "New-YtOrder 1 https://example.com/p/1 100";

    /// <summary>The sandbox's parameters, what is run, the error's id, its category, and what it is about where that is plain.</summary>
    public static TheoryData<string, string, string, ErrorCategory, object?> Failures => new()
    {
        { "", "Get-YtBalance -Panel none", "NotConnected", ErrorCategory.ConnectionError, "none" },
        { "", "Connect-YtPanel -ApiKey wrong -Uri $sandbox.Uri", "ApiKeyRefused", ErrorCategory.AuthenticationError, null },
        { "", "Get-YtOrderStatus 5", "OrderNotFound", ErrorCategory.ObjectNotFound, 5L },
        { "", "5, 6 | Get-YtOrderStatus -ErrorAction Stop", "OrderNotFound", ErrorCategory.ObjectNotFound, 5L },
        { "", "Get-YtRefillStatus 5", "RefillNotFound", ErrorCategory.ObjectNotFound, 5L },
        { "", "Get-YtService 999", "ServiceNotFound", ErrorCategory.ObjectNotFound, 999L },
        { "", "New-YtOrder 999 https://example.com/p/1 100", "ServiceNotFound", ErrorCategory.ObjectNotFound, null },
        { "", "New-YtOrder 1 'two words' 100", "OrderRefused", ErrorCategory.InvalidOperation, null },
        { "-Balance 0", Order, "InsufficientFunds", ErrorCategory.LimitsExceeded, null },
        { "", "New-YtOrder 1 https://example.com/p/1", "FieldMissing", ErrorCategory.InvalidArgument, null },
        { "", Order + " -Hashtag sea", "FieldNotUsed", ErrorCategory.InvalidArgument, null },
        { "", "New-YtOrder 1 https://example.com/p/1 1", "QuantityOutOfRange", ErrorCategory.InvalidArgument, null },
        { "", $"$null = {Order}; Invoke-YtRefill 23501", "RefillRefused", ErrorCategory.InvalidOperation, 23501L },
        { "", "$null = New-YtOrder 2 https://example.com/p/1 100; "
            + "Stop-YtOrder 23501 -Confirm:$false", "CancelRefused", ErrorCategory.InvalidOperation, 23501L },
        { "-Fault add:DropAfter", Order, "OrderOutcomeUnknown", ErrorCategory.OperationTimeout, null },
        { "-Fault status:Http429", "Get-YtOrderStatus 5", "RateLimited", ErrorCategory.LimitsExceeded, 5L },
        { "-RateLimit 1", "Get-YtBalance", "RateLimited", ErrorCategory.LimitsExceeded, "test" },
        { "-Fault status:Http500", "Get-YtOrderStatus 5", "PanelUnavailable", ErrorCategory.ResourceUnavailable, 5L },
        { "-Fault status:DropBefore", "Get-YtOrderStatus 5", "PanelUnavailable", ErrorCategory.ResourceUnavailable, 5L },
        { "-Fault status:Hang", "Get-YtOrderStatus 5", "PanelUnavailable", ErrorCategory.ResourceUnavailable, 5L },
        { "", "Stop-YtSandbox $sandbox; Get-YtOrderStatus 5", "PanelUnavailable", ErrorCategory.ResourceUnavailable, 5L },
        { "-Fault status:Html", "Get-YtOrderStatus 5", "PanelAnswerUnreadable", ErrorCategory.InvalidData, 5L },
        { "-Fault status:Truncated", "Get-YtOrderStatus 5", "PanelAnswerUnreadable", ErrorCategory.InvalidData, 5L },
        { "", "Connect-YtPanel -ApiKey abcdef -Uri "
            + "http://example.com", "InsecureUri", ErrorCategory.SecurityError, new Uri("http://example.com") },
        { "", "New-YtOrder 17 -Username ann -MinQuantity 20 -MaxQuantity 30 -Delay 1", "PanelError", ErrorCategory.NotSpecified, null },
        { "", "Start-YtSandbox -Port $sandbox.Port", "SandboxNotStarted", ErrorCategory.OpenError, null },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void An_error_has_its_id_its_category_its_target_and_what_to_do(
        string sandbox, string script, string id, ErrorCategory category, object? target)
    {
        using var engine = Engine.Connected(
            $"-Catalogue $Catalogue -ApiKey {Key} {sandbox}",
            $"-Name test {(sandbox.Contains("Hang", StringComparison.Ordinal) ? "-SkipVerification -TimeoutSec 3" : "")}");

        var outcome = engine.Run(script);
        var error = outcome.Terminating ?? Assert.Single(outcome.Errors);

        Assert.StartsWith(id + ",YallaTake.Commands.", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.NotNull(error.TargetObject);
        if (target is not null)
            Assert.Equal(target, error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.EndsWith(".", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.ToString() + error.Exception, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-YtOrder", "OrderRefused")]
    [InlineData("New-YtOrder -MaximumRate 0", "RateTooHigh")]
    [InlineData("Measure-YtOrder", "RateLimited")]
    public void Rows_that_failed_are_told_apart_by_their_references(string cmdlet, string id)
    {
        using var engine = Engine.Connected(
            $"-Catalogue $Catalogue {(id == "RateLimited" ? "-Fault services:Http429" : "")}", "-Name test");

        var outcome = engine.Run(
            $"'one', 'two' | ForEach-Object {{ [pscustomobject]@{{ service = 1; link = 'two words'; quantity = 100; "
            + $"reference = $_ }} }} | {cmdlet}");

        Assert.All(outcome.Errors, error => Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(
            ["1 two words one", "1 two words two"],
            outcome.Errors.Select(
                error => engine.Value("$row = @($input)[0]; \"$($row.service) $($row.link) $($row.reference)\"", error.TargetObject)));
    }

    [Fact]
    public void An_error_about_a_row_begins_with_its_reference_its_link_and_its_number()
    {
        using var engine = Engine.Connected();

        var outcome = engine.Run(
            """
            @'
            service,link,quantity,reference
            1,https://example.com/p/1,100,one
            1,https://example.com/p/2,5,two
            1,https://example.com/p/3,100,
            1,https://example.com/p/4,5,
            '@ | ConvertFrom-Csv | New-YtOrder
            """);

        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal(
            [
                "two, https://example.com/p/2, row 2: The quantity is 5, and service 1 takes no fewer than 10. Nothing was sent.",
                "https://example.com/p/4, row 4: The quantity is 5, and service 1 takes no fewer than 10. Nothing was sent.",
            ],
            outcome.Errors.Select(Message));
        Assert.All(outcome.Errors, error => Assert.Equal("Order more.", error.ErrorDetails.RecommendedAction));
        Assert.Equal(["2", "4"], outcome.Errors.Select(error => engine.Value("\"$(@($input)[0].link[-1])\"", error.TargetObject)));
    }

    [Theory]
    [InlineData("$row = [pscustomobject] @{ service = 1; link = 'a'; quantity = 5; Customer = 'first' }; $row | New-YtOrder")]
    [InlineData("$row = @{ service = 1; link = 'a'; quantity = 5; Customer = 'first' }; $row | New-YtOrder")]
    [InlineData("$row = @{ service = 1; link = 'a'; quantity = 5; Customer = 'first' }; New-YtOrder -InputObject $row")]
    [InlineData("$row = 'https://example.com/p/1'; $row | New-YtOrder 1 -Quantity 5")]
    [InlineData("$row = 'service,link,quantity', '1,a,5' | Import-YtOrder; $row | New-YtOrder")]
    [InlineData("$row = Measure-YtOrder 1 a 5; $row | New-YtOrder")]
    public void An_error_about_what_was_piped_has_it_as_its_target(string script)
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue");

        var error = engine.Run(script).Error("QuantityOutOfRange");

        Assert.Equal(true, engine.Value("[object]::ReferenceEquals(@($input)[0], $row) -or @($input)[0] -eq $row", error.TargetObject));
    }

    [Fact]
    public void An_error_about_an_order_that_was_typed_has_a_quote_as_its_target_which_can_be_ordered_again()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue");

        var error = engine.Run("New-YtOrder 1 https://example.com/p/1 100 -MaximumRate 0.01").Error("RateTooHigh");

        Assert.Equal("service 1 for https://example.com/p/1", error.TargetObject.ToString());
        Assert.Equal(
            "1|https://example.com/p/1|100|False",
            engine.Value(
                "$quote = $input | % { $_ }; $quote.ServiceId, $quote.Link, $quote.Quantity, $quote.Orderable -join '|'",
                error.TargetObject));
        engine.Run("Start-YtSandbox | Connect-YtPanel -Name other; $quote | New-YtOrder").ThrowIfFailed();
        Assert.Single(engine.State().Orders);
    }

    [Theory]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("'https://example.com/p/1' | New-YtOrder 1 -Quantity 100")]
    [InlineData("[pscustomobject] @{ service = 1; link = 'https://example.com/p/1'; quantity = 100 } | New-YtOrder")]
    public void The_target_of_an_order_of_unknown_outcome_is_never_bought_twice(string script)
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Fault add:DropAfter");
        var lost = engine.Run(script).Error("OrderOutcomeUnknown");

        engine.Run("$input | New-YtOrder", lost.TargetObject).Error("OrderOutcomeUnknown");

        Assert.Single(engine.State().Orders);
        Assert.Equal(
            engine.Value("(Get-YtOrder).Reference"), engine.Value("($input | Resolve-YtOrder).Reference", lost.TargetObject));
    }

    [Fact]
    public void Every_target_is_of_a_public_type()
    {
        foreach (var (sandbox, script) in Failures.Select(failure => (failure.Data.Item1, failure.Data.Item2)))
        {
            using var engine = Engine.Connected(
                $"-Catalogue $Catalogue -ApiKey {Key} {sandbox}",
                $"-Name test {(sandbox.Contains("Hang", StringComparison.Ordinal) ? "-SkipVerification -TimeoutSec 3" : "")}");
            var outcome = engine.Run(script);

            var target = (outcome.Terminating ?? Assert.Single(outcome.Errors)).TargetObject;
            Assert.True(target is PSObject || target.GetType().IsPublic, $"{script}: {target.GetType()}");
        }
    }

    [Theory]
    [InlineData("'5001', '5002' | Get-YtOrderStatus", "5002, row 2: ")]
    [InlineData("Get-YtOrderStatus 5001, 5002", "5002: ")]
    [InlineData("'5001', '5002' | Stop-YtOrder -Confirm:$false", "5002, row 2: ")]
    [InlineData("'5001', '5002' | Wait-YtOrder", "5002, row 2: ")]
    [InlineData("'5001', '5002' | Get-YtRefillStatus", "5002, row 2: ")]
    [InlineData("'one', 'two' | ForEach-Object { [pscustomobject]@{ Reference = $_ } } | Resolve-YtOrder", "row 2: The ledger of test")]
    public void An_error_about_an_id_begins_with_it(string script, string expected)
    {
        using var engine = Engine.Connected();

        var errors = engine.Run(script).Errors;

        Assert.Equal(2, errors.Count);
        Assert.StartsWith(expected, errors[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_without_an_id_is_named_and_why_it_has_none()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue");
        engine.Run("New-YtOrder 1 'two words' 100 -Reference one; New-YtOrder 1 https://example.com/p/2 100 -Reference two");

        var outcome = engine.Run("Get-YtOrder | Get-YtOrderStatus");

        Assert.Single(outcome.Output);
        var error = outcome.Error("OrderNotFound");
        Assert.StartsWith(
            "one, two words, row 1: It was not placed, so the panel has no id for it. The panel says: ",
            error.ToString(),
            StringComparison.Ordinal);
        Assert.Equal("one", engine.Value("@($input)[0].Reference", error.TargetObject));
    }

    [Theory]
    [InlineData("", "New-YtOrder 1 https://example.com/p/1 1")]
    [InlineData("", "New-YtOrder 1 https://example.com/p/1 100 -Field @{ quantity = 5 }")]
    [InlineData("", "New-YtOrder 999 https://example.com/p/1 1")]
    [InlineData("-Fault add:DropAfter", Order)]
    [InlineData("-Fault add:DropAfter", Order + " -Reference one -ErrorAction SilentlyContinue; " + Order + " -Reference one")]
    [InlineData("-Fault refill:DropAfter", "Invoke-YtRefill 5001")]
    [InlineData("-Fault status:Hang", "Get-YtOrderStatus 5")]
    [InlineData("-Fault status:Http429", "Get-YtOrderStatus 5")]
    [InlineData("-Fault status:Html", "Get-YtOrderStatus 5")]
    [InlineData("", "Connect-YtPanel -SpendLimit 1,5")]
    [InlineData("", "Connect-YtPanel -ApiKey abcdef -Uri panel.example")]
    [InlineData("", "Connect-YtPanel -ApiKey abcdef -Uri http://panel.example")]
    [InlineData("", "Get-YtBalance -Panel none")]
    [InlineData("", "Resolve-YtOrder none")]
    public void The_advice_stands_once(string sandbox, string script)
    {
        using var engine = Engine.Connected(
            $"-Catalogue $Catalogue {sandbox}",
            $"-Name test {(sandbox.Contains("Hang", StringComparison.Ordinal) ? "-SkipVerification -TimeoutSec 3" : "")}");

        var outcome = engine.Run(script);
        var error = outcome.Terminating ?? outcome.Errors[^1];

        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain("Nothing was", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotMatch(
            "[.;] (Give|Look|Settle|Run|Connect|Check|Try|Wait|Order|Leave|Write|Correct|Fix|Use|Do not) ", Message(error));
    }

    [Fact]
    public void Every_error_is_named_in_the_help()
    {
        using var engine = new Engine();
        var help = File.ReadAllText(Repository.PathOf("docs", "en-US", "about_YallaTake.md"));

        Assert.All(
            engine.Values("[enum]::GetNames([YallaTake.ErrorId])"), id => Assert.Contains((string)id!, help, StringComparison.Ordinal));
    }

    [Fact]
    public void A_redirect_is_refused_and_the_address_to_use_is_named()
    {
        using var engine = new Engine();
        using var panel = new CannedServer(CannedAnswer.Of(string.Empty, 308, "Location: https://panel.example/api/v2/\r\n"));

        var error = engine.Run($"Connect-YtPanel -ApiKey {Key} -Uri {panel.Uri}").End("RedirectRefused");

        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
        Assert.Equal(panel.Uri, error.TargetObject);
        Assert.Contains("https://panel.example/api/v2/", error.ToString(), StringComparison.Ordinal);
        Assert.Single(panel.Forms);
    }

    [Fact]
    public void A_key_that_is_refused_later_ends_the_pipeline_after_one_request()
    {
        using var engine = new Engine();
        using var panel = new CannedServer(CannedAnswer.Of("""{"error":"Invalid API key"}"""));
        engine.Connect(panel, Key);

        engine.Run("1..100 | Get-YtOrderStatus").End("ApiKeyRefused");

        Assert.Single(panel.Forms);
    }

    [Fact]
    public void A_key_that_the_panel_echoes_is_struck_out()
    {
        using var engine = new Engine();
        using var panel = new CannedServer(CannedAnswer.Of($$"""{"error":"No account for {{Key}}"}"""));
        engine.Connect(panel, Key);

        var error = engine.Run("Get-YtBalance").Error("PanelError");

        Assert.Contains("No account for ***", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.Exception.ToString(), StringComparison.Ordinal);
    }

    // Windows PowerShell shows no recommendation, so that there the message ends with it.
    private static string Message(ErrorRecord error)
    {
#if DESKTOP
        Assert.EndsWith($" {error.ErrorDetails.RecommendedAction}", error.ToString(), StringComparison.Ordinal);
        return error.ToString()[..^(error.ErrorDetails.RecommendedAction.Length + 1)];
#else
        return error.ToString();
#endif
    }
}
