using System.Management.Automation;

namespace YallaTake;

/// <summary>Panels that answer in their own way, over HTTP and up to what the user sees.</summary>
public sealed class AnyPanelTests : IDisposable
{
    private const string Catalogue =
        """[{"service":1,"name":"Likes","type":"Default","category":"c","rate":"1","min":"1","max":"10000"}]""";

    private readonly Engine _engine = new();
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("""[{"order_id":5002,"status":"Completed"},{"order_id":5001,"status":"Canceled"}]""")]
    [InlineData("""{"5001":{"order":5002,"status":"Completed"},"5002":{"order":5001,"status":"Canceled"}}""")]
    [InlineData("""{"status":true,"data":[{"id":5002,"status":"Completed"},{"id":5001,"status":"Canceled"}]}""")]
    public void A_status_belongs_to_the_order_that_the_panel_names_and_so_it_is_remembered(string statuses)
    {
        var placed = 5000;
        using var panel = new CannedServer(request => CannedAnswer.Of(
            request.Body.Contains("action=services", StringComparison.Ordinal) ? Catalogue
            : request.Body.Contains("action=add", StringComparison.Ordinal) ? $$"""{"order":{{++placed}}}"""
            : request.Body.Contains("action=status", StringComparison.Ordinal) ? statuses
            : """{"balance":"100","currency":"USD"}"""));
        ConnectWithLedger(panel);
        _engine.Run("$orders = 1..2 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 100 }").ThrowIfFailed();

        Assert.Equal(
            ["5001 Canceled", "5002 Completed"],
            _engine.Values("$orders | Get-YtOrderStatus | ForEach-Object { \"$($_.OrderId) $($_.Status)\" }"));
        Assert.Equal(
            ["5001 Canceled", "5002 Completed"], _engine.Values("Get-YtOrder | ForEach-Object { \"$($_.OrderId) $($_.Status)\" }"));
    }

    [Theory]
    [InlineData("""[{"order":5001,"status":"Completed"},{"order":5001,"status":"Canceled"}]""")]
    [InlineData("""[{"status":"Completed"}]""")]
    public void What_cannot_be_told_apart_is_an_error_for_each_order(string statuses)
    {
        using var panel = new CannedServer(CannedAnswer.Of(statuses));
        _engine.Connect(panel);

        var outcome = _engine.Run("5001, 5002 | Get-YtOrderStatus");

        Assert.Empty(outcome.Output);
        Assert.Equal([5001L, 5002L], outcome.Errors.Select(error => error.TargetObject));
    }

    [Theory]
    [InlineData("Get-YtOrderStatus 7", """{"status":true,"data":{"status":"Completed"}}""", "Completed")]
    [InlineData("Get-YtOrderStatus 7", """{"charge":"0","status":"Error","remains":"100"}""", "Error")]
    [InlineData("Get-YtRefillStatus 7", """{"status":"success","data":{"status":"Rejected"}}""", "Rejected")]
    public void The_status_of_a_request_is_not_the_status_of_what_was_asked_for(string script, string body, string status)
    {
        using var panel = new CannedServer(CannedAnswer.Of(body));
        _engine.Connect(panel);

        Assert.Equal(status, _engine.Value($"({script}).Status"));
    }

    [Fact]
    public void A_cancellation_and_a_refill_belong_to_the_order_that_the_panel_names()
    {
        using var panel = new CannedServer(
            CannedAnswer.Of("""[{"order_id":6,"cancel":1},{"order_id":5,"error":"Cannot cancel"}]"""),
            CannedAnswer.Of("""[{"order_id":6,"refill":61},{"order_id":5,"refill":51}]"""));
        _engine.Connect(panel);

        var canceled = _engine.Run("5, 6 | Stop-YtOrder -Confirm:$false");

        Assert.Equal(5L, canceled.Error("CancelRefused").TargetObject);
        Assert.Equal([6L], canceled.Output.Select(cancellation => cancellation.Properties["OrderId"].Value));
        Assert.Equal(["5 51", "6 61"], _engine.Values("5, 6 | Invoke-YtRefill | ForEach-Object { \"$($_.OrderId) $($_.RefillId)\" }"));
    }

    [Theory]
    [InlineData("Get-YtBalance", 401, """{"message":"Unauthenticated."}""", "ApiKeyRefused", "Unauthenticated.")]
    [InlineData("Get-YtService", 200, """{"errors":["Your account is inactive"]}""", "ApiKeyRefused", "Your account is inactive")]
    [InlineData("Get-YtOrderStatus 7", 403, """{"message":"Your country is not served"}""", "PanelError", "Your country is not served")]
    [InlineData("Get-YtOrderStatus 7", 405, "", "PanelAnswerUnreadable", "does not take the API's requests")]
    [InlineData("Get-YtOrderStatus 7", 200, """{"status":false,"data":{"msg":"Order not found"}}""", "OrderNotFound", "Order not found")]
    [InlineData("7, 8 | Get-YtOrderStatus", 400, """{"error":"no_orders","message":"None of these is yours"}""", "PanelError", "no_orders: "
        + "None of these is yours")]
    [InlineData("Invoke-YtRefill 7", 422, """{"message":"Invalid data.","errors":{"order":["Too old"]}}""", "PanelError", "Invalid data. "
        + "order: Too old")]
    [InlineData(
        "Stop-YtOrder 7 -Confirm:$false", 200, """{"result":false,"message":"Order cannot be cancelled"}""",
        "CancelRefused", "Order cannot be cancelled")]
    public void A_refusal_is_told_in_the_panels_words(string script, int status, string body, string id, string text)
    {
        using var panel = new CannedServer(CannedAnswer.Of(body, status));
        _engine.Connect(panel);

        var outcome = _engine.Run(script);

        Assert.All(outcome.Errors.Append(outcome.Terminating).OfType<ErrorRecord>(), error =>
        {
            Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(text, error.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("bot check", error.ToString(), StringComparison.Ordinal);
        });
        Assert.NotEmpty(outcome.Errors.Append(outcome.Terminating).OfType<ErrorRecord>());
    }

    [Theory]
    [InlineData("""{"status":false,"data":{"msg":"Saldo tidak cukup"}}""", "PanelError", "Rejected")]
    [InlineData("""{"errors":["Not enough balance"]}""", "InsufficientFunds", "Rejected")]
    [InlineData(
        """{"message":"You have active order with this link. Please wait until order being completed."}""", "OrderRefused", "Rejected")]
    [InlineData("""{"message":"Sorry, we could not reach the provider: Bad link"}""", "OrderOutcomeUnknown", "Unknown")]
    public void A_refused_order_is_rejected_with_the_panels_reason_unless_it_sounds_like_an_accident(string body, string id, string state)
    {
        using var panel = new CannedServer(request => CannedAnswer.Of(
            request.Body.Contains("action=services", StringComparison.Ordinal) ? Catalogue
            : request.Body.Contains("action=add", StringComparison.Ordinal) ? body
            : """{"balance":"100","currency":"USD"}"""));
        ConnectWithLedger(panel);

        var error = _engine.Run("New-YtOrder 1 https://example.com/p/1 100").Error(id);

        Assert.Contains(body.Split('"')[^2], error.ToString(), StringComparison.Ordinal);
        Assert.Equal(state, _engine.Value("(Get-YtOrder).State.ToString()"));
    }

    [Theory]
    [InlineData("Cancelled")]
    [InlineData("Refunded")]
    [InlineData("partially completed")]
    [InlineData("SUCCESS")]
    [InlineData("Error")]
    public void An_order_that_has_ended_by_the_panels_word_is_waited_for_no_longer(string word)
    {
        using var panel = new CannedServer(request => CannedAnswer.Of(
            request.Body.Contains("action=services", StringComparison.Ordinal) ? Catalogue
            : request.Body.Contains("action=add", StringComparison.Ordinal) ? """{"order":5001}"""
            : request.Body.Contains(
                "action=status", StringComparison.Ordinal) ? $$"""{"charge":"0.05","status":"{{word}}","remains":"50"}"""
            : """{"balance":"100","currency":"USD"}"""));
        ConnectWithLedger(panel);
        _engine.Run("$order = New-YtOrder 1 https://example.com/p/1 100").ThrowIfFailed();

        Assert.Equal(word, _engine.Value("($order | Wait-YtOrder -TimeoutSec 600).Status"));
        Assert.Empty(_engine.Values("Get-YtOrder -Open"));
    }

    [Fact]
    public void A_refill_that_has_ended_by_the_panels_word_is_final()
    {
        using var panel = new CannedServer(CannedAnswer.Of("""[{"refill":1,"status":"Cancelled"},{"refill":2,"status":"In queue"}]"""));
        _engine.Connect(panel);

        Assert.Equal([true, false], _engine.Values("1, 2 | Get-YtRefillStatus | ForEach-Object IsFinal"));
    }

    [Theory]
    [InlineData("Get-YtService")]
    [InlineData("Get-YtService 1, 3")]
    [InlineData("Get-YtService -Name *s")]
    public void A_service_that_cannot_be_read_is_left_out_and_one_warning_counts_them(string script)
    {
        using var panel = new CannedServer(CannedAnswer.Of(
            """
            [{"service":1,"name":"Likes","rate":"1"},{"service":2,"rate":"$1"},{"name":"Views","rate":"1"},
             {"service":3,"name":"Views","rate":"1"}]
            """));
        _engine.Connect(panel);

        var outcome = _engine.Run(script).ThrowIfFailed();

        Assert.Equal([1L, 3L], outcome.Output.Select(service => service.Properties["ServiceId"].Value));
        Assert.Contains("2 of 4 services", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFEFF\n\n")]
    [InlineData("<br />\n<b>Warning</b>:  Undefined array key 1 in <b>/var/www/api.php</b> on line <b>12</b><br />\n")]
    [InlineData("PHP Notice:  Undefined variable in /var/www/api.php on line 12\n")]
    public void What_a_script_lets_slip_before_its_answers_is_skipped(string preamble)
    {
        using var panel = new CannedServer(request => CannedAnswer.Of(preamble + (
            request.Body.Contains("action=services", StringComparison.Ordinal) ? Catalogue
            : request.Body.Contains("action=add", StringComparison.Ordinal) ? """{"order":5001}"""
            : request.Body.Contains("action=status", StringComparison.Ordinal) ? """{"charge":"0.05","status":"Partial","remains":"50"}"""
            : """{"balance":"100","currency":"USD"}""")));
        ConnectWithLedger(panel);

        Assert.Equal(
            ["5001 Partial"],
            _engine.Values(
                "New-YtOrder 1 https://example.com/p/1 100 | Get-YtOrderStatus | ForEach-Object { \"$($_.OrderId) $($_.Status)\" }"));
    }

    [Fact]
    public void A_doubtful_charge_is_an_error_of_its_own_order_alone()
    {
        using var panel = new CannedServer(
            CannedAnswer.Of("""{"7":{"status":"Partial","charge":"1,5"},"8":{"status":"Partial","charge":"1.5"}}"""));
        _engine.Connect(panel);

        var outcome = _engine.Run("7, 8 | Get-YtOrderStatus");

        Assert.Equal(7L, outcome.Error("PanelAnswerUnreadable").TargetObject);
        Assert.Equal([1.5m], outcome.Output.Select(status => status.Properties["Charge"].Value));
    }

    [Theory]
    [InlineData("Get-YtOrderStatus", "status", """{"status":"Completed"}""", """{"error":"Incorrect order ID"}""", "OrderNotFound")]
    [InlineData("Get-YtRefillStatus", "refill_status", """{"status":"Completed"}""", """{"error":"Refill not found"}""", "RefillNotFound")]
    [InlineData("Invoke-YtRefill", "refill", """{"refill":"1"}""", """{"error":"Refill is not available"}""", "RefillRefused")]
    [InlineData("Stop-YtOrder -Confirm:$false", "cancel", """{"cancel":1}""", """{"error":"Cannot cancel"}""", "CancelRefused")]
    public void What_a_panel_refuses_as_a_list_is_asked_one_by_one(string script, string action, string good, string bad, string id)
    {
        using var panel = new CannedServer(request => CannedAnswer.Of(
            request.Body.EndsWith("=5", StringComparison.Ordinal) && !request.Body.Contains("s=5", StringComparison.Ordinal) ? good
            : request.Body.EndsWith("=6", StringComparison.Ordinal) && !request.Body.Contains("s=6", StringComparison.Ordinal) ? bad
            : """{"error":"Order not found"}"""));
        _engine.Connect(panel);

        var outcome = _engine.Run($"5, 6 | {script}");

        Assert.Single(outcome.Output);
        Assert.Equal(6L, outcome.Error(id).TargetObject);
        Assert.All(panel.Forms, form => Assert.Contains($"&action={action}&", form, StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_is_not_asked_one_by_one_once_the_panel_fails_altogether()
    {
        using var panel = new CannedServer(
            CannedAnswer.Of("""{"error":"Order not found"}"""), CannedAnswer.Of("""{"refill":"1"}"""), CannedAnswer.Of("", 502));
        _engine.Connect(panel);

        var outcome = _engine.Run("5..8 | Invoke-YtRefill");

        Assert.Single(outcome.Output);
        Assert.Equal([6L, 7L, 8L], outcome.Errors.Select(error => error.TargetObject));
        Assert.Equal(
            [true, false, false], outcome.Errors.Select(error => error.Read().Contains("Look on the panel", StringComparison.Ordinal)));
        Assert.Equal(3, panel.Requests.Length);
    }

    [Fact]
    public void One_refill_for_a_list_tells_which_orders_are_in_doubt_and_invites_no_second_request()
    {
        using var panel = new CannedServer(CannedAnswer.Of("""{"refill":"1"}"""));
        _engine.Connect(panel);

        var outcome = _engine.Run("5, 6 | Invoke-YtRefill");

        Assert.Empty(outcome.Output);
        Assert.Equal([5L, 6L], outcome.Errors.Select(error => error.TargetObject));
        Assert.All(outcome.Errors, error =>
        {
            Assert.Contains("It is not known whether the refill was requested.", error.ToString(), StringComparison.Ordinal);
            Assert.StartsWith("Look on the panel", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        });
        Assert.Single(panel.Requests);
    }

    [Theory]
    [InlineData(200, "<html>Welcome</html>", "", "PanelAnswerUnreadable")]
    [InlineData(403, "<html>Forbidden</html>", "", "PanelAnswerUnreadable")]
    [InlineData(404, """{"message":"Not Found"}""", "", "PanelError")]
    [InlineData(308, "", "Location: /\r\n", "RedirectRefused")]
    public void Who_connects_to_a_site_is_told_where_its_API_may_be(int status, string body, string headers, string id)
    {
        using var panel = new CannedServer(CannedAnswer.Of(body, status, headers));

        var error = _engine.Run($"Connect-YtPanel -ApiKey any-key -Uri {panel.Uri.GetLeftPart(UriPartial.Authority)} -NoLedger").End(id);

        Assert.Contains($"-Uri {panel.Uri}.", error.Read(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    private void ConnectWithLedger(CannedServer panel) =>
        _engine.Run($"Connect-YtPanel -ApiKey any-key -Uri {panel.Uri} -Ledger '{_folder.File("orders.db")}' -NewLedger").ThrowIfFailed();
}
