using System.Globalization;

namespace YallaTake;

/// <summary>Runs many histories of searches, and says what was settled; or one, and tells its story.</summary>
internal static class SearchRun
{
    public const string Argument = "search";

    public static int Run(string[] arguments)
    {
        if (arguments is ["--seed", var seed])
            return Replay(int.Parse(seed, CultureInfo.InvariantCulture));

        var counts = new SearchCounts();
        var failures = Failures(0, int.Parse(arguments[0], CultureInfo.InvariantCulture), counts);
        failures.ForEach(Console.WriteLine);
        Console.WriteLine(counts);
        Console.WriteLine($"{failures.Count} settled wrongly");
        return failures.Count > 0 ? 1 : 0;
    }

    /// <summary>What was settled wrongly in histories.</summary>
    public static List<string> Failures(int first, int count, SearchCounts counts)
    {
        var (failures, done) = (new List<string>(), 0);
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            if (RunOneAsync(seed, counts).GetAwaiter().GetResult() is { } failure)
            {
                lock (failures)
                    failures.Add($"Seed {seed}: {failure}");
            }

            if (Interlocked.Increment(ref done) % 1000 == 0)
                Console.WriteLine($"{done} histories, {failures.Count} settled wrongly");
        });
        return failures;
    }

    private static async Task<string?> RunOneAsync(int seed, SearchCounts counts, List<string>? story = null)
    {
        using var folder = new TemporaryFolder();
        using var history = new SearchHistory(seed, folder.File("orders.db"), counts, story);
        return await history.RunAsync().ConfigureAwait(false);
    }

    private static int Replay(int seed)
    {
        var story = new List<string>();
        var failure = RunOneAsync(seed, new SearchCounts(), story).GetAwaiter().GetResult();
        story.ForEach(Console.WriteLine);
        Console.WriteLine(failure ?? "Nothing was settled wrongly.");
        return failure is null ? 0 : 1;
    }
}
