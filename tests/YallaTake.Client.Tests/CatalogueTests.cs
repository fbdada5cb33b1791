using System.IO.Pipelines;
using System.Net;
using YallaTake.Client;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;

namespace YallaTake;

/// <summary>The one reader of a panel's catalogue, shared by all who read at the same time.</summary>
public sealed class CatalogueTests : IDisposable
{
    private readonly TestTime _time = new();
    private readonly Network _network = new();
    private readonly PanelClient _client;
    private readonly Catalogue _catalogue;

    public CatalogueTests()
    {
        _client = new PanelClient(new PanelOptions
        {
            Uri = new Uri("https://panel.example/api/v2"),
            ApiKey = Keys.Secure(Keys.Plain),
            Time = _time,
            Chance = Chance.System,
            Handler = _network,
        });
        _catalogue = new Catalogue(_client, _time);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _network.Dispose();
    }

    [Fact]
    public async Task Whoever_comes_late_gets_what_has_come_and_then_the_rest()
    {
        var panel = _network.Arriving();
        await using var first = Read();
        await using var second = Read();

        await panel.WriteAsync("""[{"service":1,"rate":"1"},"""u8.ToArray(), Token);
        Assert.True(await first.MoveNextAsync());
        Assert.True(await second.MoveNextAsync());
        Assert.Same(first.Current, second.Current);

        var third = _catalogue.GetAsync(Token);
        await panel.WriteAsync("""{"service":2,"rate":"1"}]"""u8.ToArray(), Token);
        await panel.CompleteAsync();

        Assert.True(await second.MoveNextAsync());
        Assert.False(await second.MoveNextAsync());
        Assert.True(await first.MoveNextAsync());
        Assert.False(await first.MoveNextAsync());
        Assert.Equal([1, 2], (await third).Keys);
        Assert.Equal(1, _network.Requests);
    }

    [Fact]
    public async Task Who_gives_up_ends_at_once_and_the_others_read_on()
    {
        var panel = _network.Arriving();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var first = Read(enough.Token);
        await using var second = Read();
        var waiting = first.MoveNextAsync().AsTask();
        var other = second.MoveNextAsync().AsTask();

        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await panel.WriteAsync("""[{"service":1,"rate":"1"}]"""u8.ToArray(), Token);
        await panel.CompleteAsync();

        Assert.True(await other);
        Assert.False(await second.MoveNextAsync());
        Assert.Equal(1, _network.Requests);
    }

    [Fact]
    public async Task The_last_who_leaves_hangs_up_and_the_next_one_asks_again()
    {
        var panel = _network.Arriving();
        await panel.WriteAsync("""[{"service":1,"rate":"1"},{"service":2,"""u8.ToArray(), Token);
        await using (var first = Read())
        await using (var second = Read())
        {
            Assert.True(await first.MoveNextAsync());
            Assert.True(await second.MoveNextAsync());
        }

        while (!(await panel.WriteAsync(" "u8.ToArray(), Token)).IsCompleted)
            await Task.Yield();
        _network.Answer("""[{"service":3,"rate":"1"}]""");
        Assert.Equal([3L], await IdsAsync());
    }

    [Fact]
    public async Task No_service_waits_for_the_rest_of_the_next()
    {
        var panel = _network.Arriving();
        await using var services = Read();
        await panel.WriteAsync("""[{"service":1,"rate":"1"},{"service":2,"rate":"1"},{"service":3,"""u8.ToArray(), Token);

        Assert.True(await services.MoveNextAsync());
        Assert.True(await services.MoveNextAsync());
        Assert.Equal(2L, services.Current.ServiceId);

        await panel.WriteAsync("""
            "rate":"1"}]
            """u8.ToArray(), Token);
        await panel.CompleteAsync();
        Assert.True(await services.MoveNextAsync());
        Assert.False(await services.MoveNextAsync());
    }

    [Fact]
    public async Task What_came_before_a_failure_comes_first()
    {
        _network.Answer($"{Many(100).TrimEnd(']')},<html>");
        await using var services = Read();

        for (var id = 1; id <= 100; id++)
            Assert.True(await services.MoveNextAsync());
        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => services.MoveNextAsync().AsTask());

        Assert.Equal(ErrorId.PanelAnswerUnreadable, failure.Id);
    }

    [Fact]
    public async Task Services_that_have_arrived_come_together()
    {
        _network.Answer(Many(100));

        var batches = await _catalogue.BatchesAsync(Token).ToListAsync(Token);

        Assert.Equal([64, 36], batches.Select(batch => batch.Count));
    }

    // A connection that is closed under a read may be used again while the read goes on.
    [Fact]
    public async Task Whoever_leaves_does_not_close_the_connection_under_a_read()
    {
        using var answer = new SlowStream("""[{"service":1,"rate":"1"},"""u8.ToArray());
        _network.Answer(() => new StreamContent(answer));
        await using (var services = Read())
        {
            Assert.True(await services.MoveNextAsync());
            await answer.Waiting.WaitAsync(Token);
        }

        answer.End();

        Assert.False(await answer.ClosedUnderARead.WaitAsync(Token));
    }

    [Fact]
    public async Task A_failure_is_everyones_and_is_not_kept()
    {
        var panel = _network.Arriving();
        await using var first = Read();
        var waiting = first.MoveNextAsync().AsTask();
        var other = _catalogue.GetAsync(Token);

        await panel.WriteAsync("<html>"u8.ToArray(), Token);
        await panel.CompleteAsync();

        Assert.Equal(ErrorId.PanelAnswerUnreadable, (await Assert.ThrowsAsync<YallaTakeException>(() => waiting)).Id);
        Assert.Equal(ErrorId.PanelAnswerUnreadable, (await Assert.ThrowsAsync<YallaTakeException>(() => other)).Id);
        _network.Answer("""[{"service":3,"rate":"1"}]""");
        Assert.Equal([3L], await IdsAsync());
        Assert.Equal([3L], await IdsAsync());
        Assert.Equal(2, _network.Requests);
    }

    [Fact]
    public async Task A_long_one_is_kept_only_where_an_order_needs_it()
    {
        _network.Answer(Many(10_000, note: new string('a', 1000)));

        await IdsAsync();
        Assert.Null(_catalogue.Recent);

        Assert.Equal(10_000, (await _catalogue.GetAsync(Token)).Count);
        Assert.Equal(10_000, _catalogue.Recent!.Count);
    }

    [Fact]
    public async Task A_large_one_is_kept_only_where_an_order_needs_it()
    {
        _network.Answer(Many(20_001));

        await IdsAsync();
        Assert.Null(_catalogue.Recent);

        Assert.Equal(20_001, (await _catalogue.GetAsync(Token)).Count);
        Assert.Equal(20_001, _catalogue.Recent!.Count);
        await IdsAsync();
        Assert.Equal(2, _network.Requests);
    }

    [Fact]
    public async Task The_time_limit_is_for_the_panel_and_not_for_its_reader()
    {
        _network.Answer(Many(5000));
        var catalogue = new Catalogue(_client, _time, new ImmediateScheduler());
        await using var services = catalogue.StreamAsync(Token).GetAsyncEnumerator(Token);

        // All that is read ahead has been by now.
        Assert.True(await services.MoveNextAsync());
        _time.Advance(TimeSpan.FromHours(1));

        for (var id = 2; id <= 5000; id++)
            Assert.True(await services.MoveNextAsync());
        Assert.False(await services.MoveNextAsync());
    }

    [Fact]
    public async Task Whoever_comes_later_does_not_wait_for_one_who_reads_no_further()
    {
        _network.Answer(Many(5000));
        await using var first = Read();
        Assert.True(await first.MoveNextAsync());

        Assert.Equal(5000, (await IdsAsync()).Count);
        Assert.Equal(1, _network.Requests);
    }

    private static string Many(int count, string note = "") =>
        $"[{string.Join(',', Enumerable.Range(1, count).Select(id => $$"""{"service":{{id}},"rate":"1","note":"{{note}}"}"""))}]";

    private IAsyncEnumerator<Service> Read(CancellationToken? token = null) =>
        _catalogue.StreamAsync(token ?? Token).GetAsyncEnumerator(Token);

    private async Task<List<long>> IdsAsync() =>
        await _catalogue.StreamAsync(Token).Select(service => (long)service.ServiceId).ToListAsync(Token);

    // Answers every request with the same text, or with one that is still being written.
    private sealed class Network : HttpMessageHandler
    {
        private Func<HttpContent> _answer = () => new StringContent(string.Empty);

        public int Requests { get; private set; }

        public void Answer(string text) => Answer(() => new StringContent(text));

        public void Answer(Func<HttpContent> answer) => _answer = answer;

        public PipeWriter Arriving()
        {
            var pipe = new Pipe();
            Answer(() => new StreamContent(pipe.Reader.AsStream()));
            return pipe.Writer;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = _answer() });
        }
    }

    // After its beginning nothing comes, and the token is not looked at.
    private sealed class SlowStream(byte[] beginning) : MemoryStream(beginning)
    {
        private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<bool> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Waiting => _waiting.Task;

        public Task<bool> ClosedUnderARead => _closed.Task;

        public void End() => _end.TrySetResult(0);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (await base.ReadAsync(buffer, cancellationToken) is > 0 and var count)
                return count;

            _waiting.TrySetResult();
            return await _end.Task;
        }

        protected override void Dispose(bool disposing)
        {
            _closed.TrySetResult(_waiting.Task.IsCompleted && !_end.Task.IsCompleted);
            base.Dispose(disposing);
        }
    }
}
