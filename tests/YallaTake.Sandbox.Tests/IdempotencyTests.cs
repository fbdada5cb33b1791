using YallaTake.Sandboxing.Panel;

namespace YallaTake;

public sealed class IdempotencyTests : IDisposable
{
    private static readonly string[] Order = ["link=https://example.com/p/1", "quantity=1000"];

    private readonly RunningSandbox _panel =
        new(new SandboxOptions { Catalogue = RunningSandbox.CataloguePath, IdempotencyField = "request_id" });

    [Fact]
    public async Task The_same_id_gets_the_same_order_again_and_costs_nothing()
    {
        Assert.Equal(23501, await _panel.OrderAsync(1, [.. Order, "request_id=a"]));
        Assert.Equal(23501, await _panel.OrderAsync(1, [.. Order, "request_id=a"]));
        Assert.Equal(23502, await _panel.OrderAsync(1, [.. Order, "request_id=A"]));
        Assert.Equal(23503, await _panel.OrderAsync(1, Order));
        Assert.Equal(23504, await _panel.OrderAsync(1, Order));

        Assert.Equal(1000m - (4 * 0.9m), _panel.Sandbox.Balance);
    }

    [Fact]
    public async Task An_id_of_an_order_that_was_refused_may_still_be_used()
    {
        Assert.NotEmpty(await _panel.ErrorAsync("add", "service=1", "quantity=1000", "request_id=a"));

        Assert.Equal(23501, await _panel.OrderAsync(1, [.. Order, "request_id=a"]));
    }

    public void Dispose() => _panel.Dispose();
}
