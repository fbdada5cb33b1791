namespace YallaTake;

/// <summary>Panels that answer in their own way, over HTTP and up to what the user sees.</summary>
public sealed class AnyPanelTests : IDisposable
{
    private const string Catalogue = """[{"service":1,"name":"Likes","type":"Default","category":"c","rate":"1","min":"1","max":"10000"}]""";

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
        _engine.Run($"Connect-YtPanel -ApiKey any-key -Uri {panel.Uri} -Ledger '{Path.Combine(_folder.Path, "orders.db")}' -NewLedger").ThrowIfFailed();
        _engine.Run("$orders = 1..2 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 100 }").ThrowIfFailed();

        Assert.Equal(["5001 Canceled", "5002 Completed"], _engine.Values("$orders | Get-YtOrderStatus | ForEach-Object { \"$($_.OrderId) $($_.Status)\" }"));
        Assert.Equal(["5001 Canceled", "5002 Completed"], _engine.Values("Get-YtOrder | ForEach-Object { \"$($_.OrderId) $($_.Status)\" }"));
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

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }
}
