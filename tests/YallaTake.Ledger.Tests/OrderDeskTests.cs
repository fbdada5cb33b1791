using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>What the desk makes of an order, with a panel that answers in place of the network.</summary>
public sealed class OrderDeskTests : IDisposable
{
    private const string Panel = "https://panel.example/api/v2";

    private readonly TemporaryFolder _folder = new();
    private readonly StandingTime _time = new();
    private readonly List<IDisposable> _opened = [];

    private static PanelCall Call => new(TestContext.Current.CancellationToken);

    private string Path => _folder.File("orders.db");

    private string Journal => Path + ".journal";

    [Fact]
    public async Task An_order_is_written_down_before_the_panel_sees_it_and_settled_after()
    {
        OrderState? seen = null;
        using var other = Ledger();
        using var panel = new TestPanel(
            async add => (seen = (await other.GetAsync("order"))?.Phase) is null ? "none" : """{"order":23501}""");

        var result = await Desk(panel, Ledger()).PlaceAsync(TestOrders.Intent(), Call);

        Assert.Null(result.Problem);
        Assert.Equal((OrderState.Sending, OrderState.Placed, 23501L), (seen, result.Order?.Phase, result.Order?.OrderId));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_order_that_is_placed_comes_out_though_the_ledger_cannot_be_written(bool hasJournal)
    {
        var ledger = Ledger();
        using var panel = new TestPanel(_ =>
        {
            ledger.Dispose();
            if (!hasJournal)
                File.WriteAllText(Journal, "no folder");
            return """{"order":23501}""";
        });

        var (order, problem) = await Desk(panel, ledger).PlaceAsync(TestOrders.Intent(), Call);

        Assert.Equal((OrderState.Placed, 23501L, TestOrders.Link), (order?.Phase, order?.OrderId, order?.Link));
        Assert.Equal(ErrorId.OrderNotRecorded, problem?.Id);
        Assert.Contains("'order' was placed as 23501", problem?.Message, StringComparison.Ordinal);
        Assert.Contains(hasJournal ? "is stored on this computer" : "note it down", problem?.Message, StringComparison.Ordinal);

        using var later = Ledger();
        Assert.Equal(hasJournal ? OrderState.Placed : OrderState.Sending, (await later.GetAsync("order"))?.Phase);
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("replaced")]
    [InlineData("removed")]
    public async Task An_order_that_is_placed_comes_out_though_the_file_is_gone(string how)
    {
        using var panel = new TestPanel(_ =>
        {
            foreach (var file in Directory.GetFiles(_folder.Path))
                File.Move(file, file.Replace("orders.db", "elsewhere.db", StringComparison.Ordinal));
            if (how == "replaced")
                TestLedgers.InFile(Path).PlaceAsync("other", "1").GetAwaiter().GetResult();
            if (how == "removed")
                Array.ForEach(Directory.GetFiles(_folder.Path), File.Delete);
            return """{"order":23501}""";
        });

        var (order, problem) = await Desk(panel, Ledger()).PlaceAsync(TestOrders.Intent(), Call);

        Assert.Equal((23501L, ErrorId.OrderNotRecorded), (order?.OrderId, problem?.Id));
    }

    [Fact]
    public async Task An_order_that_others_took_over_while_it_waited_is_not_sent()
    {
        // The panel refuses once; meanwhile the lease runs out.
        using var other = Ledger();
        using var panel = new TestPanel(async _ =>
        {
            _time.Moment += TimeSpan.FromHours(1);
            await other.ResolveAsync("order", null);
            await other.ClaimAsync(TestOrders.Intent());
            return "429";
        });

        var (order, problem) = await Desk(panel, Ledger(), retries: 1).PlaceAsync(TestOrders.Intent(lease: TimeSpan.FromSeconds(1)), Call);

        Assert.Null(order);
        Assert.Equal((ErrorId.OrderOutcomeUnknown, 1), (problem?.Id, panel.Adds));
        Assert.Equal(OrderState.Sending, (await other.GetAsync("order"))?.Phase);
    }

    [Fact]
    public async Task An_order_is_sent_under_a_claim_that_holds_though_the_machine_slept_while_it_was_renewed()
    {
        void Sleep() => _time.Moment += TimeSpan.FromHours(1);
        var store = Opened(new BrokenStore(new SqliteStore(Path, makes: true, _time, Chance.System)));
        var ledger = Opened(TestLedgers.Over(store, null, new OutcomeJournal(Journal), _time));
        await ledger.PlaceAsync("before", "23500");
        store.BeforeWrite = () =>
        {
            Sleep();
            store.BeforeWrite = () =>
            {
                Sleep();
                return Task.CompletedTask;
            };
            return Task.CompletedTask;
        };
        OrderState? seen = null;
        using var panel = new TestPanel(
            async _ => (seen = (await ledger.GetAsync("order"))?.Phase) is null ? "none" : """{"order":23501}""");

        var (order, problem) = await Desk(panel, ledger).PlaceAsync(TestOrders.Intent(), Call);

        Assert.Equal((null, OrderState.Sending, 23501L), (problem, seen, order?.OrderId));
        Assert.Null(store.BeforeWrite);
    }

    [Fact]
    public async Task A_panel_that_does_not_say_its_balance_is_asked_once_for_many_orders()
    {
        using var panel = new TestPanel("""{"order":23501}""") { Balance = "429" };
        var desk = Desk(panel, Ledger(), retries: 3);

        for (var order = 1; order <= 3; order++)
            Assert.NotNull((await desk.CheckAsync(Request($"order-{order}"), new OrderTerms(), null, Call)).Intent);

        Assert.Equal(1, panel.Balances);
    }

    [Fact]
    public async Task Whatever_is_thrown_while_it_is_sent_leaves_the_order_unknown()
    {
        using var panel = new TestPanel(new Func<string, string>(_ => throw new NotSupportedException("the panel was disconnected")));

        var (order, problem) = await Desk(panel, Ledger()).PlaceAsync(TestOrders.Intent(), Call);

        Assert.Equal((null, ErrorId.OrderOutcomeUnknown), (order, problem?.Id));
        Assert.Equal(OrderState.Unknown, (await Ledger().GetAsync("order"))?.Phase);
    }

    [Fact]
    public async Task An_order_that_is_stopped_while_it_waits_is_not_sent_and_may_be_placed_again()
    {
        using var stop = new CancellationTokenSource();
        using var panel = new TestPanel(_ =>
        {
            stop.Cancel();
            return "429";
        });
        var ledger = Ledger();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Desk(panel, ledger, retries: 5).PlaceAsync(TestOrders.Intent(), stop.Token));

        Assert.Equal((1, OrderState.NotSent), (panel.Adds, (await ledger.GetAsync("order"))?.Phase));
        Assert.Null((await ledger.ClaimAsync(TestOrders.Intent())).Existing);
    }

    [Theory]
    [InlineData("first", OrderState.Rejected)]
    [InlineData("second attempt", OrderState.Unknown)]
    [InlineData("another is unknown", OrderState.Unknown)]
    [InlineData("another link is unknown", OrderState.Rejected)]
    [InlineData("no ledger", OrderState.Unknown)]
    public async Task That_an_order_for_the_link_is_active_may_be_the_trace_of_an_earlier_attempt(string before, OrderState state)
    {
        var ledger = Ledger();
        if (before == "second attempt")
            await ledger.SettleAsync(await ledger.ClaimAsync(TestOrders.Intent()), TestOrders.Outcome(OrderState.NotSent));
        if (before.StartsWith("another", StringComparison.Ordinal))
            await ledger.SettleAsync(
                await ledger.ClaimAsync(TestOrders.Intent("other", link: before == "another is unknown" ? TestOrders.Link : "elsewhere")),
                TestOrders.Outcome(OrderState.Unknown));
        using var panel = new TestPanel("""{"error":"You have active order with this link. Please wait until order being completed."}""");

        var (order, problem) = await Desk(
            panel, before == "no ledger" ? new NoLedger("panel", _time) : ledger).PlaceAsync(TestOrders.Intent(), Call);

        Assert.Null(order);
        Assert.Equal(state == OrderState.Rejected ? ErrorId.OrderRefused : ErrorId.OrderOutcomeUnknown, problem?.Id);
        if (before != "no ledger")
            Assert.Equal(state, (await ledger.GetAsync("order"))?.Phase);
    }

    [Fact]
    public void A_reference_with_what_is_no_character_is_one_all_the_same() =>
        Assert.Equal("INV\uFFFD1", OrderReference.Normalize("INV\uFFFE1"));

    [Fact]
    public async Task Without_a_ledger_orders_are_placed_all_the_same_and_one_at_a_time()
    {
        using var panel = new TestPanel("""{"order":23501}""");
        var desk = Desk(panel, new NoLedger("panel", _time));

        var check = await desk.CheckAsync(Request(null), new OrderTerms(), null, Call);
        var mayGoOn = false;
        var (order, problem) = await desk.PlaceAsync(check.Intent!, Call, () => mayGoOn = true);

        Assert.Null(problem);
        Assert.Equal((OrderState.Placed, 23501L, 1, 1), (order?.Phase, order?.OrderId, panel.Adds, desk.ThrottleLimit(4)));
        Assert.False(mayGoOn, "Another order may begin before the number of this one has come out.");
    }

    [Theory]
    [InlineData("INV-1", "INV-1 ")]
    [InlineData("INV-1", "\u00a0INV\u200b-1\u2003")]
    [InlineData("a b", "a \t b")]
    [InlineData("\u00e9", "e\u0301")]
    public async Task What_looks_the_same_is_the_same_reference(string first, string second)
    {
        using var panel = new TestPanel("""{"order":23501}""");
        var desk = Desk(panel, Ledger());
        await desk.PlaceAsync((await desk.CheckAsync(Request(first), new OrderTerms(), null, Call)).Intent!, Call);

        var check = await desk.CheckAsync(Request(second), new OrderTerms(), null, Call);

        Assert.Equal(23501L, check.Existing?.OrderId);
        Assert.Equal(1, panel.Adds);
    }

    [Fact]
    public async Task All_that_stands_against_an_order_is_found_before_it_is_sent()
    {
        using var panel = new TestPanel("""{"order":1}""");
        var desk = Desk(panel, Ledger(), limit: new SpendLimit(1, TimeSpan.FromDays(1)));
        var terms = new OrderTerms { MaximumRate = 0.1m, MaximumCharge = 0.1m };

        var check = await desk.CheckAsync(Request(new string('x', 401), quantity: 5_000_000), terms, counted: 0, Call);
        var unknown = await desk.CheckAsync(Request(null, service: 99), terms, null, Call);

        Assert.Equal(
            [
                ErrorId.FieldInvalid, ErrorId.QuantityOutOfRange, ErrorId.RateTooHigh, ErrorId.ChargeTooHigh, ErrorId.SpendLimitReached,
                ErrorId.InsufficientFunds],
            check.Problems.Select(problem => problem.Id));
        Assert.Equal(ErrorId.ServiceNotFound, Assert.Single(unknown.Problems).Id);
        Assert.Equal((null, null, 0), (check.Intent, unknown.Intent, panel.Adds));
    }

    public void Dispose()
    {
        foreach (var opened in _opened)
            opened.Dispose();
        _folder.Dispose();
    }

    private static OrderRequest Request(string? reference, long quantity = 1000, long service = 7) =>
        new(service, [new("link", TestOrders.Link), new("quantity", $"{quantity}")]) { Reference = reference };

    private StoredLedger Ledger() => Opened(TestLedgers.InFile(Path, time: _time));

    private OrderDesk Desk(TestPanel panel, OrderLedger ledger, int retries = 0, SpendLimit? limit = null)
    {
        var client = Opened(TestPanels.Client(Panel, "a key of many letters", _time, retries, panel));
        return new OrderDesk(
            client,
            new Catalogue(client, _time),
            ledger,
            new OrderDeskSettings("panel", "USD", limit, TimeSpan.FromSeconds(60)),
            _time,
            Chance.System);
    }

    private T Opened<T>(T opened)
        where T : IDisposable
    {
        _opened.Add(opened);
        return opened;
    }
}
