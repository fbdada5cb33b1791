namespace YallaTake;

/// <summary>Orders placed by processes that are killed, or whose answers are lost, are bought once each.</summary>
public sealed class KillTests
{
    private static readonly int Orders = Proof.Rounds > 1 ? 200 : 100;
    private static readonly int Kills = Proof.Rounds > 1 ? 5 : 3;

    // Every way to fail that may leave the outcome open, and one that does not.
    private static readonly string[] Faults =
    [
        "add:DropBefore=0.02",
        "add:DropAfter=0.02",
        "add:Http500=0.02",
        "add:Http500After=0.02",
        "add:Http429=0.02",
        "add:Html=0.02",
        "add:Truncated=0.02",
        "add:Hang=0.01",
        "add:HangAfter=0.01",
    ];

    private readonly Random _random = new();
    private int _killed;
    private int _unknown;
    private int _bought;
    private int _runs;

    [Fact]
    public Task A_program_that_is_killed_again_and_again_buys_each_order_once() => ProveAsync("killed", []);

    [Fact]
    public Task A_program_that_is_killed_while_answers_are_lost_buys_each_order_once() =>
        ProveAsync("killed and faulty", Faults, "-TimeoutSec", "1");

    private async Task ProveAsync(string what, string[] faults, params string[] parameters)
    {
        using var market = new Market(latency: 20, faults);
        for (var round = 1; round <= Proof.Rounds; round++)
            await ProveAsync(market, $"round{round}", parameters);

        Proof.Tell(
            $"{what}: {Proof.Rounds} rounds of {Orders} orders, {_runs} runs, {_killed} of them killed; "
            + $"{_unknown} orders were unknown, {_bought} of them bought; each of {Proof.Rounds * Orders} was bought once.");
    }

    private async Task ProveAsync(Market market, string name, string[] parameters)
    {
        for (var kill = 0; kill < Kills; kill++)
            await RunAndKillAsync(market, name, parameters);

        // Whatever happened: run it to its end, settle what nobody knows, and so on until there is nothing left to do.
        for (var patience = 20; ; patience--)
        {
            Assert.NotEqual(0, patience);
            await RunAsync(market, name, parameters);
            var written = await CompareAsync(market, name);
            if (written.All(entry => entry.State == "Placed"))
                return;

            await SettleAsync(market, written.Where(entry => entry.State == "Unknown").ToArray());
        }
    }

    private async Task RunAndKillAsync(Market market, string name, string[] parameters)
    {
        var before = (await market.SoldAsync()).Count;
        using var run = market.Place(name, Orders, parameters);
        Assert.Equal("started", await run.ReadLineAsync());

        // Most of them while they order, some on their way there.
        if (_random.Next(5) > 0)
        {
            while (!run.HasExited && (await market.SoldAsync()).Count == before)
                await Task.Delay(_random.Next(20));
        }

        await Task.Delay(_random.Next(300));
        _runs++;
        if (!run.HasExited)
            _killed++;
        run.Kill();
    }

    private async Task RunAsync(Market market, string name, string[] parameters)
    {
        using var run = market.Place(name, Orders, parameters);
        await run.EndAsync();
        _runs++;
    }

    private async Task SettleAsync(Market market, LedgerEntry[] unknown)
    {
        var sold = await market.SoldAsync();
        _unknown += unknown.Length;
        _bought += unknown.Count(entry => sold[entry.Reference].Any());
        await market.SettleAsync(unknown, sold);
    }

    // The heart of it: what is written down against what was sold.
    private static async Task<IReadOnlyList<LedgerEntry>> CompareAsync(Market market, string name)
    {
        var written = await market.WrittenDownAsync(name);
        var sold = await market.SoldAsync();

        Assert.Equal(
            Enumerable.Range(1, Orders).Select(number => $"{name}-{number}").Order(), written.Select(entry => entry.Reference).Order());
        foreach (var entry in written)
        {
            var ids = sold[entry.Reference].ToArray();
            Assert.True(
                entry.State switch
                {
                    "Placed" => ids.Length == 1 && entry.OrderId == $"{ids[0]}",
                    "Unknown" => ids.Length <= 1,
                    "Rejected" or "NotSent" => ids.Length == 0,
                    _ => false,
                },
                $"{entry} was sold as [{string.Join(", ", ids)}].");
        }

        return written;
    }
}
