using YallaTake.Client.Resilience;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Sqlite;


namespace YallaTake;

/// <summary>A file that is not there, is made, or changes its place while it is used.</summary>
public sealed class SqliteReplacedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("orders.db");

    public static TheoryData<string, bool> Ways => new()
    {
        { "moved", true }, { "moved", false }, { "moved with its log", true }, { "moved with its log", false },
        { "removed", true }, { "replaced", true }, { "replaced", false },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_file_that_is_gone_is_noticed_before_the_next_order_and_not_made_again(string way, bool makes)
    {
        await PlaceAsync("order", "23501");
        using var ledger = TestLedgers.InFile(Path, makes: makes);
        var claim = await ledger.ClaimAsync(TestOrders.Intent("under way"));

        await DisplaceAsync(way);
        await TestLedgers.UnavailableAsync(() => ledger.ClaimAsync(TestOrders.Intent("next")));
        await TestLedgers.UnavailableAsync(() => ledger.ClaimAsync(TestOrders.Intent()));
        var (placed, notRecorded) = await ledger.SettleAsync(claim, TestOrders.Intent("under way"), TestOrders.Placed("23502"));
        Assert.Equal((23502L, ErrorId.OrderNotRecorded), (placed.OrderId, notRecorded?.Id));
        Assert.Equal(way == "replaced", File.Exists(Path));
        if (way == "removed")
            return;

        // Back in its place, it knows everything.
        if (way == "replaced")
            Array.ForEach(Directory.GetFiles(_folder.Path, "orders.db*"), File.Delete);
        foreach (var file in Directory.GetFiles(_folder.Path, "elsewhere.db*"))
            File.Move(file, file.Replace("elsewhere.db", "orders.db", StringComparison.Ordinal));
        Assert.Equal(23501L, (await ledger.ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
        Assert.Equal(23502L, (await ledger.ClaimAsync(TestOrders.Intent("under way"))).Existing?.OrderId);
        Assert.Null(await ledger.GetAsync("next"));
    }

    [Fact]
    public async Task A_process_that_ends_while_it_makes_a_ledger_leaves_none()
    {
        using (var maker = LedgerProcess.Make(Path))
        {
            Assert.Equal("making", await maker.ToldAsync());
            maker.Kill();
        }

        Assert.False(File.Exists(Path));
        await TestLedgers.UnavailableAsync(() => TestLedgers.InFile(Path, makes: false).GetAsync("order"), "-NewLedger");
        using var ledger = TestLedgers.InFile(Path);
        await ledger.PlaceAsync("order", "23501");
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_made_leaves_nothing_behind()
    {
        var calls = 0;
        var chance = new Chance(bytes => bytes[0] = ++calls % 2 > 0 ? (byte)calls : throw new InvalidOperationException("no more chance"));
        using var ledger = TestLedgers.Over(
            new SqliteStore(Path, makes: true, TimeProvider.System, chance), null, new OutcomeJournal(_folder.File("journal")));

        await TestLedgers.UnavailableAsync(() => ledger.ClaimAsync(TestOrders.Intent()), "no more chance");

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private async Task PlaceAsync(string reference, string orderId)
    {
        using var ledger = TestLedgers.InFile(Path);
        await ledger.PlaceAsync(reference, orderId);
    }

    private async Task DisplaceAsync(string way)
    {
        foreach (var file in Directory.GetFiles(_folder.Path, way == "moved" ? "orders.db" : "orders.db*"))
            File.Move(file, file.Replace("orders.db", "elsewhere.db", StringComparison.Ordinal));
        if (way == "removed")
            Array.ForEach(Directory.GetFiles(_folder.Path), File.Delete);
        if (way == "replaced")
            await PlaceAsync("another ledger's", "1");
    }
}
