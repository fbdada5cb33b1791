using Microsoft.Data.Sqlite;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>One file, many at once.</summary>
public sealed class SqliteSharingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("orders.db");

    [Fact]
    public async Task Processes_that_open_a_new_ledger_at_once_all_use_the_same_one()
    {
        var processes = Enumerable.Range(1, 8).Select(number => LedgerProcess.Place(Path, $"process {number}", 40)).ToArray();
        try
        {
            foreach (var process in processes)
                Assert.Equal("40 new, 0 placed before", await process.EndAsync());
        }
        finally
        {
            foreach (var process in processes)
                process.Dispose();
        }

        Assert.Equal(320, await CountAsync());
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.new"));
    }

    [Fact]
    public async Task Processes_that_look_at_a_catalogue_at_once_record_each_change_once()
    {
        using var ledger = Open();
        await CatalogueLooks.AssertRecordedOnceAsync(ledger, Path);
    }

    [Fact]
    public async Task Sixteen_writers_wait_for_each_other()
    {
        var ledgers = Enumerable.Range(0, 16).Select(_ => Open()).ToArray();

        await Task.WhenAll(ledgers.Select((ledger, writer) => Task.Run(async () =>
        {
            for (var number = 0; number < 20; number++)
                await ledger.SettleAsync(
                    await ledger.ClaimAsync(TestOrders.Intent($"{writer} {number}")), TestOrders.Placed($"{writer}{number}"));
        })));

        Assert.Equal(320, await CountAsync());
        foreach (var ledger in ledgers)
            ledger.Dispose();
    }

    [Fact]
    public async Task Orders_that_are_claimed_at_once_are_committed_together()
    {
        using var ledger = Open();
        await ledger.ClaimAsync(TestOrders.Intent("first"));
        var before = Commits();

        Task<OrderClaim[]> claims;
        using (var other = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            other.Open();
            using var transaction = other.BeginTransaction(deferred: false);
            claims = Task.WhenAll(Enumerable.Range(1, 64).Select(number => ledger.ClaimAsync(TestOrders.Intent($"order {number}"))));
        }

        await claims;

        // Those that came before the lock was seen, and all others.
        Assert.InRange(Commits() - before, 1, 2);
        Assert.Equal(65, await CountAsync());
    }

    [Fact]
    public async Task An_order_that_is_refused_does_not_hold_up_those_committed_with_it()
    {
        using var ledger = Open();

        var attempts = Enumerable.Range(1, 64)
            .Select(number => ledger.ClaimAsync(TestOrders.Intent($"order {number}", charge: number % 2, limit: 0)))
            .ToArray();
        await Assert.ThrowsAsync<YallaTakeException>(() => Task.WhenAll(attempts));

        Assert.Equal(32, attempts.Count(attempt => attempt.IsCompletedSuccessfully));
        Assert.Equal(32, await CountAsync());
    }

    [Fact]
    public async Task A_ledger_keeps_its_hold_on_the_file_while_others_of_its_process_come_and_go()
    {
        using var ledger = Open();
        await ledger.ClaimAsync(TestOrders.Intent("first"));

        // POSIX drops a process's locks on a file when it closes any handle of it, and SQLite's are such locks.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows a process its locks.");
        Assert.NotEmpty(Locks());
        using (var other = Open())
            await other.ClaimAsync(TestOrders.Intent("second"));

        Assert.NotEmpty(Locks());
    }

    [Fact]
    public async Task A_ledger_that_grows_while_it_is_opened_is_not_taken_for_damaged()
    {
        using var writer = new LedgerFile(Path, makes: true, Chance.System).OpenForWriting();
        writer.Execute("PRAGMA wal_autocheckpoint = 1");
        writer.Execute("CREATE TABLE filling (text TEXT)");

        var opening = Task.Run(
            () =>
            {
                for (var round = 0; round < 1000; round++)
                    new LedgerFile(Path, makes: true, Chance.System).OpenForWriting().Dispose();
            },
            TestContext.Current.CancellationToken);
        while (!opening.IsCompleted)
            writer.Execute("INSERT INTO filling VALUES (hex(zeroblob(10000)))");

        await opening;
    }

    public void Dispose() => _folder.Dispose();

    private StoredLedger Open() => TestLedgers.InFile(Path);

    private async Task<int> CountAsync()
    {
        using var ledger = Open();
        return await ledger.CountAsync();
    }

    /// <summary>What this process has locked of the file (man proc: fdinfo).</summary>
    private IEnumerable<string> Locks() => Directory.GetFiles("/proc/self/fd")
        .Where(handle => new FileInfo(handle).LinkTarget == Path)
        .SelectMany(handle => File.ReadAllLines(handle.Replace("fd", "fdinfo", StringComparison.Ordinal)))
        .Where(line => line.StartsWith("lock:", StringComparison.Ordinal));

    /// <summary>The transactions in SQLite's log: frames that tell the size of the file after them (sqlite.org/fileformat2.html).</summary>
    private int Commits()
    {
        const int header = 32, frameHeader = 24, page = 4096;
        using var log = new FileStream(Path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var commits = 0;
        var frame = new byte[frameHeader];
        for (long at = header; at + frameHeader + page <= log.Length; at += frameHeader + page)
        {
            log.Position = at;
            log.ReadExactly(frame);
            if (frame.AsSpan(4, 4).ContainsAnyExcept((byte)0))
                commits++;
        }

        return commits;
    }
}
