using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;

namespace YallaTake;

public sealed class OrderPlacerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandingTime _time = new();
    private readonly TcpListener _panel = new(IPAddress.Loopback, 0);

    public OrderPlacerTests() => _panel.Start();

    [Fact]
    public async Task What_the_panel_said_is_told_when_it_cannot_be_written_down()
    {
        using var client = Client();
        using var ledger = Ledger();
        var answered = AnswerAsync(ledger.Dispose);

        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => new OrderPlacer(client, ledger, _time).PlaceAsync(TestOrders.Intent()));
        await answered;

        Assert.Equal(ErrorId.LedgerUnavailable, failure.Id);
        Assert.Contains("'order' was placed as 23501", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Resolve-YtOrder", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_durably_written_down_before_the_panel_sees_it()
    {
        using var client = Client();
        using var ledger = Ledger();
        OrderState? seen = null;
        var answered = AnswerAsync(() =>
        {
            using var other = Ledger();
            seen = other.GetAsync("order").GetAwaiter().GetResult()?.State;
        });

        var order = await new OrderPlacer(client, ledger, _time).PlaceAsync(TestOrders.Intent());
        await answered;

        Assert.Equal((OrderState.Sending, OrderState.Placed, "23501"), (seen, order.State, order.OrderIdText));
    }

    [Fact]
    public async Task An_order_that_others_took_over_while_it_waited_is_not_sent()
    {
        // The panel refuses once, for longer than the lease.
        using var client = Client(retries: 1);
        using var ledger = Ledger();
        using var other = Ledger(new StandingTime { Moment = _time.Moment.AddHours(1) });
        var refused = AnswerAsync("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", () =>
        {
            other.ResolveAsync("order", null).GetAwaiter().GetResult();
            other.ClaimAsync(TestOrders.Intent()).GetAwaiter().GetResult();
        });

        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => new OrderPlacer(client, ledger, _time).PlaceAsync(TestOrders.Intent(lease: TimeSpan.FromSeconds(1))));
        await refused;

        Assert.Equal(ErrorId.OrderOutcomeUnknown, failure.Id);
        Assert.False(_panel.Pending());
        Assert.Equal(OrderState.Sending, (await other.GetAsync("order"))!.State);
    }

    [Fact]
    public async Task An_order_whose_panel_is_disconnected_on_the_way_is_not_left_as_being_sent()
    {
        using var client = Client(retries: 1);
        using var ledger = Ledger();
        var refused = AnswerAsync("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", client.Dispose);

        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => new OrderPlacer(client, ledger, _time).PlaceAsync(TestOrders.Intent()));
        await refused;

        Assert.Equal(ErrorId.OrderOutcomeUnknown, failure.Id);
        Assert.Equal(OrderState.Unknown, (await ledger.GetAsync("order"))!.State);
    }

    public void Dispose()
    {
        _panel.Dispose();
        _folder.Dispose();
    }

    private SqliteLedger Ledger(TimeProvider? time = null) => new(_folder.File("orders.db"), "panel", TestOrders.Fingerprint("account"), time ?? _time, Chance.System);

    private PanelClient Client(int retries = 0) => new(new PanelOptions
    {
        Uri = new Uri($"http://{_panel.LocalEndpoint}/api/v2"),
        ApiKey = new SecureString(),
        Name = "panel",
        Timeout = TimeSpan.FromSeconds(30),
        CatalogueTimeout = TimeSpan.FromSeconds(30),
        MaximumRetryCount = retries,
        Proxy = new WebProxy(),
        Time = _time,
        Chance = Chance.System,
    });

    private Task AnswerAsync(Action before) =>
        AnswerAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\nConnection: close\r\n\r\n{\"order\":23501}", before);

    /// <summary>Takes one order; something happens before it is answered.</summary>
    private async Task AnswerAsync(string answer, Action before)
    {
        using var call = await _panel.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = call.GetStream();
        _ = await stream.ReadAsync(new byte[8192], TestContext.Current.CancellationToken);
        before();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
    }
}
