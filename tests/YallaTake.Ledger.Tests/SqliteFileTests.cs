using Microsoft.Data.Sqlite;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>What a ledger does with the file that it is given.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("orders.db");

    [Fact]
    public async Task The_file_and_its_folder_are_made_at_the_first_order()
    {
        var path = _folder.File("a/new/folder #1/100%/50%20off/orders.db");
        using var ledger = Open(path);
        Assert.Null(await ledger.GetAsync("order"));
        await ledger.RecordAsync([TestOrders.Status(1, "Completed")]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));

        await ledger.ClaimAsync(TestOrders.Intent());

        Assert.True(File.Exists(path));
        using var other = Open(path);
        await other.ClaimAsync(TestOrders.Intent("another order"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_empty_file_is_refused_and_stays_empty(bool makes)
    {
        await File.WriteAllBytesAsync(Path, [], TestContext.Current.CancellationToken);
        using var ledger = Open(Path, makes);

        await RefusedAsync(() => ledger.ClaimAsync(TestOrders.Intent()), "it is empty");
        await RefusedAsync(() => ledger.GetAsync("order"), "it is empty");

        Assert.Equal(0, new FileInfo(Path).Length);
    }

    [Fact]
    public async Task A_named_ledger_that_does_not_exist_is_refused_and_not_made()
    {
        using var ledger = Open(Path, makes: false);

        await RefusedAsync(() => ledger.GetAsync("order"), "-NewLedger");
        await RefusedAsync(() => ledger.ClaimAsync(TestOrders.Intent()), "-NewLedger");
        await RefusedAsync(() => ledger.FindAsync(), "-NewLedger");

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task What_is_written_down_outlives_the_process()
    {
        using (var ledger = Open(Path))
            await ledger.SettleAsync(await ledger.ClaimAsync(TestOrders.Intent()), TestOrders.Placed("23501"));

        using var later = Open(Path);

        Assert.Equal(23501L, (await later.ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
    }

    [Theory]
    [InlineData("short text", "not an SQLite file")]
    [InlineData("long text", "not an SQLite file")]
    [InlineData("another database", "not a YallaTake ledger")]
    [InlineData("another database with a log", "not a YallaTake ledger")]
    [InlineData("newer ledger", "a newer version of the module made it")]
    public async Task A_file_that_is_no_ledger_of_this_version_is_refused_untouched(string kind, string said)
    {
        await MakeForeignAsync(kind);
        var before = Snapshot();

        using (var ledger = Open(Path))
        {
            await RefusedAsync(() => ledger.ClaimAsync(TestOrders.Intent()), said);
            await RefusedAsync(() => ledger.GetAsync("order"), said);
            await RefusedAsync(() => ledger.RecordAsync([TestOrders.Status(1, "Completed")]), said);
            await RefusedAsync(() => ledger.FindAsync(), said);
        }

        Assert.Equal(before, Snapshot());
    }

    [Theory]
    [InlineData(100)] // SQLite's own header stands
    [InlineData(4096)] // the first page stands
    public async Task A_damaged_ledger_is_refused(int intact)
    {
        await FillAsync(2000);
        var bytes = await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken);
        new Random(1).NextBytes(bytes.AsSpan(intact));
        await File.WriteAllBytesAsync(Path, bytes, TestContext.Current.CancellationToken);

        using var ledger = Open(Path);

        await RefusedAsync(() => ledger.ClaimAsync(TestOrders.Intent()), "damaged");
        await RefusedAsync(() => ledger.GetAsync("order 1"), "damaged");
    }

    [Fact]
    public async Task A_ledger_that_was_cut_off_is_refused()
    {
        await FillAsync(2000);
        await using (var file = File.OpenWrite(Path))
            file.SetLength(8192);

        using var ledger = Open(Path);

        await RefusedAsync(() => ledger.ClaimAsync(TestOrders.Intent()), "damaged");
    }

    [Fact]
    public async Task A_ledger_put_in_the_place_of_a_damaged_one_is_used_as_any_other()
    {
        using var ledger = Open(Path);
        await File.WriteAllTextAsync(Path, "no ledger", TestContext.Current.CancellationToken);
        await RefusedAsync(() => ledger.ClaimAsync(TestOrders.Intent()), "not an SQLite file");

        File.Delete(Path);
        await ledger.SettleAsync(await ledger.ClaimAsync(TestOrders.Intent()), TestOrders.Placed("23501"));

        using var later = Open(Path);
        Assert.Equal(23501L, (await later.ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(Path);

        using var ledger = Open(Path);

        await RefusedAsync(() => ledger.ClaimAsync(TestOrders.Intent()), "already exists");
    }

    [Fact]
    public void Every_commit_reaches_the_disk()
    {
        using var connection = new LedgerFile(Path, makes: true, Chance.System).OpenForWriting();

        Assert.Equal("wal", connection.Scalar<string>("PRAGMA journal_mode"));
        Assert.Equal(2, connection.Scalar<long>("PRAGMA synchronous"));
    }

    public void Dispose() => _folder.Dispose();

    private static StoredLedger Open(string path, bool makes = true) => TestLedgers.InFile(path, makes: makes);

    private static Task<YallaTakeException> RefusedAsync(Func<Task> act, string said) => TestLedgers.UnavailableAsync(act, said);

    private async Task FillAsync(int orders)
    {
        using var ledger = Open(Path);
        await Task.WhenAll(Enumerable.Range(1, orders).Select(number => ledger.ClaimAsync(TestOrders.Intent($"order {number}"))));
    }

    private async Task MakeForeignAsync(string kind)
    {
        switch (kind)
        {
            case "short text":
                await File.WriteAllTextAsync(Path, "link;quantity\n", TestContext.Current.CancellationToken);
                break;
            case "long text":
                await File.WriteAllTextAsync(Path, new string('x', 10_000), TestContext.Current.CancellationToken);
                break;
            case "newer ledger":
                await FillAsync(1);
                await ExecuteAsync("PRAGMA journal_mode = DELETE; PRAGMA user_version = 1000");
                break;
            default:
                // With a log: as another program leaves it that was killed.
                await ExecuteAsync(
                    $"PRAGMA journal_mode = {(kind == "another database" ? "DELETE" : "WAL")}; CREATE TABLE songs (title TEXT); "
                    + "INSERT INTO songs VALUES ('one')");
                break;
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new LedgerConnection(
            new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        connection.Execute(sql);
        if (!File.Exists(Path + "-wal"))
            return;

        // What is in the log would go into the file when the connection closes.
        foreach (var file in Directory.GetFiles(_folder.Path))
            File.Copy(file, file + ".copy");
        await connection.CloseAsync();
        foreach (var copy in Directory.GetFiles(_folder.Path, "*.copy"))
            File.Move(copy, copy[..^".copy".Length], overwrite: true);
    }

    private string Snapshot() =>
        string.Join(
            '\n', Directory.GetFiles(_folder.Path).Order().Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}"));
}
