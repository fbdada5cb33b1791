using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Journal;

namespace YallaTake;

/// <summary>How much room the memory of a large catalogue takes.</summary>
[Trait("Speed", "Slow")]
[Collection(PostgresCollection.Name)]
public sealed class CatalogueYearTests(PostgresServer server) : IDisposable
{
    private const int Services = 10_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 3, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_year_of_daily_looks_takes_less_than_fifty_megabytes_in_a_file()
    {
        var file = _folder.File("orders.db");
        using (var ledger = TestLedgers.InFile(file, time: _time))
            await LookForAYearAsync(ledger);

        AssertSmall(new FileInfo(file).Length);
    }

    [Fact]
    public async Task A_year_of_daily_looks_takes_less_than_fifty_megabytes_in_a_database()
    {
        PostgresServer.SkipIfMissing();
        var database = await server.NewDatabaseAsync();
        using var ledger = TestLedgers.InDatabase(server.Address(database), new OutcomeJournal(_folder.File("journal")), time: _time);
        await LookForAYearAsync(ledger);

        var size = await server.AskAsync(
            database,
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class "
            + "WHERE relnamespace = 'yallatake'::regnamespace AND relkind = 'r'");
        AssertSmall(long.Parse(size, CultureInfo.InvariantCulture));
    }

    private static void AssertSmall(long bytes)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes / 1e6:0.0} MB");
        Assert.InRange(bytes / 1e6, 1, 50);
    }

    private async Task LookForAYearAsync(OrderLedger ledger)
    {
        var memory = new CatalogueMemory(ledger, "panel", _time, Chance.System);
        for (var day = 0; day < 365; day++)
        {
            await memory.LookAsync(On(day), isForced: false, Token);
            _time.Advance(TimeSpan.FromDays(1));
        }
    }

    // On an ordinary day of a real panel, three of a hundred services are new or different.
    private static Service[] On(int day) => [.. Enumerable.Range(1 + day * 160, Services).Select(id => new Service
    {
        ServiceId = (long)id,
        Name = $"👥 Подписчики Telegram {id} | Живые ♻️ [30 дней] ⚡️ До 50K в день",
        Type = "Default",
        Category = $"🟦 Telegram ➤ Подписчики {id % 100}",
        Rate = 0.5m + (id * 7 + day) / 62 % 300 * 0.01m,
        Min = 10,
        Max = 100_000,
        Refill = true,
        Cancel = false,
    })];
}
