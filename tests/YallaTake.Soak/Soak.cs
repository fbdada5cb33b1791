using YallaTake.Sandboxing.Faults;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

/// <summary>
/// Two processes of eight users each, a sandbox that misbehaves in every way, one ledger; then the accounts are compared.
/// </summary>
internal static class Soak
{
    private const string Key = "soak-key-9d1f";

    // A worker may end with so much more than it had after a quarter of the time.
    private const long MemorySlack = 48 * 1024 * 1024;
    private const int HandleSlack = 64;

    // Every action meets the first, those that are read whole also the second: a silent catalogue may take two minutes.
    private static readonly string[] Faults =
        [
            "Refuse=0.02", "DropBefore", "DropAfter", "Slow", "Http429", "Http429Bare", "Http500", "Http500After", "Http502", "Html",
            "Truncated", "WrongType", "WrongLength", "Garbage", "DeepNesting", "HugeNumbers", "DuplicateKeys", "InvalidUtf8",
            "ByteOrderMark"];

    private static readonly string[] WholeFaults = ["Hang", "HangAfter", "GzipBomb", "Endless"];
    private static readonly string[] WholeActions = ["add", "status", "refill", "refill_status", "cancel", "balance"];

    /// <summary>
    /// Soaks for a time, tells the counts, and gives the exit code: 1 when something leaked, hung, or was lost or doubled.
    /// </summary>
    public static async Task<int> RunAsync(TimeSpan time, int seed)
    {
        using var folder = new TemporaryFolder();
        using var sandbox = Sandbox.Start(Options(seed));
        var environment = new Dictionary<string, string>
        {
            ["YALLATAKE_URI"] = sandbox.Uri.ToString(),
            ["YALLATAKE_API_KEY"] = Key,
            ["YALLATAKE_DATA"] = folder.Path,
            ["YALLATAKE_LEDGER"] = string.Empty,
            [PowerShellSession.GivenEnvironment] = "soak",
        };
        Console.WriteLine($"{time.TotalMinutes:0.##} minutes, seed {seed}");
        var workers = await Task.WhenAll(
            Enumerable.Range(1, 2).Select(number => WorkerProcess.RunAsync($"worker{number}", time, seed + number * 100, environment)));

        var state = await ReadStateAsync(sandbox);
        var audit = new Audit(state.Sold, WrittenDown(environment));
        return Tell(workers, state, audit);
    }

    private static SandboxOptions Options(int seed) => new()
    {
        ApiKey = Key,
        Balance = 1_000_000_000,
        TimeScale = 300,
        Dialect = SandboxDialect.Sloppy,
        Faults =
        [
            .. Faults.Select(fault => new SandboxFault(fault.Contains('=', StringComparison.Ordinal) ? fault : fault + "=0.003")),
            .. WholeActions.SelectMany(action => WholeFaults.Select(fault => new SandboxFault($"{action}:{fault}=0.001"))),
        ],
        Seed = seed,
    };

    private static async Task<SandboxState> ReadStateAsync(Sandbox sandbox)
    {
        while (true)
        {
            try
            {
                return await SandboxState.ReadAsync(sandbox.Uri);
            }
            catch (HttpRequestException)
            {
                // Refused on purpose, as any connection may be.
            }
        }
    }

    private static WrittenOrder[] WrittenDown(Dictionary<string, string> environment)
    {
        foreach (var (variable, value) in environment)
            Environment.SetEnvironmentVariable(variable, value);
        using var session = new PowerShellSession(Repository.Manifest);
        var orders = session.Run("Connect-YtPanel -SkipVerification; Get-YtOrder").ThrowIfFailed().Output;
        return
        [
            .. orders.Select(
                order => new WrittenOrder(
                    (string)order.Properties["Reference"].Value,
                    $"{order.Properties["State"].Value}",
                    (long?)order.Properties["OrderId"].Value)),
        ];
    }

    private static int Tell(WorkerReport[] workers, SandboxState state, Audit audit)
    {
        Console.WriteLine($"requests: {state.Counts("requests")}");
        Console.WriteLine($"faults: {state.Counts("faults")}");
        Console.WriteLine($"actions: {Sum(workers, worker => worker.Actions)}");
        Console.WriteLine($"errors: {Sum(workers, worker => worker.Errors)}");
        Console.WriteLine($"orders: {state.Orders.Count} sold; {audit.States}; {audit.UnknownButSold} of the unknown were sold");
        foreach (var worker in workers)
            Console.WriteLine(
                $"{worker.Name}: memory {Megabytes(worker.Early.Memory)}, then {Megabytes(worker.Late.Memory)}, at most "
                + $"{Megabytes(worker.PeakMemory)}; handles {worker.Early.Handles}, then {worker.Late.Handles}; "
                    + $"threads {worker.Early.Threads}, then {worker.Late.Threads}");

        string[] problems =
        [
            .. workers.SelectMany(worker => worker.Problems), .. workers.SelectMany(Leaks), .. audit.Problems(workers),
            .. state.Orders.Count == 0 ? ["Nothing was sold."] : Array.Empty<string>(),
        ];
        Console.WriteLine(problems.Length == 0 ? "no problem" : $"{problems.Length} problems:");
        foreach (var problem in problems.Take(50))
            Console.WriteLine(problem);
        return problems.Length == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Leaks(WorkerReport worker)
    {
        if (worker.Late.Memory > worker.Early.Memory + MemorySlack)
            yield return $"{worker.Name} leaks memory: {Megabytes(worker.Early.Memory)}, then {Megabytes(worker.Late.Memory)}.";
        if (worker.Late.Handles > worker.Early.Handles + HandleSlack)
            yield return $"{worker.Name} leaks handles: {worker.Early.Handles}, then {worker.Late.Handles}.";
    }

    private static string Sum(WorkerReport[] workers, Func<WorkerReport, IReadOnlyDictionary<string, long>> counts) =>
        string.Join(
            ", ",
            workers.SelectMany(counts).GroupBy(count => count.Key).OrderBy(group => group.Key, StringComparer.Ordinal).Select(
                group => $"{group.Key} {group.Sum(count => count.Value)}"));

    private static string Megabytes(long bytes) => $"{bytes / 1024 / 1024} MB";
}
