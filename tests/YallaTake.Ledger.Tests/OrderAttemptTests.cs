using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>An order that goes from one panel to the next, or does not.</summary>
public sealed class OrderAttemptTests : IDisposable
{
    private const string Refused = """{"error":"Not enough funds on balance"}""";
    private const string Placed = """{"order":501}""";

    private readonly TemporaryFolder _folder = new();
    private readonly StandingTime _time = new();
    private readonly List<IDisposable> _opened = [];

    [Fact]
    public async Task A_run_that_is_stopped_while_a_panel_refuses_asks_no_other_one()
    {
        using var stop = new CancellationTokenSource();
        using var first = new TestPanel(_ =>
        {
            stop.Cancel();
            return Refused;
        });
        using var second = new TestPanel(Placed);
        var attempt = Attempt(first, second);
        var check = await attempt.CheckAsync(new PanelCall(stop.Token));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => attempt.PlaceAsync(check.Intent!, new PanelCall(stop.Token)));

        Assert.Equal((1, 0), (first.Adds, second.Adds));
        Assert.Equal(OrderState.Rejected, (await Ledger(0).GetAsync("order"))?.Phase);
        Assert.Null(await Ledger(1).GetAsync("order"));
    }

    [Fact]
    public async Task While_it_is_on_its_way_to_one_panel_another_run_of_it_begins_on_none()
    {
        using var first = new TestPanel(Refused);
        using var third = new TestPanel(Placed);
        using var second = new TestPanel(async _ =>
        {
            var other = Attempt(first, third);
            var found = await other.CheckAsync(Call);
            Assert.Equal(ErrorId.OrderOutcomeUnknown, found.Problems[0].Id);
            return Refused;
        });
        var attempt = Attempt(first, second, third);

        var result = await attempt.PlaceAsync((await attempt.CheckAsync(Call)).Intent!, Call);

        Assert.Equal((1, 1, 1, "third"), (first.Adds, second.Adds, third.Adds, result.Order?.Panel));
        Assert.Equal(2, attempt.Refusals.Count);
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_written_down_is_the_end_of_it()
    {
        var ledger = Ledger(0);
        using var first = new TestPanel(_ =>
        {
            ledger.Dispose();
            return Refused;
        });
        using var second = new TestPanel(Placed);
        var attempt = new OrderAttempt([Choice(first, ledger, 0), Choice(second, Ledger(1), 1)], new OrderTerms { IsLedgerWide = true });

        var result = await attempt.PlaceAsync((await attempt.CheckAsync(Call)).Intent!, Call);

        Assert.Equal((ErrorId.OrderNotRecorded, 0), (result.Problem?.Id, second.Adds));
    }

    [Fact]
    public async Task An_order_without_a_reference_has_the_same_one_on_every_panel()
    {
        using var first = new TestPanel(Refused);
        using var second = new TestPanel(Placed);
        var attempt = Named(null, first, second);

        var result = await attempt.PlaceAsync((await attempt.CheckAsync(Call)).Intent!, Call);

        Assert.Equal(OrderState.Rejected, (await Ledger(0).GetAsync(result.Order!.Reference!))?.Phase);
    }

    [Fact]
    public async Task A_ledger_that_is_lost_before_the_order_is_sent_is_no_refusal()
    {
        using var first = new TestPanel(Placed);
        using var second = new TestPanel(Placed);
        var ledger = Ledger(0);
        var attempt = new OrderAttempt([Choice(first, ledger, 0), Choice(second, Ledger(1), 1)], new OrderTerms { IsLedgerWide = true });
        var check = await attempt.CheckAsync(Call);
        ledger.Dispose();

        var result = await attempt.PlaceAsync(check.Intent!, Call);

        Assert.Equal((ErrorId.LedgerUnavailable, 0, 0), (result.Problem?.Id, first.Adds, second.Adds));
    }

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _folder.Dispose();
    }

    private static readonly string[] Names = ["first", "second", "third"];

    private static PanelCall Call => new(TestContext.Current.CancellationToken);

    private OrderAttempt Attempt(params TestPanel[] panels) => Named("order", panels);

    private OrderAttempt Named(string? reference, params TestPanel[] panels) =>
        new(
            [.. panels.Select((panel, number) => Choice(panel, Ledger(number), number, reference))],
            new OrderTerms { IsLedgerWide = true });

    private OrderChoice Choice(TestPanel panel, StoredLedger ledger, int number, string? reference = "order")
    {
        var client = Opened(TestPanels.Client(Address(number), "a key of many letters", _time, handler: panel));
        var settings = new OrderDeskSettings(Names[number], "USD", null, TimeSpan.FromSeconds(60));
        return new(
            new OrderDesk(client, new Catalogue(client, _time), ledger, settings, _time, Chance.System),
            new OrderRequest(7, [new("link", TestOrders.Link), new("quantity", "1000")]) { Reference = reference });
    }

    private StoredLedger Ledger(int number) => Opened(new StoredLedger(
        new SqliteStore(_folder.File("orders.db"), makes: true, _time, Chance.System),
        TestLedgers.Key(address: Address(number)),
        new OutcomeJournal(_folder.File("journal")),
        Names[number],
        LedgerHolder.ThisProcess,
        _time,
        Chance.System));

    private static string Address(int number) => $"https://{Names[number]}.example/api/v2";

    private T Opened<T>(T opened)
        where T : IDisposable
    {
        _opened.Add(opened);
        return opened;
    }
}
