namespace YallaTake;

/// <summary>What is told before anything is sent.</summary>
public sealed class OrderCheckTests : IDisposable
{
    private const string Link = "-Link https://example.com/p/1";

    private readonly Engine _engine = Engine.Connected();

    [Theory]
    [InlineData("1 -Quantity 10", "FieldMissing", "'link'")]
    [InlineData($"1 {Link}", "FieldMissing", "'quantity'")]
    [InlineData($"1 {Link} -Quantity 10 -Runs 2", "FieldMissing", "'interval'")]
    [InlineData($"5 {Link}", "FieldMissing", "'comments'")]
    [InlineData($"5 {Link} -Comments '', \" `n \"", "FieldMissing", "'comments'")]
    [InlineData($"15 {Link} -Quantity 50", "FieldMissing", "'answer_number'")]
    [InlineData("17 -Username ann -MinQuantity 20 -MaxQuantity 30", "FieldMissing", "'delay'")]
    [InlineData($"18 {Link} -Quantity 100 -Country EG -Device 1 -TypeOfTraffic 1", "FieldMissing", "'google_keyword'")]
    [InlineData($"18 {Link} -Quantity 100 -Country EG -Device 1 -TypeOfTraffic 2", "FieldMissing", "'referring_url'")]
    [InlineData($"1 {Link} -Quantity 10 -Comments nice", "FieldNotUsed", "'comments'")]
    [InlineData($"3 {Link} -Quantity 10", "FieldNotUsed", "'quantity'")]
    [InlineData($"17 {Link} -Username ann -MinQuantity 20 -MaxQuantity 30 -Delay 0", "FieldNotUsed", "'link'")]
    [InlineData($"1 {Link} -Quantity 9", "QuantityOutOfRange", "no fewer than 10")]
    [InlineData($"1 {Link} -Quantity 100001", "QuantityOutOfRange", "no more than 100000")]
    [InlineData($"1 {Link} -Quantity 0", "QuantityOutOfRange", "from 1")]
    [InlineData($"1 {Link} -Quantity -5", "QuantityOutOfRange", "from 1")]
    [InlineData($"1 {Link} -Quantity 10 -Runs 0 -Interval 60", "QuantityOutOfRange", "runs")]
    [InlineData("17 -Username ann -MinQuantity 30 -MaxQuantity 20 -Delay 0", "QuantityOutOfRange", "Swap")]
    [InlineData("17 -Username ann -MinQuantity 1 -MaxQuantity 20 -Delay 0", "QuantityOutOfRange", "no fewer than 20")]
    [InlineData($"999 {Link} -Quantity 10", "ServiceNotFound", "999")]
    public void An_order_that_cannot_be_right_is_told_so_and_not_sent(string parameters, string id, string said)
    {
        var error = _engine.Run($"New-YtOrder {parameters}").Error(id);

        Assert.Contains(said, error.Read(), StringComparison.Ordinal);
        Assert.NotNull(error.TargetObject);
        Assert.Equal(0, _engine.State().Requests("add"));
    }

    [Fact]
    public void The_limits_hold_for_the_lines_of_a_list()
    {
        var error = _engine.Run($"New-YtOrder 14 {Link} -Username ann -Comments (1..501)").Error("QuantityOutOfRange");

        Assert.Contains("501", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, _engine.State().Requests("add"));
    }

    [Fact]
    public void A_row_that_fails_does_not_keep_the_others_from_being_ordered()
    {
        var outcome = _engine.Run(
            "10, 5, 20 | ForEach-Object { [pscustomobject]@{ ServiceId = 1; Link = 'https://example.com/p/1'; "
            + "Quantity = $_ } } | New-YtOrder");

        outcome.Error("QuantityOutOfRange");
        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal(2, _engine.State().Orders.Count);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("''")]
    public void A_service_id_that_is_none_is_refused(string id)
    {
        Assert.NotNull(_engine.Run($"New-YtOrder {id} https://example.com/p/1 10").Terminating);
        Assert.Equal(0, _engine.State().Requests("add"));
    }

    public void Dispose() => _engine.Dispose();
}
