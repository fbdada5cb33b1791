using System.Net;
using System.Net.Sockets;
using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;

namespace YallaTake;

/// <summary>Which requests share a connection, and which have one of their own.</summary>
public sealed class ConnectionTests
{
    private static readonly CannedAnswer Balance = CannedAnswer.Of("""{"balance":"1"}""");
    private static readonly OrderRequest Order = new(7, []);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_share_a_connection()
    {
        await using var server = new CannedServer(Balance);
        using var client = server.Client();

        for (var i = 0; i < 5; i++)
            await client.GetBalanceAsync(Token);

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_has_served_its_time_is_replaced()
    {
        await using var server = new CannedServer(Balance);
        using var client = new PanelClient(
            new PanelOptions
            {
                Uri = server.Uri,
                ApiKey = Keys.Secure(Keys.Plain),
                Proxy = new WebProxy(),
                ConnectionLifetime = TimeSpan.FromMilliseconds(100),
                Time = TimeProvider.System,
                Chance = Chance.System,
            });

        await client.GetBalanceAsync(Token);
        await Task.Delay(300, Token);
        await client.GetBalanceAsync(Token);

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_read_does_not_mind_that_the_panel_closed_its_connection_meanwhile()
    {
        await using var server = new CannedServer(CannedAnswer.Of("""{"balance":"1"}""", drops: true));
        using var client = server.Client();

        await client.GetBalanceAsync(Token);
        await Task.Delay(200, Token);
        await client.GetBalanceAsync(Token);

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Every_order_and_every_refill_has_a_connection_of_its_own()
    {
        await using var server = new CannedServer(Balance, CannedAnswer.Of("""{"order":1,"refill":1}"""));
        using var client = server.Client();

        await client.GetBalanceAsync(Token);
        await client.AddAsync(Order, Token);
        await client.AddAsync(Order, Token);
        await client.Refill.AskAsync(1, Token);

        Assert.Equal(4, server.Connections);
        Assert.Equal([null, "close", "close", "close"], server.Requests.Select(request => request.Header("Connection")));
    }

    [Fact]
    public async Task A_panel_that_closes_after_every_answer_leaves_no_order_open()
    {
        await using var server = new CannedServer(CannedAnswer.Of("""{"order":1}""", drops: true));
        using var client = server.Client();

        // One after the other, so that each is sent while the panel is closing the connection of the one before.
        for (var i = 0; i < 200; i++)
            await client.AddAsync(Order, Token);
        await Parallel.ForAsync(
            0,
            200,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token },
            async (_, token) => await client.AddAsync(Order, token));

        Assert.Equal(400, server.Requests.Length);
    }

    [Fact]
    public async Task What_follows_an_answer_on_its_connection_answers_nothing()
    {
        var answer = CannedAnswer.Of("""{"balance":"1"}""");
        await using var server = new CannedServer(
            new CannedAnswer([.. answer.Bytes, .. CannedAnswer.Of("""{"balance":"999"}""").Bytes]), Balance);
        using var client = server.Client();

        await client.GetBalanceAsync(Token);
        await Task.Delay(200, Token);

        Assert.Equal(1m, (await client.GetBalanceAsync(Token)).Balance);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task IPv6_is_spoken_on_this_machine()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using var server = new CannedServer(IPAddress.IPv6Loopback, null, Balance);
        using var client = server.Client();

        Assert.Equal(1m, (await client.GetBalanceAsync(Token)).Balance);
        Assert.Equal($"[::1]:{server.Uri.Port}", server.Requests[0].Header("Host"));
    }
}
