using System.Net;

namespace YallaTake;

/// <summary>Requests through a real proxy: it carries them, and never sees the key of a panel with https.</summary>
public sealed class ProxyTests
{
    private static readonly NetworkCredential Credential = new(ProxyProcess.UserName, ProxyProcess.Password);
    private static readonly CannedAnswer Placed = CannedAnswer.Of("""{"order":1}""");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_its_password_it_carries_orders_to_a_panel_with_https()
    {
        await using var proxy = await ProxyProcess.StartAsync(Token);
        using var certificate = TestAuthority.Issue("127.0.0.1");
        await using var server = new CannedServer(IPAddress.Loopback, certificate, Placed);
        using var client = Client(server, proxy.Uri, Credential);

        Assert.Equal("1", (await client.AddAsync(new OrderRequest(7, []), Token)).OrderId);

        Assert.Contains($"CONNECT {server.Uri.Authority}", proxy.Requests[^1], StringComparison.Ordinal);
        Assert.Null(server.Requests.Single().Header("Proxy-Authorization"));
    }

    [Fact]
    public async Task With_its_password_it_carries_orders_to_this_machine()
    {
        await using var proxy = await ProxyProcess.StartAsync(Token);
        await using var server = new CannedServer(Placed);
        using var client = Client(server, proxy.Uri, Credential);

        Assert.Equal("1", (await client.AddAsync(new OrderRequest(7, []), Token)).OrderId);

        Assert.Contains($"POST {server.Uri}", proxy.Requests[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Without_its_password_nothing_is_sent(string? password)
    {
        await using var proxy = await ProxyProcess.StartAsync(Token);
        using var certificate = TestAuthority.Issue("127.0.0.1");
        await using var server = new CannedServer(IPAddress.Loopback, certificate, Placed);
        using var client = Client(server, proxy.Uri, password is null ? null : new NetworkCredential(ProxyProcess.UserName, password));

        var outcome = await client.AddAsync(new OrderRequest(7, []), Token);

        Assert.Equal((OrderState.NotSent, ErrorId.PanelUnavailable), (outcome.State, outcome.Failure!.Id));
        Assert.Contains("check the address, the network and the proxy", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_sent_nothing()
    {
        await using var server = new CannedServer(Placed);
        using var client = Client(server, new Uri("http://127.0.0.1:1"), null);

        var outcome = await client.AddAsync(new OrderRequest(7, []), Token);

        Assert.Equal((OrderState.NotSent, ErrorId.PanelUnavailable), (outcome.State, outcome.Failure!.Id));
    }

    private static PanelClient Client(CannedServer server, Uri proxy, NetworkCredential? credential) => new(new PanelOptions
    {
        Time = TimeProvider.System,
        Chance = Chance.System,
        Uri = server.Uri,
        ApiKey = Keys.Secure(Keys.Plain),
        Proxy = new WebProxy(proxy) { Credentials = credential },
    });
}
