using System.Globalization;

namespace YallaTake;

/// <summary>Processes that share a ledger act as one.</summary>
public sealed class CrowdTests
{
    [Fact]
    public async Task Four_processes_that_place_the_same_orders_at_once_buy_each_once()
    {
        const int orders = 200;
        using var market = new Market(latency: 5);
        for (var round = 1; round <= Proof.Rounds; round++)
        {
            var name = $"round{round}";
            await RunAsync(4, () => market.Place(name, orders));

            var sold = await market.SoldAsync();
            var written = await market.WrittenDownAsync(name);
            Assert.Equal(orders, written.Count);
            Assert.All(written, entry => Assert.Equal(("Placed", entry.OrderId), (entry.State, $"{Assert.Single(sold[entry.Reference])}")));
        }

        Proof.Tell($"four processes: {Proof.Rounds} rounds of the same {orders} orders, each bought once.");
    }

    [Fact]
    public async Task Eight_processes_together_never_spend_more_than_their_limit_and_use_it_up()
    {
        // Eight times 40 orders of 0.36 x 700 / 1000 would be 80.64.
        const decimal limit = 20m;
        for (var round = 1; round <= Proof.Rounds; round++)
        {
            using var market = new Market(latency: 5);
            var process = 0;
            await RunAsync(
                8,
                () => market.Place(
                    $"process{process++}", 40, "-Quantity", "700", "-SpendLimit", limit.ToString(CultureInfo.InvariantCulture)));

            var charged = await market.ChargedAsync();
            Assert.InRange(charged, limit - 0.36m * 700 / 1000, limit);
            Proof.Tell($"spend limit, round {round}: eight processes were charged {charged} of {limit}.");
        }
    }

    private static async Task RunAsync(int count, Func<ShellProcess> start)
    {
        var processes = Enumerable.Range(0, count).Select(_ => start()).ToArray();
        try
        {
            foreach (var process in processes)
                await process.EndAsync();
        }
        finally
        {
            foreach (var process in processes)
                process.Dispose();
        }
    }
}
