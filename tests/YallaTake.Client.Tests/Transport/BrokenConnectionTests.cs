using System.Net;
using System.Net.Sockets;
using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;

namespace YallaTake;

/// <summary>No connection, a lost one, a silent one: what is said of the order decides whether money may be spent again.</summary>
public sealed class BrokenConnectionTests
{
    private readonly TestTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_connection_sent_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var uri = new Uri($"http://{listener.LocalEndpoint}/api/v2");
        listener.Stop();

        AssertUnavailable(OutcomeKind.NotSent, await AddAsync(uri), mayRepeat: true);
    }

    [Fact]
    public async Task An_unknown_host_sent_nothing() =>
        AssertUnavailable(OutcomeKind.NotSent, await AddAsync(new Uri("https://panel.invalid/api/v2")), mayRepeat: true);

    [Fact]
    public async Task A_failed_TLS_handshake_sent_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var call = AddAsync(new Uri($"https://{listener.LocalEndpoint}/api/v2"));
        (await listener.AcceptTcpClientAsync(Token)).Dispose();

        AssertUnavailable(OutcomeKind.NotSent, await call);
    }

    [Fact]
    public async Task A_connection_reset_at_once_leaves_the_order_open()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var resetting = ResetEveryAsync(listener, stop.Token);
        using var client = TestPanel.Client(new Uri($"http://{listener.LocalEndpoint}/api/v2"));

        for (var round = 0; round < 100; round++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AddAsync(client)));
            Assert.All(outcomes, outcome => AssertUnavailable(OutcomeKind.Unknown, outcome));
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resetting);
    }

    [Fact]
    public async Task A_connection_dropped_instead_of_an_answer_leaves_the_order_open()
    {
        await using var server = new CannedServer(CannedAnswer.Dropped);

        AssertUnavailable(OutcomeKind.Unknown, await AddAsync(server.Uri));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_kept_connection_that_dies_does_not_send_the_order_twice()
    {
        await using var server = new CannedServer(
            CannedAnswer.Of("""{"balance":"1"}"""), CannedAnswer.Dropped, CannedAnswer.Of("""{"order":1}"""));
        using var client = server.Client();
        await client.GetBalanceAsync(Token);

        AssertUnavailable(OutcomeKind.Unknown, await AddAsync(client));
        Assert.Equal(2, server.Requests.Length);
    }

    [Fact]
    public async Task A_connection_dropped_within_an_answer_leaves_the_order_open()
    {
        await using var server = new CannedServer(CannedAnswer.Begun("""{"order":235""", drops: true));

        AssertUnavailable(OutcomeKind.Unknown, await AddAsync(server.Uri));
    }

    [Fact]
    public async Task A_silent_panel_runs_into_the_time_limit()
    {
        await using var server = new CannedServer(CannedAnswer.Never);

        using var client = server.Client(time: _time);

        var adding = AddAsync(client);
        await server.Answered;
        await _time.PassUntilAsync(adding);

        var outcome = await adding;
        AssertUnavailable(OutcomeKind.Unknown, outcome);
        Assert.Contains("within 30 seconds", outcome.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_TLS_handshake_without_end_runs_into_the_time_limit()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = TestPanel.Client(new Uri($"https://{listener.LocalEndpoint}/api/v2"), time: _time);

        var adding = AddAsync(client);
        using var silent = await listener.AcceptTcpClientAsync(Token);
        await _time.PassUntilAsync(adding);

        AssertUnavailable(OutcomeKind.Unknown, await adding);
    }

    [Fact]
    public async Task A_panel_that_stops_within_an_answer_runs_into_the_time_limit()
    {
        await using var server = new CannedServer(CannedAnswer.Begun("""{"order":235"""));

        using var client = server.Client(time: _time);

        var adding = AddAsync(client);
        await server.Answered;
        await _time.PassUntilAsync(adding);

        var outcome = await adding;
        AssertUnavailable(OutcomeKind.Unknown, outcome);
        Assert.Contains("within 30 seconds", outcome.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_catalogue_that_stops_on_its_way_fails_after_what_has_come(bool drops)
    {
        await using var server = new CannedServer(CannedAnswer.Begun("""[{"service":1,"rate":"1"},""", drops));
        using var client = server.Client(time: _time);
        await using var services = client.GetServicesAsync(Token).GetAsyncEnumerator(Token);

        Assert.True(await services.MoveNextAsync());
        var next = services.MoveNextAsync().AsTask();
        await _time.PassUntilAsync(next);

        Assert.Equal(ErrorId.PanelUnavailable, (await Assert.ThrowsAsync<YallaTakeException>(() => next)).Id);
    }

    [Fact]
    public async Task A_catalogue_may_be_long_and_not_silent()
    {
        await using var server = new CannedServer(CannedAnswer.Begun("""[{"service":1,"rate":"1"},"""));
        using var client = server.Client(catalogueTimeout: TimeSpan.FromHours(1), time: _time);
        await using var services = client.GetServicesAsync(Token).GetAsyncEnumerator(Token);

        Assert.True(await services.MoveNextAsync());
        var next = services.MoveNextAsync().AsTask();
        await _time.PassUntilAsync(next);

        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => next);
        Assert.Contains("within 30 seconds", failure.Message, StringComparison.Ordinal);
    }

    private static async Task ResetEveryAsync(TcpListener listener, CancellationToken stop)
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync(stop);
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }
    }

    private static void AssertUnavailable(OutcomeKind state, OrderOutcome outcome, bool mayRepeat = false)
    {
        Assert.Equal((state, ErrorId.PanelUnavailable, mayRepeat), (outcome.Kind, outcome.Failure!.Id, outcome.MayRepeat));
        Assert.DoesNotContain(Keys.Plain, outcome.Failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task<OrderOutcome> AddAsync(Uri uri)
    {
        using var client = TestPanel.Client(uri);
        return await AddAsync(client);
    }

    private static Task<OrderOutcome> AddAsync(PanelClient client) => client.AddAsync(new OrderRequest(7, []), Token);
}
