using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Search;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>A desk and a ledger file as they are, at a simulated panel, under a clock that the test moves, on one thread.</summary>
internal sealed class SearchAccount : IDisposable
{
    private readonly PanelClient _client;

    public SearchAccount(string path, bool isShared = false, string? orderListAction = null)
    {
        Panel = new AccountPanel(Time);
        Panel.Rate("7", 1);
        _client = TestPanels.Client("https://panel.example/api/v2", "key", Time, handler: Panel);
        var scheduler = new ImmediateScheduler();
        var store = new SqliteStore(path, makes: true, Time, Chance.System, scheduler);
        Ledger = TestLedgers.Over(store, null, new OutcomeJournal(path + ".journal"), Time);
        var settings = new OrderDeskSettings("panel", "USD", null, TimeSpan.FromSeconds(60))
        {
            IsShared = isShared,
            OrderListAction = orderListAction,
        };
        Desk = new OrderDesk(_client, new Catalogue(_client, Time, scheduler), Ledger, settings, Time, Chance.System);
    }

    public MovedTime Time { get; } = new();

    public AccountPanel Panel { get; }

    public StoredLedger Ledger { get; }

    public OrderDesk Desk { get; }

    public void Pass(double minutes) => Panel.Pass(TimeSpan.FromMinutes(minutes));

    /// <summary>Orders under a reference, which is also in the link.</summary>
    public async Task<OrderResult> OrderAsync(string reference, long quantity = 1000, string service = "7", AddFate? fate = null)
    {
        var request = new OrderRequest(PanelId.Parse(service), new Dictionary<string, string>
        {
            ["link"] = "https://example.com/" + reference,
            ["quantity"] = quantity.ToString(System.Globalization.CultureInfo.InvariantCulture),
        })
        { Reference = reference };
        var check = await Desk.CheckAsync(request, new OrderTerms(), null, default);
        if (fate is not null)
            Panel.Fates.Enqueue(fate);
        if (check.Intent is { } intent)
            return await Desk.PlaceAsync(intent, default);

        Panel.StayAway();
        return new OrderResult(check.Existing, check.Problems.Count > 0 ? check.Problems[0] : null);
    }

    /// <summary>Orders some, minutes apart, which are all answered.</summary>
    public async Task OrderSomeAsync(int count = 3, double minutes = 3)
    {
        for (var number = 0; number < count; number++)
        {
            await OrderAsync($"order{number}-{Panel.Sold.Count}");
            Pass(minutes);
        }
    }

    /// <summary>Searches, and settles what was found.</summary>
    public async Task<(SearchVerdict Verdict, int Requests)> SearchAsync(
        string reference, int requests = OrderSearch.UsualRequests, OrderSearch? search = null)
    {
        search ??= Desk.Search();
        var before = Panel.Requests;
        var verdict = await search.SearchAsync(reference, requests, default);
        if (verdict.Outcome != SearchOutcome.Undecided)
            await search.SettleAsync(verdict, CancellationToken.None);
        return (verdict, Panel.Requests - before);
    }

    public void Dispose()
    {
        Ledger.Dispose();
        _client.Dispose();
    }
}
