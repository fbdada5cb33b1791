using System.Collections.Concurrent;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;

namespace YallaTake;

/// <summary>Panels that count requests by the minute, and say no more than "Rate limit exceeded".</summary>
public sealed class RateLimitTests
{
    private static readonly CannedAnswer Limited = CannedAnswer.Of("""{"error":"Rate limit exceeded"}""");
    private static readonly CannedAnswer Balance = CannedAnswer.Of("""{"balance":"1","currency":"USD"}""");

    private readonly TestTime _time = new();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(20)]
    public async Task A_read_waits_until_the_minute_is_over_and_says_so(int retries)
    {
        var end = _time.GetUtcNow() + TimeSpan.FromSeconds(60);
        await using var server = new CannedServer(_ => _time.GetUtcNow() < end ? Limited : Balance);
        using var client = server.Client(retries: retries, time: _time);
        var waits = new ConcurrentQueue<PanelWait>();

        Assert.Equal(1m, (await client.GetBalanceAsync(_time.Call(waits.Enqueue))).Balance);

        Assert.InRange(waits.Sum(wait => wait.Delay.TotalSeconds), 60, 70);
        Assert.All(waits, wait => Assert.Contains("Rate limit exceeded", wait.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Retry-After: 1\r\n")]
    public async Task A_limit_that_does_not_end_is_an_error_after_the_retries(string headers)
    {
        await using var server = new CannedServer(CannedAnswer.Of("""{"error":"Too many requests"}""", 429, headers));
        using var client = server.Client(retries: 3, time: _time);

        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(_time.Call()));

        Assert.Equal(ErrorId.RateLimited, failure.Id);
        Assert.Equal(4, server.Requests.Length);
    }

    [Fact]
    public async Task A_limit_of_one_action_ends_though_the_panel_takes_others()
    {
        await using var server = new CannedServer(
            request => request.Body.Contains("action=services", StringComparison.Ordinal) ? Limited : Balance);
        using var client = server.Client(retries: 3, time: _time, timeout: TimeSpan.FromDays(7));
        var others = new ConcurrentQueue<Task>();

        var failure = await Assert.ThrowsAsync<YallaTakeException>(async () => await client.GetServicesAsync(_time.Call(wait =>
        {
            if (wait.Reason.StartsWith("Attempt", StringComparison.Ordinal))
                others.Enqueue(client.GetBalanceAsync(_time.Call()));
        })).ToListAsync(TestContext.Current.CancellationToken));
        await Task.WhenAll(others);

        Assert.Equal((ErrorId.RateLimited, 3), (failure.Id, others.Count));
    }

    [Fact]
    public void Waits_begin_anew_while_the_panel_takes_other_requests()
    {
        var waits = new RateLimitWaits(most: 2);

        Assert.Equal([true, true, false], [waits.Next(0), waits.Next(0), waits.Next(0)]);
        Assert.Equal([true, true, false], [waits.Next(7), waits.Next(7), waits.Next(7)]);
    }

    [Fact]
    public async Task Orders_of_a_batch_wait_for_their_turn_however_few_the_panel_takes_a_minute()
    {
        const int APerMinute = 3;
        var placed = new ConcurrentDictionary<string, int>();
        var gate = new Lock();
        var (begun, taken) = (_time.GetUtcNow(), 0);
        await using var server = new CannedServer(request =>
        {
            lock (gate)
            {
                if (_time.GetUtcNow() - begun >= TimeSpan.FromMinutes(1))
                    (begun, taken) = (_time.GetUtcNow(), 0);
                if (taken == APerMinute)
                    return Limited;
                taken++;
                placed.AddOrUpdate(request.Body, 1, (_, times) => times + 1);
                return CannedAnswer.Of($$"""{"order":{{placed.Count}}}""");
            }
        });
        // Each pause moves the clock for all of them.
        using var client = server.Client(retries: 3, time: _time, timeout: TimeSpan.FromDays(7));

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 14).Select(number =>
            client.AddAsync(new OrderRequest(1, [new("link", $"https://example.com/p/{number}")]), _time.Call())));

        Assert.All(outcomes, outcome => Assert.Equal(OutcomeKind.Placed, outcome.Kind));
        Assert.Equal(14, placed.Count);
        Assert.All(placed.Values, times => Assert.Equal(1, times));
    }
}
