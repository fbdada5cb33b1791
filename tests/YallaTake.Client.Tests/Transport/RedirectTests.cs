using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;

namespace YallaTake;

/// <summary>A redirect repeats the body, and the body holds the key.</summary>
public sealed class RedirectTests
{
    private static readonly CannedAnswer Placed = CannedAnswer.Of("""{"order":1}""");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task To_the_same_address_with_its_slash_put_right_the_whole_request_goes_again(int status)
    {
        await using var server = new CannedServer(CannedAnswer.Of("", status, "Location: /api/v2/\r\n"), Placed);
        using var client = server.Client();

        Assert.Equal("1", (await client.AddAsync(new OrderRequest(7, [new("link", "a")]), Token)).OrderId);

        Assert.Equal(["POST /api/v2 HTTP/1.1", "POST /api/v2/ HTTP/1.1"], server.Requests.Select(request => request.Line));
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
    }

    [Fact]
    public async Task Before_the_request_goes_again_it_is_asked_again_whether_the_order_may_be_sent()
    {
        await using var server = new CannedServer(CannedAnswer.Of("", 308, "Location: /api/v2/\r\n"), Placed);
        using var client = server.Client();
        var asked = 0;

        await Assert.ThrowsAsync<InvalidDataException>(() => client.AddAsync(
            new OrderRequest(7, []), Token, () => ++asked == 2 ? throw new InvalidDataException() : Task.CompletedTask));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_slash_too_many_is_put_right_too()
    {
        await using var server = new CannedServer(CannedAnswer.Of("", 308, "Location: /api/v2\r\n"), Placed);
        using var client = TestPanel.Client(new Uri(server.Uri + "/"));

        Assert.Equal("1", (await client.AddAsync(new OrderRequest(7, []), Token)).OrderId);
    }

    [Fact]
    public async Task The_address_is_remembered()
    {
        await using var server = new CannedServer(
            CannedAnswer.Of("", 308, "Location: /api/v2/\r\n"), CannedAnswer.Of("""{"balance":"1"}"""));
        using var client = server.Client();

        await client.GetBalanceAsync(Token);
        await client.GetBalanceAsync(Token);

        Assert.Equal(
            ["POST /api/v2 HTTP/1.1", "POST /api/v2/ HTTP/1.1", "POST /api/v2/ HTTP/1.1"], server.Requests.Select(request => request.Line));
    }

    [Fact]
    public async Task It_is_followed_once_and_not_in_circles()
    {
        await using var server = new CannedServer(
            CannedAnswer.Of("", 308, "Location: /api/v2/\r\n"), CannedAnswer.Of("", 308, "Location: /api/v2\r\n"));

        Assert.Equal((OutcomeKind.NotSent, ErrorId.RedirectRefused), await AddAsync(server));
        Assert.Equal(2, server.Requests.Length);
    }

    [Theory]
    [InlineData(301, "/api/v2/")]
    [InlineData(302, "/api/v2/")]
    [InlineData(308, "/api/v2")]
    [InlineData(308, "/api/v3/")]
    [InlineData(308, "/api/v2//")]
    [InlineData(308, "/api/v2/?key=1")]
    [InlineData(308, "/API/v2/")]
    [InlineData(308, "http://user@AUTHORITY/api/v2/")]
    [InlineData(308, "https://AUTHORITY/api/v2/")]
    [InlineData(308, "http://localhost/api/v2/")]
    [InlineData(308, "http://127.0.0.1:1/api/v2/")]
    public async Task Anywhere_else_it_is_refused(int status, string location)
    {
        await using var server = new CannedServer(Placed);
        await using var pointing = new CannedServer(
            CannedAnswer.Of("", status, $"Location: {location.Replace("AUTHORITY", server.Uri.Authority, StringComparison.Ordinal)}\r\n"));

        Assert.Equal((status is 307 or 308 ? OutcomeKind.NotSent : OutcomeKind.Unknown, ErrorId.RedirectRefused), await AddAsync(pointing));
        Assert.Single(pointing.Requests);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(300, nameof(OutcomeKind.Unknown))]
    [InlineData(301, nameof(OutcomeKind.Unknown))]
    [InlineData(302, nameof(OutcomeKind.Unknown))]
    [InlineData(303, nameof(OutcomeKind.Unknown))]
    [InlineData(307, nameof(OutcomeKind.NotSent))]
    [InlineData(308, nameof(OutcomeKind.NotSent))]
    public async Task Another_host_is_named_with_the_key_struck_out(int status, string state)
    {
        await using var target = new CannedServer(Placed);
        var authority = target.Uri.Authority;
        await using var server = new CannedServer(
            CannedAnswer.Of("", status, $"Location: http://me:{Keys.Plain}@{authority}/{Keys.Plain}/v2/?key={Keys.Plain}\r\n"));
        using var client = server.Client();

        var outcome = await client.AddAsync(new OrderRequest(7, []), Token);

        var failure = outcome.Failure!;
        Assert.Equal(
            (state, ErrorId.RedirectRefused, status, false), ($"{outcome.Kind}", failure.Id, failure.StatusCode, outcome.MayRepeat));
        Assert.Contains($"-Uri http://{authority}/***/v2/.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Keys.Plain, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Empty(target.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Location: http://[\r\n")]
    [InlineData("Location: //\r\n")]
    public async Task To_nowhere_it_is_refused_all_the_same(string location)
    {
        await using var server = new CannedServer(CannedAnswer.Of("", 308, location));

        Assert.Equal((OutcomeKind.NotSent, ErrorId.RedirectRefused), await AddAsync(server));
    }

    [Theory]
    [InlineData("""{"order":5}""", nameof(OutcomeKind.Placed))]
    [InlineData("""{"result":{"order":5}}""", nameof(OutcomeKind.Unknown))]
    public async Task One_that_names_an_order_is_not_followed(string body, string state)
    {
        await using var server = new CannedServer(CannedAnswer.Of(body, 308, "Location: /api/v2/\r\n"), Placed);
        using var client = server.Client();

        Assert.Equal(state, $"{(await client.AddAsync(new OrderRequest(7, []), Token)).Kind}");
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task What_may_be_an_orders_id_is_quoted_beside_the_address()
    {
        await using var server = new CannedServer(CannedAnswer.Of("""{"result":{"order":5}}""", 302, "Location: /orders\r\n"));
        using var client = server.Client();

        var failure = (await client.AddAsync(new OrderRequest(7, []), Token)).Failure!;

        Assert.Equal(ErrorId.RedirectRefused, failure.Id);
        Assert.EndsWith(" The answer names 5, which may be the order's id.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_is_not_sent_elsewhere_either()
    {
        await using var server = new CannedServer(CannedAnswer.Of("", 302, "Location: /api/v3\r\n"));
        using var client = server.Client();

        Assert.Equal(ErrorId.RedirectRefused, (await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(Token))).Id);
        Assert.Equal(
            ErrorId.RedirectRefused,
            (await Assert.ThrowsAsync<YallaTakeException>(async () => await client.GetServicesAsync(Token).ToListAsync(Token))).Id);
    }

    private static async Task<(OutcomeKind State, ErrorId Id)> AddAsync(CannedServer server)
    {
        using var client = server.Client();
        var outcome = await client.AddAsync(new OrderRequest(7, []), Token);
        return (outcome.Kind, outcome.Failure!.Id);
    }
}
