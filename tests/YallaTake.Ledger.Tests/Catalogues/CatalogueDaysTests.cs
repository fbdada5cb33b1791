using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Desk;

namespace YallaTake;

/// <summary>Catalogues of a panel on days in a row, looked at once a day, against what two days alone differ in.</summary>
public sealed class CatalogueDaysTests : IDisposable
{
    /// <summary>A folder of further catalogues, in files such as those in Fixtures/catalogues.</summary>
    private const string FolderVariable = "YALLATAKE_TEST_CATALOGUES";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 3, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_day_differs_from_the_day_before_as_the_two_do_alone() =>
        await AssertDaysAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", "catalogues", "five-days.csv"));

    [Fact]
    public async Task Each_day_of_further_catalogues_does_too()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{FolderVariable} names no folder of further catalogues.");

        foreach (var file in Directory.GetFiles(folder!, "*.csv").Order())
            await AssertDaysAsync(file);
    }

    private async Task AssertDaysAsync(string file)
    {
        var token = TestContext.Current.CancellationToken;
        using var ledger = TestLedgers.InFile(_folder.File(Path.GetFileName(file) + ".db"), time: _time);
        var memory = new CatalogueMemory(ledger, "panel", _time, Chance.System);
        Service[]? before = null;
        foreach (var (day, services) in Days(file))
        {
            var look = await memory.LookAsync(services, isForced: false, token);
            if (before is not null)
            {
                var expected = Differences(before, services);
                var isHalf = before.Count(service => Find(services, service) is null) * 2 > before.Length;
                Assert.Equal((day, isHalf), (day, look.Warning is not null));
                if (isHalf)
                {
                    Assert.Equal(before.Length, (await ledger.GetServicesAsync(_time.GetUtcNow(), token)).Count);
                    _time.Advance(TimeSpan.FromMinutes(10));
                    look = await memory.LookAsync(services, isForced: false, token);
                }

                var changes = (await memory.GetChangesAsync(_time.GetUtcNow().AddHours(-1), look, token))
                    .Select(change => $"{change.ServiceId} {(change.Kind == "Returned" ? "Added" : change.Kind)}");
                Assert.Equal([day, .. expected.Order()], [day, .. changes.Order()]);
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{Path.GetFileName(file)} {day}{(isHalf ? " (after a warning)" : "")}: "
                    + string.Join(", ", changes.GroupBy(change => change.Split(' ')[1]).Select(kind => $"{kind.Count()} {kind.Key}")));
            }

            before = services;
            _time.Advance(TimeSpan.FromDays(1));
        }
    }

    private static IEnumerable<string> Differences(Service[] before, Service[] after)
    {
        foreach (var gone in before.Where(service => Find(after, service) is null))
            yield return $"{gone.ServiceId} Removed";
        foreach (var service in after)
        {
            if (Find(before, service) is not { } was)
            {
                yield return $"{service.ServiceId} Added";
                continue;
            }

            if (service.Rate > was.Rate)
                yield return $"{service.ServiceId} RateRaised";
            if (service.Rate < was.Rate)
                yield return $"{service.ServiceId} RateLowered";
            if (service.Min != was.Min || service.Max != was.Max)
                yield return $"{service.ServiceId} LimitsChanged";
            if (service.Type != was.Type)
                yield return $"{service.ServiceId} TypeChanged";
            if (service.Name != was.Name)
                yield return $"{service.ServiceId} Renamed";
        }
    }

    private static Service? Find(Service[] services, Service wanted) =>
        Array.Find(services, service => service.ServiceId.Equals(wanted.ServiceId));

    private static IEnumerable<(string Day, Service[] Services)> Days(string file) => File.ReadLines(file).Skip(1)
        .Select(line => line.Split(','))
        .GroupBy(row => row[0], row => new Service
        {
            ServiceId = long.Parse(row[1], CultureInfo.InvariantCulture),
            Name = row[2],
            Type = row[3],
            Category = row[4],
            Rate = decimal.Parse(row[5], CultureInfo.InvariantCulture),
            Min = long.Parse(row[6], CultureInfo.InvariantCulture),
            Max = long.Parse(row[7], CultureInfo.InvariantCulture),
        })
        .Select(day => (day.Key, day.ToArray()));
}
