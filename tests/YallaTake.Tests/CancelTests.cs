namespace YallaTake;

public sealed class CancelTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();

    public CancelTests() =>
        _engine.Run("$orders = 1, 2, 1 | ForEach-Object { New-YtOrder $_ https://example.com/p/1 100 }").ThrowIfFailed();

    [Fact]
    public void Orders_are_canceled_in_one_request_and_each_gets_its_answer()
    {
        var outcome = _engine.Run("$orders | Stop-YtOrder -Confirm:$false");

        Assert.Equal(_engine.Value("$orders[1].OrderId"), outcome.Error("CancelRefused").TargetObject);
        Assert.Equal(
            _engine.Values("$orders[0, 2].OrderId"), outcome.Output.Select(cancellation => cancellation.Properties["OrderId"].Value));
        Assert.All(outcome.Output, cancellation => Assert.Equal(true, cancellation.Properties["Requested"].Value));
        Assert.Equal(1, _engine.State().Requests("cancel"));
    }

    [Fact]
    public void A_single_order_that_is_not_there_is_not_found() =>
        Assert.Equal(77L, _engine.Run("Stop-YtOrder 77 -Confirm:$false").Error("OrderNotFound").TargetObject);

    [Fact]
    public void WhatIf_cancels_nothing()
    {
        Assert.Empty(_engine.Run("$orders | Stop-YtOrder -WhatIf").ThrowIfFailed().Output);

        Assert.Contains("Order 23503", _engine.Host.Text, StringComparison.Ordinal);
        Assert.Equal(0, _engine.State().Requests("cancel"));
    }

    [Theory]
    [InlineData("Stop-YtOrder")]
    [InlineData("Invoke-YtRefill")]
    public void The_prompt_names_the_order_by_what_the_ledger_knows(string cmdlet)
    {
        _engine.Run(
            $"New-YtOrder 1 https://example.com/p/9 1000 -Reference invoice-42 | {cmdlet} -WhatIf; {cmdlet} 4711 -WhatIf").ThrowIfFailed();

        Assert.Matches(
            @"Order \d+, 'invoice-42' on \S+: 1000 for https://example\.com/p/9, service 1 '[^']+', about [\d.]+ USD", _engine.Host.Text);
        Assert.Contains("Order 4711, on ", _engine.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_canceled_when_nobody_can_be_asked_to_confirm()
    {
        Assert.NotNull(_engine.Run("$orders | Stop-YtOrder").Terminating);

        Assert.Equal(0, _engine.State().Requests("cancel"));
    }

    public void Dispose() => _engine.Dispose();
}
