using YallaTake.Client;

namespace YallaTake;

/// <summary>The caller gives up: while no time limit can run out, and never as a failure of the panel.</summary>
public sealed class CancellationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_sending_nothing_is_sent()
    {
        await using var server = new CannedServer(CannedAnswer.Of("""{"balance":"1"}"""));
        using var client = server.Client(time: new TestTime());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetBalanceAsync(new CancellationToken(canceled: true)));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task While_the_answers_head_is_awaited()
    {
        await using var server = new CannedServer(CannedAnswer.Never);

        await AssertCanceledAsync(server, (client, token) => client.GetBalanceAsync(token));
    }

    [Fact]
    public async Task While_the_answers_body_is_awaited()
    {
        await using var server = new CannedServer(CannedAnswer.Begun("""{"balance":"""));

        await AssertCanceledAsync(server, (client, token) => client.GetBalanceAsync(token));
    }

    [Fact]
    public async Task While_the_catalogues_head_is_awaited()
    {
        await using var server = new CannedServer(CannedAnswer.Never);

        await AssertCanceledAsync(server, async (client, token) => await client.GetServicesAsync(token).ToListAsync(token));
    }

    [Fact]
    public async Task While_the_next_service_is_awaited()
    {
        await using var server = new CannedServer(CannedAnswer.Begun("""[{"service":1,"rate":"1"},"""));
        using var client = server.Client(time: new TestTime());
        using var source = new CancellationTokenSource();
        await using var services = client.GetServicesAsync(source.Token).GetAsyncEnumerator(Token);
        Assert.True(await services.MoveNextAsync());

        var next = services.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task Between_two_services_the_rest_can_be_left()
    {
        await using var server = new CannedServer(CannedAnswer.Begun("""[{"service":1,"rate":"1"},"""));
        using var client = server.Client(time: new TestTime());

        var first = await client.GetServicesAsync(Token).FirstAsync(Token).AsTask();

        Assert.Equal(1L, first.ServiceId);
    }

    private static async Task AssertCanceledAsync(CannedServer server, Func<PanelClient, CancellationToken, Task> call)
    {
        using var client = server.Client(time: new TestTime());
        using var source = new CancellationTokenSource();
        var calling = call(client, source.Token);
        await server.Answered.WaitAsync(Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
    }
}
