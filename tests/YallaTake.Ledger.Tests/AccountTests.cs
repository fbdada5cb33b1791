using System.Security;
using System.Text;

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
        Assert.NotNull(await FindAsync("https://PANEL.example:443/api/v2/", Key));
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
        using var client = Client("https://panel.example/api/v2", Key);
        using var ledger = new SqliteLedger(_folder.File("orders.db"), "panel", client.Fingerprint, TimeProvider.System, Chance.System);
        await ledger.SettleAsync(await ledger.ClaimAsync(TestOrders.Intent()), TestOrders.Placed("23501"));
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

    private static PanelClient Client(string uri, string key)
    {
        var secure = new SecureString();
        foreach (var letter in key)
            secure.AppendChar(letter);
        return new PanelClient(new PanelOptions { Uri = new Uri(uri), ApiKey = secure, Name = "panel", Timeout = TimeSpan.FromSeconds(1), CatalogueTimeout = TimeSpan.FromSeconds(1), Time = TimeProvider.System, Chance = Chance.System });
    }

    private async Task PlaceAsync(string file, string uri, string key)
    {
        using var client = Client(uri, key);
        using var ledger = new SqliteLedger(_folder.File(file), "panel", client.Fingerprint, TimeProvider.System, Chance.System);
        await ledger.SettleAsync(await ledger.ClaimAsync(TestOrders.Intent()), TestOrders.Placed("23501"));
    }

    private async Task<Order?> FindAsync(string uri, string key)
    {
        using var client = Client(uri, key);
        using var ledger = new SqliteLedger(_folder.File("orders.db"), "panel", client.Fingerprint, TimeProvider.System, Chance.System);
        return await ledger.GetAsync("order");
    }

    private string? AccountIn(string file)
    {
        using var connection = new LedgerConnection($"Data Source={_folder.File(file)};Pooling=False");
        connection.Open();
        return connection.Scalar<string>("SELECT account FROM orders");
    }
}
