using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Catalogues;
using YallaTake.Ledger.Desk;

namespace YallaTake;

public abstract partial class LedgerContractTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task The_first_look_is_remembered_and_changes_nothing()
    {
        var look = await LookAsync(Likes(1), Likes(2));

        Assert.True(look.IsFirst);
        Assert.Equal(Now, look.LookedAt);
        Assert.Empty(await ChangesAsync(look));
        Assert.Equal("1 2", await AtAsync(Now));
    }

    [Fact]
    public async Task Every_difference_is_a_change_with_what_was_before_and_when_it_was_seen()
    {
        var first = Now;
        await LookAsync(Likes(1), Likes(2), Likes(3), Likes(4), Likes(5));
        Now += Day;
        await LookAsync(Likes(1), Likes(2), Likes(3), Likes(4), Likes(5));
        var (before, after) = (Now, Now + Day);
        Now = after;

        var look = await LookAsync(
            Likes(1, rate: 1.2m),
            Likes(2, rate: 0.9m, most: null),
            Likes(3, refill: true, cancel: false),
            Likes(4, name: "More likes", type: "Package"),
            Likes(6));
        var changes = await ChangesAsync(look);

        Assert.Equal(
            [
                "1 RateRaised 1 > 1.2 (20)",
                "2 RateLowered 1 > 0.9 (-10)",
                "2 LimitsChanged 10 to 1000 > 10 to ?",
                "3 RefillChanged  > True",
                "3 CancelChanged  > False",
                "4 TypeChanged Default > Package",
                "4 Renamed Likes 4 > More likes",
                "5 Removed 1 > ",
                "6 Added  > 1",
            ],
            changes.Select(Text));
        Assert.All(changes, change => Assert.Equal((after, "panel"), (change.SeenAt, change.Panel)));
        Assert.All(changes, change => Assert.Equal(change.Kind == "Added" ? null : before, change.SeenBefore));
        Assert.Equal("1 2 3 4 5", await AtAsync(first));
        Assert.Equal("1 2 3 4 5", await AtAsync(after - TimeSpan.FromSeconds(1)));
        Assert.Equal("1 2 3 4 6", await AtAsync(after));
        Assert.Equal("", await AtAsync(first - Day));
    }

    [Fact]
    public async Task A_service_that_returns_has_its_last_price_beside_the_new_one()
    {
        await LookAsync(Likes(1), Likes(2), Likes(3));
        var seen = Now;
        Now += Day;
        await LookAsync(Likes(1), Likes(2));
        Now += Day;

        var look = await LookAsync(Likes(1), Likes(2), Likes(3, rate: 2, most: 5));
        var change = Assert.Single(await ChangesAsync(look, Now - TimeSpan.FromHours(1)));

        Assert.Equal("3 Returned 1 > 2 (100)", Text(change));
        Assert.Equal(seen, change.SeenBefore);
    }

    [Fact]
    public async Task A_service_keeps_all_that_is_remembered_of_it()
    {
        var service = new Service
        {
            ServiceId = "007",
            Name = "Лайки ❤️ \0\ud800",
            Type = "Custom Comments",
            Category = "Ünï",
            Rate = 0.08740m,
            Min = 1,
            Max = 2147483648,
            Refill = false,
        };
        await LookAsync(service);
        Now += Day;
        Assert.Empty(await ChangesAsync(await LookAsync(service)));

        var kept = Assert.Single(await Ledger.GetServicesAsync(Now, Token));
        Assert.Equal(
            ("007", "Лайки ❤️ \ufffd\ufffd", "Custom Comments", "Ünï", 0.0874m, 1L, 2147483648L, false, null),
            (kept.ServiceId, kept.Name, kept.Type, kept.Category, kept.Rate, kept.Min, kept.Max, kept.Refill, kept.Cancel));
    }

    [Fact]
    public async Task Half_a_catalogue_is_believed_when_it_is_seen_again_ten_minutes_later_or_by_force()
    {
        await LookAsync(Services(1, 10));
        Now += Day;
        var doubted = await LookAsync(Services(1, 4));
        Assert.Contains("lacks 6 of 10 services that it had before. Nothing was recorded.", doubted.Warning, StringComparison.Ordinal);
        Assert.Equal((Now - Day, false), (doubted.LookedAt, doubted.IsFirst));
        Now += TimeSpan.FromMinutes(9);
        Assert.NotNull((await LookAsync(Services(1, 4))).Warning);
        Assert.Equal(10, (await Ledger.GetServicesAsync(Now, Token)).Count);

        Now += TimeSpan.FromMinutes(1);
        var confirmed = await LookAsync(Services(1, 4));
        Assert.Equal(6, (await ChangesAsync(confirmed)).Count(change => change.Kind == "Removed"));
        Assert.Equal(Now, confirmed.LookedAt);

        Now += Day;
        Assert.NotNull((await LookAsync()).Warning);
        Assert.Equal(4, (await Ledger.GetServicesAsync(Now, Token)).Count);
        await Memory().LookAsync([], isForced: true, Token);
        Assert.Empty(await Ledger.GetServicesAsync(Now, Token));
    }

    [Fact]
    public async Task Half_a_catalogue_is_not_confirmed_by_another_half_and_is_forgotten_when_all_is_there_again()
    {
        await LookAsync(Services(1, 10));
        Now += Day;
        await LookAsync(Services(1, 4));
        Now += Day;
        Assert.NotNull((await LookAsync(Services(7, 4))).Warning);
        Now += Day;
        var whole = await LookAsync(Services(1, 10));
        Assert.Null(whole.Warning);
        Now += Day;
        Assert.NotNull((await LookAsync(Services(7, 4))).Warning);
        Assert.Empty(await ChangesAsync(whole));
    }

    [Fact]
    public async Task An_empty_first_look_is_not_remembered()
    {
        var empty = await LookAsync();
        Assert.Contains("is empty", empty.Warning, StringComparison.Ordinal);
        Assert.Equal((false, null), (empty.IsFirst, empty.LookedAt));

        Assert.True((await LookAsync(Likes(1))).IsFirst);
    }

    [Fact]
    public async Task A_panel_that_numbers_its_services_anew_is_said_to_do_so()
    {
        static Service[] Numbered(int from) =>
            [.. Enumerable.Range(0, 10).Select(n => Likes(from + n, name: $"Likes, grade {n % 3} [{from + n}]"))];
        await LookAsync(Numbered(100));
        Now += Day;

        var look = await LookAsync(Numbered(5000));

        Assert.Contains(
            "lacks 10 of 10 services that it had before, and 10 of them are there under other ids", look.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looks_at_the_same_time_record_each_change_once()
    {
        await LookAsync(Services(1, 100));
        for (var day = 0; day < 5; day++)
        {
            Now += Day;
            Service[] services = [.. Services(2 + day, 100)];
            var looks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
                () => Memory(Open()).LookAsync(services, isForced: false, Token), Token)));
            Assert.All(looks, look => Assert.Null(look.Warning));
        }

        var changes = await ChangesAsync(await LookAsync(Services(6, 100)));
        Assert.Equal(
            [.. Enumerable.Range(0, 5).SelectMany(day => new[] { $"{1 + day} Removed 1 > ", $"{101 + day} Added  > 1" })],
            changes.Select(Text));
    }

    [Fact]
    public async Task A_look_in_passing_is_remembered_once_in_ten_minutes_whoever_looked_before()
    {
        await LookAsync(Likes(1), Likes(2));
        Now += TimeSpan.FromMinutes(9);
        Assert.Null(await PassAsync(Likes(1), Likes(3)));
        Now += TimeSpan.FromMinutes(1);
        Assert.NotNull(await PassAsync(Likes(1), Likes(3)));
        Assert.Equal("1 3", await AtAsync(Now));
    }

    [Fact]
    public async Task A_look_in_passing_remembers_what_came_before_the_ledger_answered_as_well_as_what_came_after()
    {
        await LookAsync(Likes(1), Likes(2), Likes(3));
        Now += Day;
        var known = new TaskCompletionSource<KnownCatalogue?>();
        var look = new CatalogueComparison(known.Task);
        look.Add(Likes(1, rate: 2));
        look.Add(Likes(2));
        known.SetResult(await Ledger.GetCatalogueAsync(Token));
        look.Add(Likes(3, rate: 3));
        look.Add(Likes(4));

        var changes = await ChangesAsync((await Memory().PassAsync(look, Token))!);

        Assert.Equal(["1 RateRaised 1 > 2 (100)", "3 RateRaised 1 > 3 (200)", "4 Added  > 1"], changes.Select(Text));
    }

    [Fact]
    public async Task A_look_in_passing_gives_way_to_one_that_was_quicker()
    {
        await LookAsync(Likes(1));
        Now += Day;
        var look = new CatalogueComparison(Task.FromResult(await Ledger.GetCatalogueAsync(Token)));
        look.Add(Likes(1, rate: 3));
        await LookAsync(Likes(1, rate: 2));

        Assert.Null(await Memory().PassAsync(look, Token));
        Assert.Equal(2, Assert.Single(await Ledger.GetServicesAsync(Now, Token)).Rate);
    }

    [Fact]
    public async Task Each_reader_reads_on_from_where_it_was()
    {
        await LookAsync(Likes(1));
        Assert.Null(await Ledger.GetReadToAsync("nightly", Token));

        await Ledger.RecordReaderAsync("nightly", Now);
        await Ledger.RecordReaderAsync("nightly", Now - Day);

        Assert.Equal(Now, await Ledger.GetReadToAsync("nightly", Token));
        Assert.Null(await Ledger.GetReadToAsync("hourly", Token));
        Assert.Null(await Open("other").GetReadToAsync("nightly", Token));
        Assert.Equal(["nightly"], await Ledger.GetReadersAsync(Token));
        Assert.Empty(await Open("other").GetReadersAsync(Token));
    }

    [Theory]
    [InlineData("key")]
    [InlineData("another key")]
    public async Task An_account_that_gets_a_name_keeps_its_catalogue(string key)
    {
        await LookAsync(Likes(1));
        await Open(key, name: "shop").ClaimAsync(TestOrders.Intent());
        Now += Day;

        var named = Open(name: "shop");

        Assert.False((await Memory(named).LookAsync([Likes(1, rate: 2)], isForced: false, Token)).IsFirst);
        Assert.Equal(2, Assert.Single(await named.GetServicesAsync(Now, Token)).Rate);
    }

    private CatalogueMemory Memory(OrderLedger? ledger = null) => new(ledger ?? Ledger, "panel", Time, Chance.System);

    private Task<RememberedLook> LookAsync(params Service[] services) => Memory().LookAsync(services, isForced: false, Token);

    private Task<RememberedLook?> PassAsync(params Service[] services)
    {
        var look = Memory().BeginInPassing(Token);
        foreach (var service in services)
            look.Add(service);
        return Memory().PassAsync(look, Token);
    }

    private Task<IReadOnlyList<ServiceChange>> ChangesAsync(RememberedLook look, DateTimeOffset? after = null) =>
        Memory().GetChangesAsync(after, look, Token);

    private async Task<string> AtAsync(DateTimeOffset at) =>
        string.Join(' ', (await Ledger.GetServicesAsync(at, Token)).Select(service => service.ServiceId).Order());

    private static string Text(ServiceChange change)
    {
        var percent = change.Percent is { } known ? FormattableString.Invariant($" ({known:0.##})") : "";
        return FormattableString.Invariant($"{change.ServiceId} {change.Kind} {change.OldValue} > {change.NewValue}{percent}");
    }

    internal static Service[] Services(int from, int count) => [.. Enumerable.Range(from, count).Select(id => Likes(id))];

    private static Service Likes(
        long id,
        string? name = null,
        decimal rate = 1,
        long? most = 1000,
        bool? refill = null,
        bool? cancel = null,
        string type = "Default") => new()
        {
            ServiceId = id,
            Name = name ?? $"Likes {id}",
            Type = type,
            Category = "Instagram",
            Rate = rate,
            Min = 10,
            Max = most,
            Refill = refill,
            Cancel = cancel,
        };
}
