using System.Text;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>An account is told from others by its address and key, and its key is nowhere in the file.</summary>
public sealed class AccountTests : IDisposable
{
    private const string Key = "0f3b6c1d9a7e4b528c60d1e2f3a4b5c6";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Another_key_or_another_address_is_another_account()
    {
        await PlaceAsync("orders.db", "https://panel.example/api/v2", Key);

        Assert.Null(await FindAsync("https://panel.example/api/v2", Key + "7"));
        Assert.Null(await FindAsync("https://other.example/api/v2", Key));
        Assert.NotNull(await FindAsync("https://panel.example/api/v2", Key));
        string[] spellings = ["https://PANEL.example:443/api/v2/", "https://panel.example/api/v2#x", "https://panel.example//api/v2"];
        foreach (var same in spellings)
            Assert.NotNull(await FindAsync(same, Key));
    }

    [Fact]
    public async Task An_account_has_another_name_in_each_ledger()
    {
        await PlaceAsync("one.db", "https://panel.example/api/v2", Key);
        await PlaceAsync("two.db", "https://panel.example/api/v2", Key);

        Assert.NotEqual(AccountIn("one.db"), AccountIn("two.db"));
    }

    [Fact]
    public async Task The_key_is_in_none_of_the_ledgers_files()
    {
        await PlaceAsync("orders.db", "https://panel.example/api/v2", Key);
        using var client = TestPanels.Client("https://panel.example/api/v2", Key);
        using var ledger = TestLedgers.InFile(_folder.File("orders.db"), TestPanels.Key(client, "https://panel.example/api/v2"));
        await ledger.RecordAsync([TestOrders.Status(23501, "Completed", 1)]);

        var files = Directory.GetFiles(_folder.Path);

        Assert.Equal(["orders.db", "orders.db-shm", "orders.db-wal"], files.Select(Path.GetFileName).Order());
        foreach (var file in files)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain(Key, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Encoding.Latin1.GetString(Convert.FromHexString(Key)), text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Key))[..^1], text, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task PlaceAsync(string file, string uri, string key)
    {
        using var client = TestPanels.Client(uri, key);
        using var ledger = TestLedgers.InFile(_folder.File(file), TestPanels.Key(client, uri));
        await ledger.PlaceAsync("order", "23501");
    }

    private async Task<Order?> FindAsync(string uri, string key)
    {
        using var client = TestPanels.Client(uri, key);
        using var ledger = TestLedgers.InFile(_folder.File("orders.db"), TestPanels.Key(client, uri));
        return await ledger.GetAsync("order");
    }

    private string? AccountIn(string file)
    {
        using var connection = new LedgerConnection($"Data Source={_folder.File(file)};Pooling=False");
        connection.Open();
        return connection.Scalar<string>("SELECT account FROM entries");
    }
}
