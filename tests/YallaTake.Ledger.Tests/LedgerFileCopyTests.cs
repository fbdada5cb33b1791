using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;

namespace YallaTake;

/// <summary>A ledger file that is copied stays as it is, to the byte, and no file is left beside it.</summary>
public sealed class LedgerFileCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("orders.db");

    [Fact]
    public async Task A_ledger_that_nobody_uses_stays_as_it_is()
    {
        using (var ledger = TestLedgers.InFile(Path))
            await ledger.PlaceAsync("order", "23501");

        await CopiesAndChangesNothingAsync(["orders.db"], "order");
    }

    [Fact]
    public async Task A_ledger_of_an_earlier_version_stays_of_that_version()
    {
        var fixtures = System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", "0.1.0");
        File.Copy(System.IO.Path.Combine(fixtures, "orders.db"), Path);

        await CopiesAndChangesNothingAsync(["orders.db"]);
    }

    [Fact]
    public async Task A_ledger_whose_process_was_killed_is_copied_with_what_is_in_its_log()
    {
        using (var ledger = TestLedgers.InFile(Path))
        {
            await ledger.PlaceAsync("order", "23501");
            foreach (var file in Directory.GetFiles(_folder.Path))
                File.Copy(file, file.Replace("orders.db", "killed.db", StringComparison.Ordinal));
        }

        File.Delete(Path);
        foreach (var file in Directory.GetFiles(_folder.Path))
            File.Move(file, file.Replace("killed.db", "orders.db", StringComparison.Ordinal));

        await CopiesAndChangesNothingAsync(["orders.db", "orders.db-shm", "orders.db-wal"], "order");
    }

    [Fact]
    public async Task Other_panels_with_orders_of_ledger_wide_references_are_named()
    {
        await PlaceAsync("https://a.example", isLedgerWide: true);
        await PlaceAsync("https://b.example", isLedgerWide: false);
        await PlaceAsync("http://localhost:8080", isLedgerWide: true);

        var copy = await ReadAsync();

        Assert.Equal(["https://a.example"], copy.OtherPanels);

        async Task PlaceAsync(string address, bool isLedgerWide)
        {
            using var ledger = TestLedgers.InFile(Path, TestLedgers.Key(address: address));
            await ledger.PlaceAsync(address, "1", TestOrders.Intent(address, isLedgerWide: isLedgerWide));
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task CopiesAndChangesNothingAsync(string[] files, params string[] references)
    {
        var before = Content();

        var copy = await ReadAsync();

        Assert.Equal(references, copy.Orders.Select(copied => copied.Order.Reference!));
        Assert.Equal(files, Directory.GetFiles(_folder.Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(before, Content());
    }

    private Task<LedgerFileCopy> ReadAsync() => LedgerFileCopy.ReadAsync(
        Path, TestLedgers.Key(), TimeProvider.System, Chance.System, LedgerHolder.ThisProcess, TestContext.Current.CancellationToken);

    // But for the index of the log, which is memory that processes share.
    private string[] Content() =>
    [
        .. Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))
            .Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}"),
    ];
}
