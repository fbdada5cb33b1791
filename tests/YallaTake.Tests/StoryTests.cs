namespace YallaTake;

public sealed class StoryTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public void Money_is_spent_by_the_charges_and_comes_back_with_the_refunds()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 100");

        engine.Run("""
            function Wait-Until([scriptblock] $final) { while (-not (& $final)) { Start-Sleep -Milliseconds 50 } }

            $before = Get-YtBalance
            $kept = Get-YtService -Refill | New-YtOrder -Link https://example.com/p/1 -Quantity 1234
            Wait-Until { ($kept | Get-YtOrderStatus).IsFinal }

            $refill = $kept | Invoke-YtRefill
            Wait-Until { ($refill | Get-YtRefillStatus).IsFinal }

            $stopped = New-YtOrder 1 https://example.com/p/2 5000
            $cancellation = $stopped | Stop-YtOrder -Confirm:$false
            Wait-Until { ($cancellation | Get-YtOrderStatus).IsFinal }
            $after = Get-YtBalance
            $statuses = $kept, $stopped | Get-YtOrderStatus
            """).ThrowIfFailed();

        Assert.Equal(["Completed", "Canceled"], engine.Values("$statuses.Status"));
        Assert.Equal([1234 * 0.0009m, 5000 * 0.0009m], engine.Values("$kept.EstimatedCharge; $stopped.EstimatedCharge"));
        Assert.Equal("Completed", engine.Value("($refill | Get-YtRefillStatus).Status"));

        var charges = engine.Values("$statuses.Charge").Cast<decimal>().ToArray();
        Assert.Equal(1234 * 0.0009m, charges[0]);
        Assert.True(charges[1] < 5000 * 0.0009m);
        Assert.Equal([1000m, 1000m - charges.Sum()], engine.Values("$before.Balance; $after.Balance"));
    }
}
