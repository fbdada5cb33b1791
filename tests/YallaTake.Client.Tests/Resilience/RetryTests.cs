using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;

namespace YallaTake;

public sealed class RetryTests
{
    private static readonly CannedAnswer Failing = CannedAnswer.Of("<html>oops</html>", 500);
    private static readonly CannedAnswer Limited = CannedAnswer.Of("""{"error":"Rate limit exceeded"}""", 429, "Retry-After: 1\r\n");
    private static readonly CannedAnswer Balance = CannedAnswer.Of("""{"balance":"1","currency":"USD"}""");
    private static readonly CannedAnswer Placed = CannedAnswer.Of("""{"order":23501}""");
    private static readonly OrderRequest Order = new(1, [new("link", "https://example.com/p/1"), new("quantity", "100")]);

    private readonly TestTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Whatever comes of these, the panel may have acted.
    private static readonly Dictionary<string, CannedAnswer> Stumbles = new()
    {
        ["server error"] = Failing,
        ["dropped"] = CannedAnswer.Dropped,
        ["web page"] = CannedAnswer.Of("<html>maintenance</html>"),
        ["cut off"] = CannedAnswer.Of("""{"balance":"1","""),
    };

    public static TheoryData<string> StumbleNames => [.. Stumbles.Keys];

    [Theory]
    [MemberData(nameof(StumbleNames))]
    public async Task A_read_is_sent_again_when_the_panel_stumbles(string stumble)
    {
        await using var server = new CannedServer(Stumbles[stumble], Balance);
        using var client = server.Client(retries: 1, time: _time);

        Assert.Equal(1m, (await client.GetBalanceAsync(_time.Call())).Balance);
        Assert.Equal(2, server.Requests.Length);
    }

    [Fact]
    public async Task A_read_that_times_out_is_sent_again()
    {
        await using var server = new CannedServer(CannedAnswer.Never, Balance);
        using var client = server.Client(retries: 1, time: _time);

        var asking = client.GetBalanceAsync(_time.Call());
        await server.Answered;
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(1m, (await asking).Balance);
    }

    [Fact]
    public async Task What_the_panel_refuses_is_not_sent_again()
    {
        await using var server = new CannedServer(CannedAnswer.Of("""{"error":"Invalid API key"}"""));
        using var client = server.Client(retries: 3, time: _time);

        await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(_time.Call()));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task After_the_last_retry_the_failure_comes_out()
    {
        await using var server = new CannedServer(Failing);
        using var client = server.Client(retries: 1, time: _time);

        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(_time.Call()));
        Assert.Equal(ErrorId.PanelUnavailable, failure.Id);
        Assert.Equal(2, server.Requests.Length);
    }

    [Fact]
    public async Task A_catalogue_is_asked_for_again_when_a_web_page_came()
    {
        await using var server = new CannedServer(
            CannedAnswer.Of("<html>maintenance</html>"),
            CannedAnswer.Of("""[{"service":1,"name":"a","type":"Default","category":"c","rate":"1"}]"""));
        using var client = server.Client(retries: 1, time: _time);

        Assert.Equal([1L], await client.GetServicesAsync(_time.Call()).Select(service => service.ServiceId).ToListAsync(Token));
    }

    [Theory]
    [MemberData(nameof(StumbleNames))]
    public async Task An_order_that_may_have_been_placed_is_never_sent_again(string stumble)
    {
        await using var server = new CannedServer(Stumbles[stumble], Placed);
        using var client = server.Client(retries: 3, time: _time);

        Assert.Equal(OutcomeKind.Unknown, (await client.AddAsync(Order, _time.Call())).Kind);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_order_that_the_panel_turned_away_unread_is_sent_again()
    {
        await using var server = new CannedServer(Limited, Placed);
        using var client = server.Client(retries: 1, time: _time);

        Assert.Equal("23501", (await client.AddAsync(Order, _time.Call())).OrderId);
        Assert.Equal(2, server.Requests.Length);
    }

    [Fact]
    public async Task An_order_that_never_left_is_sent_again()
    {
        var port = LocalPort.Free();
        var waits = new ConcurrentQueue<PanelWait>();
        TcpListener? listener = null;
        using var client = TestPanel.Client(new Uri($"http://127.0.0.1:{port}/api/v2"), retries: 1, time: _time);

        // The panel comes up while the client waits for its second attempt; it hangs up on what comes, so only one order can arrive.
        var outcome = await client.AddAsync(Order, _time.Call(wait =>
        {
            waits.Enqueue(wait);
            listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            _ = listener.AcceptTcpClientAsync().ContinueWith(accepted => accepted.Result.Dispose(), TaskScheduler.Default);
        }));

        listener!.Dispose();
        Assert.Equal(OutcomeKind.Unknown, outcome.Kind);
        Assert.Contains("Nothing was sent", Assert.Single(waits).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"error":"Rate limit exceeded"}""", 2)]
    [InlineData(200, """{"error":"Rate limit exceeded for order of service 7"}""", 1)]
    [InlineData(504, """{"error":"Too many requests"}""", 1)]
    [InlineData(500, """{"error":"Rate limit exceeded"}""", 1)]
    [InlineData(502, "Too many requests", 1)]
    [InlineData(407, "", 1)]
    [InlineData(429, """{"order":123}""", 1)]
    [InlineData(307, "", 1)]
    public async Task An_order_is_sent_again_only_when_it_was_surely_turned_away(int status, string body, int requests)
    {
        await using var server = new CannedServer(CannedAnswer.Of(body, status), Placed);
        using var client = server.Client(retries: 3, time: _time);

        await client.AddAsync(Order, _time.Call());

        Assert.Equal(requests, server.Requests.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task An_order_that_is_given_up_while_it_is_written_down_is_not_sent(int retries)
    {
        await using var server = new CannedServer(Placed);
        using var client = server.Client(retries: retries, time: _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.AddAsync(Order, stop.Token, () => stop.CancelAsync()));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task What_forbids_an_order_right_before_it_is_sent_comes_out_as_it_is()
    {
        await using var server = new CannedServer(Placed);
        using var client = server.Client(retries: 3, time: _time);

        await Assert.ThrowsAsync<InvalidDataException>(() => client.AddAsync(Order, Token, () => throw new InvalidDataException()));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_panel_that_wants_to_be_left_alone_for_long_is_not_waited_for_with_an_order()
    {
        await using var server = new CannedServer(CannedAnswer.Of("", 429, "Retry-After: 3600\r\n"));
        using var client = server.Client(retries: 3, time: _time);

        var outcome = await client.AddAsync(Order, _time.Call());

        Assert.Equal((OutcomeKind.NotSent, TimeSpan.FromHours(1)), (outcome.Kind, outcome.Failure!.RetryAfter));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(200, """{"error":"Rate limit exceeded"}""", 2)]
    [InlineData(429, "", 2)]
    [InlineData(504, """{"error":"Too many requests"}""", 1)]
    public async Task A_refill_is_sent_again_only_when_it_was_turned_away(int status, string body, int requests)
    {
        await using var server = new CannedServer(CannedAnswer.Of(body, status), CannedAnswer.Of("""{"refill":"1"}"""));
        using var client = server.Client(retries: 1, time: _time);

        var asking = client.Refill.AskAsync(1, _time.Call());
        await Task.WhenAny(asking);

        Assert.Equal((requests, requests == 2), (server.Requests.Length, asking.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task A_refill_is_not_sent_again_and_a_cancellation_is()
    {
        await using var server = new CannedServer(Failing, Failing, CannedAnswer.Of("""[{"order":1,"cancel":1}]"""));
        using var client = server.Client(retries: 1, time: _time);

        await Assert.ThrowsAsync<YallaTakeException>(() => client.Refill.AskAsync(1, _time.Call()));
        Assert.Single(server.Requests);
        Assert.True((await client.Cancel.AskAsync([1], _time.Call())).Single().Value!.Requested);
        Assert.Equal(3, server.Requests.Length);
    }

    [Fact]
    public async Task When_one_request_is_told_to_slow_down_the_others_wait_too()
    {
        await using var server = new CannedServer(Limited, Balance);
        using var client = server.Client(retries: 1, time: _time);
        var told = new TaskCompletionSource();
        var others = new ConcurrentQueue<PanelWait>();

        var first = client.GetBalanceAsync(new PanelCall(Token, _ => told.TrySetResult()));
        await told.Task;
        var second = client.GetBalanceAsync(new PanelCall(Token, others.Enqueue));
        Assert.Single(server.Requests);

        await _time.PassUntilAsync(Task.WhenAll(first, second));
        await Task.WhenAll(first, second);
        Assert.Equal("The panel asked for fewer requests.", others.First().Reason);
    }

    [Fact]
    public async Task A_limit_that_is_used_up_makes_the_next_request_wait_before_it_is_refused()
    {
        await using var server = new CannedServer(
            CannedAnswer.Of("""{"balance":"1"}""", headers: "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 1\r\n"), Balance);
        using var client = server.Client(time: _time);
        var waits = new ConcurrentQueue<PanelWait>();

        await client.GetBalanceAsync(_time.Call());
        await client.GetBalanceAsync(_time.Call(waits.Enqueue));

        Assert.NotEmpty(waits);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_clock_that_is_set_changes_no_wait(int hours)
    {
        await using var server = new CannedServer(
            CannedAnswer.Of("""{"balance":"1"}""", headers: "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 60\r\n"), Balance);
        var waits = new ConcurrentQueue<PanelWait>();
        using var client = server.Client(time: _time);
        await client.GetBalanceAsync(_time.Call());

        _time.SetBy = TimeSpan.FromHours(hours);
        await client.GetBalanceAsync(_time.Call(waits.Enqueue));

        Assert.Equal(TimeSpan.FromSeconds(60), Assert.Single(waits).Delay);
    }

    [Fact]
    public async Task A_panel_that_wants_to_be_left_alone_for_long_is_not_waited_for()
    {
        await using var server = new CannedServer(CannedAnswer.Of("""{"error":"Rate limit exceeded"}""", 429, "Retry-After: 3600\r\n"));
        using var client = server.Client(retries: 3, time: _time);

        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(_time.Call()));
        Assert.Equal((ErrorId.RateLimited, TimeSpan.FromHours(1)), (failure.Id, failure.RetryAfter));
    }

    [Fact]
    public async Task A_wait_can_be_given_up()
    {
        await using var server = new CannedServer(CannedAnswer.Of("""{"error":"Rate limit exceeded"}""", 429, "Retry-After: 200\r\n"));
        using var client = server.Client(retries: 3, time: _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.GetBalanceAsync(new PanelCall(stop.Token, _ => stop.Cancel())));
    }
}
