using System.Diagnostics;
using System.Globalization;

namespace YallaTake;

/// <summary>Runs many histories, and tells what was met; or one, and tells its story.</summary>
internal static class LongRun
{
    public const string Argument = "simulate";

    private const int LargeStack = 64 * 1024 * 1024;

    public static int Run(string[] arguments) => arguments switch
    {
        ["--seed", var seed] => Replay(Number(seed), PlantedBug.None),
        ["--seed", var seed, "--bug", var bug] => Replay(Number(seed), Enum.Parse<PlantedBug>(bug)),
        [var count] => Run(0, Number(count)),
        [var count, "--from", var seed] => Run(Number(seed), Number(count)),
        _ => Usage(),
    };

    /// <summary>Does the work on a thread that nothing else continues on.</summary>
    public static T OnOneThread<T>(Func<T> work)
    {
        T result = default!;
        var thread = new Thread(() => result = work(), LargeStack);
        thread.Start();
        thread.Join();
        return result;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static int Usage()
    {
        Console.Error.WriteLine("Usage: simulate 100000 [--from SEED], or simulate --seed SEED [--bug NAME]");
        return 2;
    }

    private static int Replay(int seed, PlantedBug bug)
    {
        var story = new List<string>();
        using var folder = new Folder();
        var failure = OnOneThread(() =>
        {
            using var history = new History(seed, folder, new Marks(), bug, story);
            var failure = history.Run();
            story.Add($"Hash {history.World.Hash:x16}");
            return failure;
        });
        story.ForEach(Console.WriteLine);
        Console.WriteLine(failure ?? "All promises were kept.");
        return failure is null ? 0 : 1;
    }

    private static int Run(int first, int count)
    {
        var marks = new Marks();
        var watch = Stopwatch.StartNew();
        var (next, done, failures) = (first - 1, 0, 0);
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work, LargeStack)).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());

        Console.WriteLine(marks);
        Console.WriteLine(Count());
        foreach (var missing in marks.Missing)
            Console.WriteLine($"Never met: {missing}");
        return failures > 0 || marks.Missing.Any() ? 1 : 0;

        string Count() => string.Create(
            CultureInfo.InvariantCulture,
            $"{done} histories in {watch.Elapsed.TotalSeconds:0} s ({done / watch.Elapsed.TotalSeconds:0}/s), {failures} broken promises");

        void Work()
        {
            using var folder = new Folder();
            for (int seed; (seed = Interlocked.Increment(ref next)) < first + count;)
            {
                using var history = new History(seed, folder, marks);
                if (history.Run() is { } failure)
                {
                    Interlocked.Increment(ref failures);
                    Console.WriteLine($"Seed {seed}: {failure}");
                }

                if (Interlocked.Increment(ref done) % 1000 == 0)
                    Console.WriteLine(Count());
            }
        }
    }
}
