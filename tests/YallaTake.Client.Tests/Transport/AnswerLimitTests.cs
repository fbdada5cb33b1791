using System.Text;
using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;

namespace YallaTake;

/// <summary>Whatever a panel sends, it is read within bounds: of length, of depth, of memory and of time.</summary>
public sealed class AnswerLimitTests
{
    private const int MB = 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // All of these are valid as far as they go, and go further than anything a panel has to say.
    private static readonly Dictionary<string, Func<CannedAnswer>> Floods = new()
    {
        ["spaces"] = () => CannedAnswer.Of(new string(' ', 9 * MB)),
        ["a text"] = () => CannedAnswer.Of($$"""{"balance":"1","note":"{{new string('x', 9 * MB)}}"}"""),
        ["a text just short enough"] = () => CannedAnswer.Of($$"""{"balance":"1","note":"{{new string('x', 7 * MB)}}"}"""),
        ["a number"] = () => CannedAnswer.Of($$"""{"balance":{{new string('9', 7 * MB)}}}"""),
        ["a name"] = () => CannedAnswer.Of($$"""{"{{new string('x', 7 * MB)}}":1}"""),
        ["many values"] = () => CannedAnswer.Of($$"""{"balance":"1","note":[{{string.Concat(Enumerable.Repeat("0,", 2 * MB))}}0]}"""),
        ["many objects"] = () => CannedAnswer.Of($"[{string.Concat(Enumerable.Repeat("{},", 2 * MB))}1]"),
        ["many errors"] = () => CannedAnswer.Of(
            "{\"error\":{" + string.Join(',', Enumerable.Range(0, MB / 4).Select(name => $"\"{name}\":{{}}")) + "}}"),
        ["a deep list"] = () => CannedAnswer.Of(new string('[', 7 * MB)),
        ["a deep object"] = () => CannedAnswer.Of(string.Concat(Enumerable.Repeat("{\"a\":", MB))),
        ["a gzip bomb"] = () => CannedAnswer.GzipBomb("", ' ', 257),
        ["a gzip bomb of text"] = () => CannedAnswer.GzipBomb("[{\"service\":1,\"name\":\"", 'x', 257),
        ["a failure without end"] = () => CannedAnswer.Of(new string(' ', 9 * MB), 500),
        ["a head without end"] = () => CannedAnswer.Raw(
            "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Range(0, 20_000).Select(line => $"X-{line}: {line}\r\n")), []),
        ["a header without end"] = () => CannedAnswer.Raw("HTTP/1.1 200 OK\r\nX: " + new string('x', MB), []),
        ["a status without end"] = () => CannedAnswer.Raw("HTTP/1.1 200 " + new string('x', MB), []),
    };

    public static TheoryData<string> FloodNames => [.. Floods.Keys];

    [Theory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(FloodNames))]
    public async Task A_flood_is_no_answer(string flood)
    {
        await using var server = new CannedServer(Floods[flood]());
        using var client = server.Client();

        var outcome = await client.AddAsync(new OrderRequest(7, []), Token);

        var failure = outcome.Failure!;
        Assert.True(failure.Id is ErrorId.PanelAnswerUnreadable or ErrorId.PanelUnavailable, failure.Message);
        Assert.Equal(OutcomeKind.Unknown, outcome.Kind);
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(FloodNames))]
    public async Task A_flood_is_no_catalogue_and_takes_little_memory(string flood)
    {
        await using var server = new CannedServer(Floods[flood]());
        using var client = server.Client();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        using var watch = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 10);

        var failure = await Assert.ThrowsAsync<YallaTakeException>(async () => await client.GetServicesAsync(Token).CountAsync(Token));

        Assert.True(failure.Id is ErrorId.PanelAnswerUnreadable or ErrorId.PanelUnavailable, failure.Message);

        // What the garbage collector has not taken yet counts too. The longest flood is twice as long as text.
        Assert.InRange(most - before, long.MinValue, 400 * MB);
    }

    [Fact]
    public async Task A_catalogue_may_be_longer_than_any_other_answer()
    {
        var services = Enumerable.Range(1, 100_000)
            .Select(id => $$"""{"service":{{id}},"rate":"1","name":"{{new string('x', 80)}}"}""");
        await using var server = new CannedServer(CannedAnswer.Of($"[{string.Join(',', services)}]"));
        using var client = server.Client();

        Assert.Equal(100_000, await client.GetServicesAsync(Token).CountAsync(Token));
    }

    [Fact]
    public async Task The_limits_are_the_callers_to_set()
    {
        await using var server = new CannedServer(CannedAnswer.Of("""[{"service":1,"rate":"1"}]"""));
        using var client = new PanelClient(
            new PanelOptions
            {
                Uri = server.Uri,
                ApiKey = Keys.Secure(Keys.Plain),
                MaximumAnswerBytes = 10,
                MaximumCatalogueBytes = 20,
                Time = TimeProvider.System,
                Chance = Chance.System,
            });

        var balance = await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(Token));
        var catalogue = await Assert.ThrowsAsync<YallaTakeException>(() => client.GetServicesAsync(Token).CountAsync(Token).AsTask());

        Assert.Contains("longer than 10 bytes", balance.Message, StringComparison.Ordinal);
        Assert.Contains("longer than 20 bytes", catalogue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalogue_that_drips_ends_with_its_time()
    {
        var drip = new CannedAnswer(
            Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n[" + new string(' ', 2000)),
            Drip: TimeSpan.FromMilliseconds(100));
        await using var server = new CannedServer(drip);
        var time = new TestTime();
        using var client = server.Client(time: time);

        var reading = client.GetServicesAsync(Token).CountAsync(Token).AsTask();
        await time.PassUntilAsync(reading);

        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => reading);
        Assert.Equal(ErrorId.PanelUnavailable, failure.Id);
        Assert.Contains("within 30 seconds", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_that_drips_ends_with_its_time()
    {
        await using var server = new CannedServer(
            new CannedAnswer(
                Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nX: " + new string('x', 2000)), Drip: TimeSpan.FromMilliseconds(100)));
        var time = new TestTime();
        using var client = server.Client(time: time);

        var asking = client.GetBalanceAsync(Token);
        await time.PassUntilAsync(asking);

        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => asking);
        Assert.Equal(ErrorId.PanelUnavailable, failure.Id);
    }

    // What is wrong with the packaging, and what comes of it.
    [Theory]
    [InlineData("Content-Length: 15\r\nContent-Type: text/html; charset=nonsense\r\n", """{"balance":"1"}""", null)]
    [InlineData("Content-Length: 15\r\nContent-Type: ;;\r\n", """{"balance":"1"}""", null)]
    [InlineData("Content-Length: 5\r\n", """{"balance":"1"}""", ErrorId.PanelAnswerUnreadable)]
    [InlineData("Content-Length: 50\r\n", """{"balance":"1"}""", ErrorId.PanelUnavailable)]
    [InlineData("Content-Length: -1\r\n", """{"balance":"1"}""", null)]
    [InlineData("Content-Length: 15\r\nContent-Encoding: gzip\r\n", """{"balance":"1"}""", ErrorId.PanelUnavailable)]
    [InlineData("Content-Length: 15\r\nContent-Encoding: strange\r\n", """{"balance":"1"}""", null)]
    [InlineData("Transfer-Encoding: chunked\r\n", "zz\r\n", ErrorId.PanelAnswerUnreadable)]
    public async Task A_wrong_label_or_length_does_no_harm(string headers, string body, ErrorId? id)
    {
        await using var server = new CannedServer(
            CannedAnswer.Raw($"HTTP/1.1 200 OK\r\n{headers}\r\n", Encoding.ASCII.GetBytes(body), drops: true));
        using var client = server.Client();

        if (id is null)
            Assert.Equal(1m, (await client.GetBalanceAsync(Token)).Balance);
        else
            Assert.Equal(id, (await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(Token))).Id);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_stand_out_and_break_nothing()
    {
        await using var server = new CannedServer(CannedAnswer.Of([.. """{"balance":"1","currency":"US"""u8, 0xFF, 0xC3, .. "\"}"u8]));
        using var client = server.Client();

        var balance = await client.GetBalanceAsync(Token);

        Assert.Equal((1m, "US\uFFFD\uFFFD"), (balance.Balance, balance.Currency));
    }

    [Fact]
    public async Task A_rate_that_is_told_twice_is_doubtful_and_so_is_a_balance()
    {
        await using var server = new CannedServer(
            CannedAnswer.Of("""[{"service":1,"rate":"1","rate":"2"}]"""), CannedAnswer.Of("""{"balance":"1","balance":"2"}"""));
        using var client = server.Client();

        Assert.Equal(
            ErrorId.PanelAnswerUnreadable,
            (await Assert.ThrowsAsync<YallaTakeException>(() => client.GetServicesAsync(Token).CountAsync(Token).AsTask())).Id);
        Assert.Equal(ErrorId.PanelAnswerUnreadable, (await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(Token))).Id);
    }
}
