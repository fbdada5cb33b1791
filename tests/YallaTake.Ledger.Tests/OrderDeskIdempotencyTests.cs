using System.Net;
using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>What the desk does at a panel that takes a client's id for an order, and at one that is only said to.</summary>
public sealed class OrderDeskIdempotencyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandingTime _time = new();
    private readonly List<IDisposable> _opened = [];
    private readonly KeyedPanel _sold = new();
    private readonly TestPanel _panel;
    private readonly StoredLedger _ledger;
    private readonly OrderDesk _desk;
    private IdempotencyField? _field = new("request_id", TimeSpan.FromHours(1));

    public OrderDeskIdempotencyTests()
    {
        _panel = new TestPanel(form => Task.FromResult(_sold.Answer(form)));
        _opened.Add(_panel);
        _ledger = TestLedgers.InFile(_folder.File("orders.db"), time: _time);
        _opened.Add(_ledger);
        _desk = NewDesk();
    }

    private static PanelCall Call => new(TestContext.Current.CancellationToken);

    [Fact]
    public async Task The_reference_goes_out_in_the_field_and_the_order_is_remembered_without_it()
    {
        var order = (await PlaceAsync("inv-1")).Order;
        await PlaceAsync("INV 1");

        Assert.Equal(["inv-1", IdempotencyField.ValueFor("INV 1")], _sold.Values);
        Assert.DoesNotContain("request_id", order!.Fields.Keys);
    }

    [Fact]
    public async Task Without_the_field_an_order_goes_out_as_before()
    {
        _field = null;
        await PlaceAsync("inv-1", NewDesk());

        Assert.Equal([string.Empty], _sold.Values);
    }

    [Theory]
    [InlineData("request_id")]
    [InlineData("Request_ID")]
    public async Task A_row_does_not_give_the_field_itself(string name)
    {
        var request = new OrderRequest(7, [new("link", TestOrders.Link), new("quantity", "1000"), new(name, "mine")], [name]);

        var check = await _desk.CheckAsync(request, new OrderTerms(), null, Call);

        Assert.Equal((ErrorId.FieldInvalid, null, 0), (Assert.Single(check.Problems).Id, check.Intent, _panel.Adds));
    }

    [Fact]
    public async Task An_unknown_order_is_not_sent_again_to_a_panel_that_was_not_tested()
    {
        _sold.Answers.Enqueue("half an answer");
        await PlaceAsync("inv-1");

        Assert.Equal(ErrorId.OrderOutcomeUnknown, (await PlaceAsync("inv-1")).Problem?.Id);
        Assert.Equal(1, _panel.Adds);
    }

    [Fact]
    public async Task After_a_test_an_unknown_order_is_sent_again_and_comes_back()
    {
        await PlaceAsync("inv-1");
        var (tested, problem) = await TestAsync("inv-1");
        Assert.Equal((1L, "inv-1", null), (tested?.OrderId, tested?.Reference, problem));

        _sold.Answers.Enqueue("half an answer");
        Assert.Equal(ErrorId.OrderOutcomeUnknown, (await PlaceAsync("inv-2")).Problem?.Id);
        var (order, none) = await PlaceAsync("inv-2");

        Assert.Equal((OrderState.Placed, 2L, null), (order?.Phase, order?.OrderId, none));
        Assert.Equal(2, _sold.Count);
        Assert.Equal("inv-1 inv-1#test inv-2", await _ledger.FindAsync());
        Assert.Equal(OrderState.NotSent, (await _ledger.GetAsync("inv-1#test"))?.Phase);
        var error = (await _ledger.GetAsync("inv-1#test"))?.Error;
        Assert.Contains("gave order 1 back, so nothing was bought", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_order_that_the_panel_never_saw_is_bought_once_when_it_is_sent_again()
    {
        await PlaceAsync("inv-1");
        await TestAsync("inv-1");
        _sold.Answers.Enqueue("lost");
        await PlaceAsync("inv-2");

        Assert.Equal(2L, (await PlaceAsync("inv-2")).Order?.OrderId);
        Assert.Equal(2, _sold.Count);
    }

    [Theory]
    [InlineData("""{"error":"Not enough funds on balance"}""")]
    [InlineData("429")]
    [InlineData("half an answer")]
    public async Task A_refusal_of_what_was_sent_again_settles_nothing(string answer)
    {
        await PlaceAsync("inv-1");
        await TestAsync("inv-1");
        _sold.Answers.Enqueue("half an answer");
        await PlaceAsync("inv-2");
        _sold.Answers.Enqueue(answer);

        var problem = (await PlaceAsync("inv-2")).Problem;

        Assert.Equal((ErrorId.OrderOutcomeUnknown, OrderState.Unknown), (problem?.Id, (await _ledger.GetAsync("inv-2"))?.Phase));
        Assert.Contains("earlier attempt may have placed it", problem?.Message, StringComparison.Ordinal);
        Assert.Equal(2L, (await PlaceAsync("inv-2")).Order?.OrderId);
        Assert.Equal(2, _sold.Count);
    }

    [Fact]
    public async Task An_order_that_waits_until_the_window_is_over_is_not_sent()
    {
        await PlaceAsync("inv-1");
        await TestAsync("inv-1");
        _sold.Answers.Enqueue("half an answer");
        await PlaceAsync("inv-2");
        _sold.Answers.Enqueue("429");
        _sold.OnAnswer = () => _time.Moment += TimeSpan.FromHours(2);
        var adds = _panel.Adds;

        var problem = (await PlaceAsync("inv-2", NewDesk(retries: 3))).Problem;

        Assert.Equal((ErrorId.OrderOutcomeUnknown, adds + 1), (problem?.Id, _panel.Adds));
        Assert.Equal(OrderState.Unknown, (await _ledger.GetAsync("inv-2"))?.Phase);
    }

    [Fact]
    public async Task A_test_at_a_panel_that_ignores_the_field_buys_a_second_order_that_is_written_down_and_proves_nothing()
    {
        _sold.Honours = false;
        await PlaceAsync("inv-1");

        var (second, problem) = await TestAsync("inv-1");

        Assert.Equal((OrderState.Placed, 2L, "inv-1#test", null), (second?.Phase, second?.OrderId, second?.Reference, problem));
        Assert.Equal("inv-1 inv-1#test", await _ledger.FindAsync(new OrderFilter { States = [OrderState.Placed] }));
        await TestLedgers.RefusedAsync(
            ErrorId.SpendLimitReached, () => _ledger.ClaimAsync(TestOrders.Intent("next", charge: 1, limit: 2)));

        // It is bought, and not a second time.
        Assert.Equal(2L, (await TestAsync("inv-1")).Order?.OrderId);
        _sold.Answers.Enqueue("half an answer");
        await PlaceAsync("inv-2");
        Assert.Equal(ErrorId.OrderOutcomeUnknown, (await PlaceAsync("inv-2")).Problem?.Id);
        Assert.Equal(3, _sold.Count);
    }

    [Theory]
    [InlineData("half an answer", ErrorId.OrderOutcomeUnknown)]
    [InlineData("lost", ErrorId.OrderOutcomeUnknown)]
    [InlineData("""{"error":"Not enough funds on balance"}""", ErrorId.InsufficientFunds)]
    [InlineData("429", ErrorId.RateLimited)]
    public async Task A_test_without_an_id_in_the_answer_takes_back_what_was_proved_before(string answer, ErrorId problem)
    {
        await PlaceAsync("inv-1");
        await TestAsync("inv-1");
        await PlaceAsync("inv-2");
        _sold.Answers.Enqueue(answer);

        Assert.Equal(problem, (await TestAsync("inv-2")).Problem?.Id);

        _sold.Answers.Enqueue("half an answer");
        await PlaceAsync("inv-3");
        Assert.Equal(ErrorId.OrderOutcomeUnknown, (await PlaceAsync("inv-3")).Problem?.Id);
        Assert.Equal(3, _sold.Count);
    }

    [Theory]
    [InlineData("nothing placed", ErrorId.OrderNotFound)]
    [InlineData("no field", ErrorId.FieldMissing)]
    [InlineData("not placed", ErrorId.ReferenceMismatch)]
    [InlineData("placed without the field", ErrorId.ReferenceMismatch)]
    [InlineData("placed too long ago", ErrorId.ReferenceMismatch)]
    public async Task An_order_that_proves_nothing_is_not_sent_as_a_test(string how, ErrorId refused)
    {
        var field = _field;
        _field = how == "placed without the field" ? null : field;
        if (how == "not placed")
            _sold.Answers.Enqueue("half an answer");
        if (how != "nothing placed")
            await PlaceAsync("inv-1", NewDesk());
        if (how == "placed too long ago")
            _time.Moment += TimeSpan.FromHours(2);
        _field = how == "no field" ? null : field;
        var adds = _panel.Adds;

        await TestLedgers.RefusedAsync(refused, () => NewDesk().CheckTestAsync("inv-1", Call));
        Assert.Equal(adds, _panel.Adds);
    }

    [Fact]
    public async Task A_panel_that_gives_the_order_of_another_reference_back_leaves_the_order_unknown()
    {
        await PlaceAsync("inv-1");
        _sold.Answers.Enqueue("""{"order":1}""");

        var problem = (await PlaceAsync("inv-2")).Problem;

        Assert.Equal((ErrorId.OrderOutcomeUnknown, OrderState.Unknown), (problem?.Id, (await _ledger.GetAsync("inv-2"))?.Phase));
        Assert.Contains("order 1, which the ledger knows under the reference 'inv-1'", problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_panel_that_gave_the_order_of_another_reference_back_is_not_trusted_any_more()
    {
        await PlaceAsync("inv-1");
        await TestAsync("inv-1");
        _sold.Answers.Enqueue("""{"order":1}""");
        await PlaceAsync("inv-2");
        var adds = _panel.Adds;

        Assert.Equal(ErrorId.OrderOutcomeUnknown, (await PlaceAsync("inv-2")).Problem?.Id);
        Assert.Equal(adds, _panel.Adds);
    }

    [Fact]
    public async Task An_id_that_the_ledger_cannot_be_asked_about_still_comes_out()
    {
        var store = new BrokenStore(new SqliteStore(_folder.File("broken.db"), makes: true, _time, Chance.System));
        var ledger = TestLedgers.Over(store, null, new OutcomeJournal(_folder.File("broken.journal")), _time);
        _opened.Add(ledger);
        await PlaceAsync("inv-1", NewDesk(ledger: ledger));
        _sold.Answers.Enqueue("""{"order":7}""");
        _sold.OnAnswer = () => store.Failure = new IOException("The disk is gone.");

        var result = await PlaceAsync("inv-2", NewDesk(ledger: ledger));

        (store.Failure, _sold.OnAnswer) = (null, null);
        Assert.Equal(ErrorId.OrderNotRecorded, result.Problem?.Id);
        Assert.Equal(7L, result.Order?.OrderId);
    }

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _folder.Dispose();
    }

    private OrderDesk NewDesk(int retries = 0, StoredLedger? ledger = null)
    {
        var client = TestPanels.Client("https://panel.example/api/v2", "a key of many letters", _time, retries, _panel);
        _opened.Add(client);
        var settings = new OrderDeskSettings("panel", "USD", null, TimeSpan.FromSeconds(60)) { IdempotencyField = _field };
        return new OrderDesk(client, new Catalogue(client, _time), ledger ?? _ledger, settings, _time, Chance.System);
    }

    // By then the panel has executed whatever was sent before.
    private async Task<OrderResult> PlaceAsync(string reference, OrderDesk? desk = null)
    {
        _time.Moment += TimeSpan.FromMinutes(2);
        var request = new OrderRequest(7, [new("link", TestOrders.Link), new("quantity", "1000")]) { Reference = reference };
        var check = await (desk ?? _desk).CheckAsync(request, new OrderTerms(), null, Call);
        return check.Intent is { } intent
            ? await (desk ?? _desk).PlaceAsync(intent, Call)
            : new OrderResult(check.Existing, check.Problems is [var first, ..] ? first : null);
    }

    private async Task<OrderResult> TestAsync(string reference)
    {
        var check = await _desk.CheckTestAsync(reference, Call);
        Assert.Empty(check.Problems);
        return await _desk.TestAsync(check.Intent!, Call);
    }

    /// <summary>A panel that gives the same order back for the same id; answers of its own come first.</summary>
    private sealed class KeyedPanel
    {
        private readonly Dictionary<string, int> _orders = [];

        /// <summary>What it answers instead. "lost" never reached it; anything else did, and a known refusal sold nothing.</summary>
        public Queue<string> Answers { get; } = [];

        public bool Honours { get; set; } = true;

        public List<string> Values { get; } = [];

        public int Count { get; private set; }

        public Action? OnAnswer { get; set; }

        public string Answer(string form)
        {
            OnAnswer?.Invoke();
            var answer = Answers.Count > 0 ? Answers.Dequeue() : null;
            if (answer == "lost")
                throw new HttpRequestException("lost");
            if (answer is not null and not "half an answer")
                return answer;

            var value = form.Split('&').FirstOrDefault(field => field.StartsWith("request_id=", StringComparison.Ordinal));
            var id = WebUtility.UrlDecode(value?["request_id=".Length..] ?? string.Empty);
            Values.Add(id);
            if (!Honours || !_orders.TryGetValue(id, out var order))
                _orders[id] = order = ++Count;
            return answer is null ? $$"""{"order":{{order}}}""" : """{"ord""";
        }
    }
}
