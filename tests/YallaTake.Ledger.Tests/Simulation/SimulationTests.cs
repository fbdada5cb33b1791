namespace YallaTake;

/// <summary>The short form of the simulation: see the README beside this.</summary>
[Trait("Speed", "Slow")]
public sealed class SimulationTests
{
    private const int Histories = 400;

    // Some bugs need a rare history to show.
    private const int HistoriesWithBug = 3000;

    public static TheoryData<string> Bugs => [.. Enum.GetNames<PlantedBug>().Where(name => name != nameof(PlantedBug.None))];

    [Fact]
    public void Every_promise_is_kept_whatever_goes_wrong_and_each_rare_case_is_met()
    {
        var marks = new Marks();

        Assert.Null(FirstFailure(PlantedBug.None, marks, Histories));
        Assert.Empty(marks.Missing);
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_bug_that_is_planted_is_found(string bug) =>
        Assert.NotNull(FirstFailure(Enum.Parse<PlantedBug>(bug), new Marks(), HistoriesWithBug));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_seed_replays_a_history(int seed)
    {
        var (first, second) = (Replay(seed), Replay(seed));

        Assert.Equal(first.Story, second.Story);
        Assert.Equal(first.Hash, second.Hash);
        Assert.NotEqual(first.Hash, Replay(seed + 1).Hash);
    }

    private static string? FirstFailure(PlantedBug bug, Marks marks, int histories) => LongRun.OnOneThread(() =>
    {
        using var folder = new Folder();
        for (var seed = 0; seed < histories; seed++)
        {
            using var history = new History(seed, folder, marks, bug);
            if (history.Run() is { } failure)
                return $"Seed {seed}: {failure}";
        }

        return null;
    });

    private static (ulong Hash, string Story) Replay(int seed) => LongRun.OnOneThread(() =>
    {
        var story = new List<string>();
        using var folder = new Folder();
        using var history = new History(seed, folder, new Marks(), PlantedBug.None, story);
        history.Run();
        return (history.World.Hash, string.Join('\n', story));
    });
}
