using System.Diagnostics;
using System.Globalization;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>Another process that uses a ledger, with the real clock.</summary>
internal sealed class LedgerProcess : IDisposable
{
    public const string Argument = "ledger-process";

    // Where its temporary files are: one that is killed cannot remove them.
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    private LedgerProcess(params string[] task) =>
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Argument, .. task])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["TMPDIR"] = _folder.Path, ["TEMP"] = _folder.Path, ["TMP"] = _folder.Path },
        })!;

    /// <summary>Claims so many orders, <c>name-1</c> and on, and lives until it is killed or let go.</summary>
    public static LedgerProcess Claim(string store, string name, int count = 1) =>
        new("claim", store, name, count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Places so many orders, <c>name-1</c> and on, side by side, and lives until it is killed or let go.</summary>
    public static LedgerProcess Place(string store, string name, int count = 1) =>
        new("place", store, name, count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Looks once at a catalogue of so many services, from an id on.</summary>
    public static LedgerProcess Look(string store, int from, int count) =>
        new("look", store, from.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Begins to make a ledger file, and stops in the middle of it.</summary>
    public static LedgerProcess Make(string store) => new("make", store);

    /// <summary>Places so many orders one after the other, and tells how many and in how many milliseconds.</summary>
    public static LedgerProcess Measure(string store, string name, int count) =>
        new("measure", store, name, count.ToString(CultureInfo.InvariantCulture));

    /// <summary>What a process does that was started for a task.</summary>
    public static async Task<int> WorkAsync(string[] task)
    {
        Console.WriteLine(await OrderAsync(task));
        Console.ReadLine();
        return 0;
    }

    /// <summary>Waits until the process has done its task; it goes on living.</summary>
    public async Task<string?> ToldAsync() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until the process has done its task and come to its own end.</summary>
    public async Task<string?> EndAsync()
    {
        _process.StandardInput.Close();
        var told = await ToldAsync();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return told;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        _folder.Dispose();
    }

    private static async Task<string> MeasureAsync(OrderLedger ledger, string[] references)
    {
        await ledger.GetAsync("nothing");
        var clock = Stopwatch.StartNew();
        foreach (var reference in references)
            await ledger.SettleAsync(await ledger.ClaimAsync(TestOrders.Intent(reference, limit: 1_000_000)), TestOrders.Placed(reference));
        return string.Create(CultureInfo.InvariantCulture, $"{references.Length} {clock.ElapsedMilliseconds}");
    }

    // The salt is asked for when the tables are there and the file is not a ledger yet.
    private static string MakeHalf(string path)
    {
        var calls = 0;
        var half = new Chance(bytes =>
        {
            if (++calls > 1)
            {
                Console.WriteLine("making");
                Console.ReadLine();
            }
        });
        new LedgerFile(path, makes: true, half).OpenForWriting().Dispose();
        return "made";
    }

    private static async Task<string> OrderAsync(string[] task)
    {
        if (task[0] == "make")
            return MakeHalf(task[1]);

        using OrderLedger ledger = task[1].StartsWith("Host=", StringComparison.Ordinal)
            ? TestLedgers.InDatabase(task[1], new OutcomeJournal(Directory.CreateTempSubdirectory("yallatake-tests-").FullName))
            : TestLedgers.InFile(task[1]);
        if (task[0] == "look")
        {
            var services = LedgerContractTests.Services(
                int.Parse(task[2], CultureInfo.InvariantCulture), int.Parse(task[3], CultureInfo.InvariantCulture));
            await new CatalogueMemory(ledger, "panel", TimeProvider.System, Chance.System).LookAsync(
                services, isForced: false, CancellationToken.None);
            return "looked";
        }

        var references = Enumerable.Range(1, int.Parse(task[3], CultureInfo.InvariantCulture)).Select(number => $"{task[2]}-{number}");
        if (task[0] == "measure")
            return await MeasureAsync(ledger, references.ToArray());

        var claims = await Task.WhenAll(references.Select(async reference =>
        {
            var claim = await ledger.ClaimAsync(TestOrders.Intent(reference));
            if (task[0] == "place" && claim.Existing is null)
                await ledger.SettleAsync(claim, TestOrders.Placed(reference));
            return claim;
        }));
        return $"{claims.Count(claim => claim.Existing is null)} new, {claims.Count(claim => claim.Existing is not null)} placed before";
    }
}
