namespace YallaTake;

/// <summary>Services as real panels sell them: names in every script, tiny rates, no end of a maximum.</summary>
public sealed class RealCatalogueTests : IDisposable
{
    private readonly Engine _engine = new();

    public RealCatalogueTests()
    {
        _engine.Run(
            $"$sandbox = Start-YtSandbox -Catalogue '{ModuleTree.Fixture("real.json")}' -TimeScale 1000000; "
            + "$sandbox | Connect-YtPanel").ThrowIfFailed();
    }

    // The wrapped dialect gives every service a description of its own.
    [Fact]
    [Trait("Dialect", "Strict")]
    public void Names_come_through_letter_by_letter() =>
        Assert.Equal(
            ["👥 Подписчики Telegram | Живые ♻️ [30 дней] "
                + "⚡️", "🟦 Telegram ➤ Подписчики", "متابعين انستغرام 🇸🇦 | ضمان", "Старт: 0-1 час\nСкорость: 10K в день"],
            _engine.Values(
                "(Get-YtService 5501).Name; (Get-YtService 5501).Category; (Get-YtService 5502).Name; (Get-YtService 5502).Description"));

    [Theory]
    [InlineData("'*ПОДПИСЧИКИ*'", 5501L)]
    [InlineData("'*انستغرام*'", 5502L)]
    public void Names_are_found_in_any_script(string pattern, long id) =>
        Assert.Equal(id, _engine.Value($"(Get-YtService -Name {pattern}).ServiceId"));

    [Fact]
    public void A_maximum_of_two_billion_is_a_number() => Assert.Equal(2147483647L, _engine.Value("(Get-YtService 5501).Max"));

    [Theory]
    [InlineData(5501, 10_000, "0.995")]
    [InlineData(5501, 1, "0.0000995")]
    [InlineData(5502, 100, "0.000027")]
    public void A_small_charge_is_right_to_the_last_digit(int service, long quantity, string charge)
    {
        var expected = decimal.Parse(charge, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(expected, _engine.Value($"$order = New-YtOrder {service} https://t.me/канал {quantity}; $order.EstimatedCharge"));
        Assert.Equal(expected, _engine.Value("($order | Get-YtOrderStatus).Charge"));
        Assert.Equal(1000m - expected, _engine.Value("(Get-YtBalance).Balance"));
    }

    [Fact]
    public void A_tiny_charge_is_told_before_it_is_spent()
    {
        _engine.Run("New-YtOrder 5502 https://t.me/канал 100 -WhatIf").ThrowIfFailed();

        Assert.Contains("0.000027 USD", _engine.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_without_refill_refuses_one()
    {
        var outcome = _engine.Run("$order = New-YtOrder 5501 https://t.me/канал 10000; $order | Invoke-YtRefill");

        Assert.Equal(_engine.Value("$order.OrderId"), outcome.Error("RefillRefused").TargetObject);
        Assert.Empty(_engine.State().Refills);
    }

    public void Dispose() => _engine.Dispose();
}
