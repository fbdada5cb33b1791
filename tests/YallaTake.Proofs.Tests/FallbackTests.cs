namespace YallaTake;

/// <summary>Orders with fallbacks are bought once over all panels, whoever places them at once and whatever dies.</summary>
[Collection(PostgresCollection.Name)]
public sealed class FallbackTests(PostgresServer server)
{
    private static readonly int Orders = Proof.Rounds > 1 ? 150 : 60;

    // Those that surely bought nothing, so that the next panel has its turn, and those that leave the outcome open.
    private static readonly string[] Faults =
    [
        "add:Http429Bare=0.1",
        "add:DropBefore=0.02",
        "add:DropAfter=0.02",
        "add:Http500=0.02",
        "add:Http500After=0.02",
        "add:Truncated=0.02",
        "add:HangAfter=0.01",
    ];

    private readonly Random _random = new();
    private int _killed;
    private int _unknown;
    private int _second;
    private int _runs;

    [Fact]
    public async Task Processes_that_are_killed_with_and_without_fallbacks_buy_each_order_once_over_both_panels()
    {
        for (var round = 1; round <= Proof.Rounds; round++)
            await ProveAsync(ledger: null);

        Tell("fallbacks");
    }

    [Fact]
    public async Task Hosts_that_are_killed_with_and_without_fallbacks_buy_each_order_once_over_both_panels()
    {
        PostgresServer.SkipIfMissing();
        for (var round = 1; round <= Proof.Rounds; round++)
            await ProveAsync(server.Address(await server.NewDatabaseAsync()));

        Tell("shared fallbacks");
    }

    private void Tell(string what) => Proof.Tell(
        $"{what}: {Proof.Rounds} rounds of {Orders} orders, {_runs} runs, {_killed} of them killed; {_unknown} outcomes were unknown, "
        + $"{_second} orders were bought on the second panel; each of {Proof.Rounds * Orders} was bought once over both.");

    private async Task ProveAsync(string? ledger)
    {
        // The first has the funds for half of the orders at most.
        using var first = new Market(latency: 20, Faults, ledger, balance: Orders / 2 * 0.036m);
        using var second = new Market(latency: 20, Faults, ledger, beside: first);
        Market[] panels = [first, second], turned = [second, first], alone = [first];

        await OrderAsync(ledger is not null, [panels, turned], [turned, alone]);

        // Whatever happened: settle what nobody knows, and run it all again until there is nothing left to do.
        for (var patience = 20; !await IsAllPlacedAsync(panels); patience--)
        {
            Assert.NotEqual(0, patience);
            await OrderAsync(ledger is not null, [], [panels, turned, alone]);
        }

        _second += (await second.SoldAsync()).Count;
    }

    // All at once: some are killed while orders are bought, and others take their places.
    private async Task OrderAsync(bool onHosts, Market[][] victims, Market[][] others)
    {
        var started = new List<ShellProcess>();
        try
        {
            Market[][] all = [.. victims, .. victims, .. others];
            started.AddRange(all.Select((panels, at) => Market.PlaceOver(onHosts ? at % 2 : null, panels, "order", Orders)));
            foreach (var process in started)
                Assert.Equal("connected", await process.ReadLineAsync());
            _runs += started.Count;

            var (killed, replacing) = (started[..victims.Length], started[victims.Length..(victims.Length * 2)]);
            var ends = started.ToDictionary(process => process, process => process.EndAsync());
            foreach (var process in started.Except(replacing))
                await process.GoOnAsync();
            foreach (var (victim, next) in killed.Zip(replacing))
            {
                await WaitForSalesAsync(victims[0], 1 + _random.Next(Orders / 4), ends[victim]);
                _killed += victim.HasExited ? 0 : 1;
                victim.Kill();
                await next.GoOnAsync();
            }

            foreach (var process in started.Except(killed))
                await ends[process];
        }
        finally
        {
            started.ForEach(process => process.Dispose());
        }
    }

    // Until so many more are sold, or nobody is left who would buy them.
    private static async Task WaitForSalesAsync(Market[] panels, int more, Task end)
    {
        for (var before = await SoldAsync(); !end.IsCompleted && await SoldAsync() < before + more;)
            await Task.Delay(5, TestContext.Current.CancellationToken);

        async Task<int> SoldAsync() => (await Task.WhenAll(panels.Select(panel => panel.SoldAsync()))).Sum(sold => sold.Count);
    }

    // The heart of it: what is written down of each panel against what both sold. What is not known is settled then.
    private async Task<bool> IsAllPlacedAsync(Market[] panels)
    {
        var known = new List<(Market Panel, LedgerEntry Entry, long[] Ids)>();
        foreach (var panel in panels)
        {
            var written = await WrittenDownAsync(panel);
            var sold = await panel.SoldAsync();
            Assert.Subset(written.Select(entry => entry.Reference).ToHashSet(), sold.Select(order => order.Key).ToHashSet());
            known.AddRange(written.Select(entry => (panel, entry, sold[entry.Reference].ToArray())));
        }

        Assert.All(known, order => Assert.True(
            IsTrue(order.Entry, order.Ids), $"{order.Entry} was sold as [{string.Join(", ", order.Ids)}]."));
        var orders = known.ToLookup(order => order.Entry.Reference);
        Assert.Equal(Enumerable.Range(1, Orders).Select(number => $"order-{number}").Order(), orders.Select(order => order.Key).Order());
        Assert.All(orders, order => Assert.InRange(order.Sum(entry => entry.Ids.Length), 0, 1));
        Assert.All(orders, order => Assert.InRange(order.Count(entry => entry.Entry.State is "Placed" or "Unknown"), 0, 1));

        var unknown = known.Where(order => order.Entry.State == "Unknown").ToLookup(order => order.Panel, order => order.Entry);
        foreach (var panel in unknown)
            await panel.Key.SettleAsync(panel, await panel.Key.SoldAsync());
        _unknown += unknown.Sum(panel => panel.Count());
        return orders.All(order => order.Any(entry => entry.Entry.State == "Placed"));
    }

    // Once no process that is gone, or that the ledger cannot see, has an order under way.
    private static async Task<IReadOnlyList<LedgerEntry>> WrittenDownAsync(Market panel)
    {
        while (true)
        {
            var written = await panel.WrittenDownAsync("order");
            if (written.All(entry => entry.State != "Sending"))
                return written;
        }
    }

    private static bool IsTrue(LedgerEntry entry, long[] ids) => entry.State switch
    {
        "Placed" => ids.Length == 1 && entry.OrderId == $"{ids[0]}",
        "Unknown" => ids.Length <= 1,
        "Rejected" or "NotSent" => ids.Length == 0,
        _ => false,
    };
}
