using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;

namespace YallaTake;

public sealed class OrderPlacerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TcpListener _panel = new(IPAddress.Loopback, 0);

    public OrderPlacerTests() => _panel.Start();

    [Fact]
    public async Task What_the_panel_said_is_told_when_it_cannot_be_written_down()
    {
        using var client = Client();
        using var ledger = Ledger();
        var answered = AnswerAsync(ledger.Dispose);

        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => new OrderPlacer(client, ledger).PlaceAsync(TestOrders.Intent()));
        await answered;

        Assert.Equal((ErrorId.LedgerUnavailable, RequestFate.Unknown), (failure.Id, failure.Fate));
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

        var order = await new OrderPlacer(client, ledger).PlaceAsync(TestOrders.Intent());
        await answered;

        Assert.Equal((OrderState.Sending, OrderState.Placed, "23501"), (seen, order.State, order.OrderIdText));
    }

    public void Dispose()
    {
        _panel.Dispose();
        _folder.Dispose();
    }

    private SqliteLedger Ledger() => new(_folder.File("orders.db"), "panel", TestOrders.Fingerprint("account"));

    private PanelClient Client() => new(new PanelOptions
    {
        Uri = new Uri($"http://{_panel.LocalEndpoint}/api/v2"),
        ApiKey = new SecureString(),
        Name = "panel",
        Timeout = TimeSpan.FromSeconds(30),
        CatalogueTimeout = TimeSpan.FromSeconds(30),
        Proxy = new WebProxy(),
    });

    /// <summary>Takes one order; something happens before it is answered.</summary>
    private async Task AnswerAsync(Action before)
    {
        using var call = await _panel.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = call.GetStream();
        _ = await stream.ReadAsync(new byte[8192], TestContext.Current.CancellationToken);
        before();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\nConnection: close\r\n\r\n{\"order\":23501}"), TestContext.Current.CancellationToken);
    }
}
