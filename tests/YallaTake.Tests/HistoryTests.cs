using System.Globalization;

namespace YallaTake;

/// <summary>What became of orders, as the ledger heard it.</summary>
public sealed class HistoryTests
{
    [Theory]
    [InlineData("$order | Get-YtOrderStatus; $order | Get-YtOrderStatus")]
    [InlineData("$order | Get-YtOrderStatus; Find-YtOrder $order.OrderId $order.OrderId")]
    [InlineData("Find-YtOrder $order.OrderId $order.OrderId; $order | Wait-YtOrder -TimeoutSec 1 -ErrorAction SilentlyContinue")]
    [Trait("Dialect", "Strict")]
    public void However_often_and_by_whatever_an_order_is_looked_at_a_change_is_kept_once(string looks)
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 0.001");
        engine.Run("$order = New-YtOrder 1 https://example.com/p/1 100 -Reference invoice-41; " + looks).ThrowIfFailed();

        Assert.Equal(
            ["invoice-41", true, "Pending", 100L, "USD", true, "test"],
            engine.Values(
                "$changes = @(Get-YtOrder -History); $changes.Reference; $changes.OrderId -eq $order.OrderId; $changes.Status; "
                + "$changes.Remains; $changes.Currency; $changes.SeenBefore -ge $order.CreatedAt; $changes.Panel"));
    }

    [Fact]
    public void Orders_that_do_not_fit_or_were_never_looked_at_have_no_history()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 0.001");
        engine.Run(
            "$orders = 1..3 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 100 -Reference order-$_ }; "
            + "$orders[0..1] | Get-YtOrderStatus").ThrowIfFailed();

        Assert.Equal(["order-1", "order-2"], engine.Values("(Get-YtOrder -History).Reference"));
        Assert.Equal(["order-2"], engine.Values("(Get-YtOrder order-2, order-3 -History).Reference"));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void An_order_that_was_followed_to_its_end_has_its_steps_without_a_gap()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000");
        engine.Run("$order = New-YtOrder 1 https://example.com/p/1 1000; $order | Wait-YtOrder -PollingInterval 1").ThrowIfFailed();

        engine.Run("$changes = @(Get-YtOrder -History); $order = Get-YtOrder").ThrowIfFailed();
        Assert.Equal("Completed", engine.Value("$changes[-1].Status"));
        Assert.Equal(engine.Value("$changes[-1].SeenAt"), engine.Value("$order.EndedAt"));
        var count = Convert.ToInt32(engine.Value("$changes.Count"), CultureInfo.InvariantCulture);
        Assert.All(
            Enumerable.Range(1, count - 1),
            step => Assert.Equal(true, engine.Value($"$changes[{step}].SeenBefore -ge $changes[{step - 1}].SeenAt")));
    }
}
