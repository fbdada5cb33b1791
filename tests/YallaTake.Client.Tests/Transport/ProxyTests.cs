using System.Net;
using System.Security.Cryptography.X509Certificates;
using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;

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
        await using var panel = SecurePanel.Start();
        using var client = Client(panel.Uri, proxy.Uri, Credential);

        Assert.Equal("1", (await client.AddAsync(new OrderRequest(7, []), Token)).OrderId);

        Assert.Contains($"CONNECT {panel.Uri.Authority}", proxy.Requests[^1], StringComparison.Ordinal);
        Assert.Null(panel.Server.Requests.Single().Header("Proxy-Authorization"));
    }

    [Fact]
    public async Task Its_password_may_stand_in_its_address()
    {
        await using var proxy = await ProxyProcess.StartAsync(Token);
        await using var panel = SecurePanel.Start();
        using var client = Client(panel.Uri, Named(proxy.Uri, ProxyProcess.Password), null);

        Assert.Equal("1", (await client.AddAsync(new OrderRequest(7, []), Token)).OrderId);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("wr0ng-passw0rd", false)]
    [InlineData("wr0ng-passw0rd", true)]
    public async Task Without_its_password_nothing_is_sent_and_none_is_told(string? password, bool inAddress)
    {
        await using var proxy = await ProxyProcess.StartAsync(Token);
        await using var panel = SecurePanel.Start();
        using var client = inAddress
            ? Client(panel.Uri, Named(proxy.Uri, password!), null)
            : Client(panel.Uri, proxy.Uri, password is null ? null : new NetworkCredential(ProxyProcess.UserName, password));

        var outcome = await client.AddAsync(new OrderRequest(7, []), Token);

        Assert.Equal((OutcomeKind.NotSent, false, ErrorId.PanelUnavailable), (outcome.Kind, outcome.MayRepeat, outcome.Failure!.Id));
        Assert.Contains("Check the address, the network and the proxy", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", outcome.Failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(panel.Server.Requests);
    }

    [Fact]
    public async Task A_proxy_that_refuses_to_connect_sent_nothing()
    {
        await using var proxy = new CannedServer(CannedAnswer.Of("", 503));
        using var client = Client(new Uri("https://panel.example/api/v2"), new Uri($"http://{proxy.Uri.Authority}"), null);

        var outcome = await client.AddAsync(new OrderRequest(7, []), Token);

        Assert.Equal((OutcomeKind.NotSent, false), (outcome.Kind, outcome.MayRepeat));
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_sent_nothing()
    {
        using var client = Client(new Uri("https://panel.example/api/v2"), new Uri("http://somebody:p4ssw0rd@127.0.0.1:1"), null);

        var outcome = await client.AddAsync(new OrderRequest(7, []), Token);

        Assert.Equal((OutcomeKind.NotSent, true, ErrorId.PanelUnavailable), (outcome.Kind, outcome.MayRepeat, outcome.Failure!.Id));
        Assert.DoesNotContain("p4ssw0rd", outcome.Failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost")]
    public async Task A_panel_on_this_machine_is_reached_without_a_proxy(string address)
    {
        await using var proxy = new CannedServer(Placed);
        await using var panel = new CannedServer(Placed);
        using var client = Client(new Uri($"{address}:{panel.Uri.Port}/api/v2"), new Uri($"http://{proxy.Uri.Authority}"), null);

        Assert.Equal("1", (await client.AddAsync(new OrderRequest(7, []), Token)).OrderId);

        Assert.Empty(proxy.Requests);
        Assert.Single(panel.Requests);
    }

    [Fact]
    public async Task Nor_through_the_systems_proxy()
    {
        await using var proxy = new CannedServer(Placed);
        await using var panel = new CannedServer(Placed);
        var systems = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(new Uri($"http://{proxy.Uri.Authority}"));
        try
        {
            using var client = new PanelClient(
                new PanelOptions { Time = TimeProvider.System, Chance = Chance.System, Uri = panel.Uri, ApiKey = Keys.Secure(Keys.Plain) });

            Assert.Equal("1", (await client.AddAsync(new OrderRequest(7, []), Token)).OrderId);
        }
        finally
        {
            HttpClient.DefaultProxy = systems;
        }

        Assert.Empty(proxy.Requests);
    }

    private static Uri Named(Uri proxy, string password) =>
        new UriBuilder(proxy) { UserName = ProxyProcess.UserName, Password = password }.Uri;

    private static PanelClient Client(Uri panel, Uri proxy, NetworkCredential? credential) => new(new PanelOptions
    {
        Time = TimeProvider.System,
        Chance = Chance.System,
        Uri = panel,
        ApiKey = Keys.Secure(Keys.Plain),
        Proxy = new WebProxy(proxy) { Credentials = credential },
    });

    // No proxy is used for addresses that say they are this machine's, so it goes by its own name here.
    private sealed class SecurePanel(CannedServer server, X509Certificate2 certificate, Uri uri) : IAsyncDisposable
    {
        public CannedServer Server => server;

        public Uri Uri => uri;

        public static SecurePanel Start()
        {
            var name = Dns.GetHostName();
            var certificate = TestAuthority.Issue(name);
            var server = new CannedServer(IPAddress.Any, certificate, Placed);
            return new SecurePanel(server, certificate, new Uri($"https://{name}:{server.Uri.Port}/api/v2"));
        }

        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            certificate.Dispose();
        }
    }
}
