namespace YallaTake;

public sealed class RefillTests : IDisposable
{
    private const string UntilFinal = "while (-not ($order | Get-YtOrderStatus).IsFinal) { Start-Sleep -Milliseconds 50 }";

    private readonly Engine _engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000");

    [Fact]
    public void A_refill_of_a_completed_order_is_taken_on_and_completes()
    {
        _engine.Run(
            $"$order = New-YtOrder 1 https://example.com/p/1 100; {UntilFinal}; $refill = $order | Invoke-YtRefill").ThrowIfFailed();
        Assert.Equal(_engine.Values("$order.OrderId; 'test'"), _engine.Values("$refill.OrderId; $refill.Panel"));

        _engine.Run("while (-not ($status = $refill | Get-YtRefillStatus).IsFinal) { Start-Sleep -Milliseconds 50 }").ThrowIfFailed();
        Assert.Equal(["Completed", true], _engine.Values("$status.Status; $status.IsFinal"));
        Assert.Equal(_engine.Value("$refill.RefillId"), _engine.Value("$status.RefillId"));
    }

    [Fact]
    public void A_second_refill_is_refused_while_the_first_goes_on()
    {
        using var panel = new CannedServer(
            CannedAnswer.Of("""{"refill":"7"}"""), CannedAnswer.Of("""{"error":"Refill already requested"}"""));
        _engine.Connect(panel);

        var outcome = _engine.Run("Invoke-YtRefill 23501; Invoke-YtRefill 23501");

        Assert.Contains("Refill already requested", outcome.Error("RefillRefused").ToString(), StringComparison.Ordinal);
        Assert.Equal([7L], outcome.Output.Select(refill => refill.Properties["RefillId"].Value));
    }

    [Fact]
    public void Many_refills_are_one_request_and_each_order_gets_its_answer()
    {
        _engine.Run(
            "$orders = 1, 2, 1 | ForEach-Object { New-YtOrder $_ https://example.com/p/1 100 }; $order = $orders[2]").ThrowIfFailed();
        var outcome = _engine.Run($"{UntilFinal}; $orders | Invoke-YtRefill; 99 | Invoke-YtRefill");

        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal(["RefillRefused", "OrderNotFound"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal([_engine.Value("$orders[1].OrderId"), 99L], outcome.Errors.Select(error => error.TargetObject));
        Assert.Equal(2, _engine.State().Requests("refill"));
    }

    [Fact]
    public void WhatIf_asks_for_no_refill()
    {
        Assert.Empty(_engine.Run("Invoke-YtRefill 23501, 23502 -WhatIf").ThrowIfFailed().Output);

        Assert.Contains("Order 23502", _engine.Host.Text, StringComparison.Ordinal);
        Assert.Equal(0, _engine.State().Requests("refill"));
    }

    [Fact]
    public void An_unknown_refill_is_an_error_in_its_place()
    {
        var outcome = _engine.Run("5, 6, 7 | Get-YtRefillStatus");

        Assert.All(outcome.Errors, error => Assert.StartsWith("RefillNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal([5L, 6L, 7L], outcome.Errors.Select(error => error.TargetObject));
        Assert.Equal(1, _engine.State().Requests("refill_status"));
    }

    public void Dispose() => _engine.Dispose();
}
