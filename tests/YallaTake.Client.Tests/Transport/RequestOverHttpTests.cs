using System.Globalization;
using YallaTake.Client.Orders;

namespace YallaTake;

public sealed class RequestOverHttpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_one_form_post_with_the_key_in_its_body_alone()
    {
        await using var server = new CannedServer(CannedAnswer.Of("""{"order":23501}"""));
        using var client = server.Client();

        await client.AddAsync(
            new OrderRequest(7, new Dictionary<string, string> { ["link"] = "https://example.com/p/1", ["quantity"] = "100" }), Token);

        var request = Assert.Single(server.Requests);
        var body = $"key={Keys.Plain}&action=add&service=7&link=https%3A%2F%2Fexample.com%2Fp%2F1&quantity=100";
        Assert.Equal("POST /api/v2 HTTP/1.1", request.Line);
        Assert.Equal(body, request.Body);
        Assert.Equal("application/x-www-form-urlencoded", request.Header("Content-Type"));
        Assert.Equal(body.Length.ToString(CultureInfo.InvariantCulture), request.Header("Content-Length"));
        Assert.Equal(server.Uri.Authority, request.Header("Host"));
        Assert.Equal("application/json", request.Header("Accept"));
        Assert.StartsWith("YallaTake/", request.Header("User-Agent"), StringComparison.Ordinal);
        Assert.Null(request.Header("Cookie"));
        Assert.DoesNotContain(Keys.Plain, request.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_of_the_panel_are_not_sent_back()
    {
        await using var server = new CannedServer(CannedAnswer.Of("""{"balance":"1"}""", headers: "Set-Cookie: session=1\r\n"));
        using var client = server.Client();

        await client.GetBalanceAsync(Token);
        await client.GetBalanceAsync(Token);

        Assert.Null(server.Requests[1].Header("Cookie"));
    }

    [Fact]
    public async Task Every_call_asks_for_its_own_action()
    {
        await using var server = new CannedServer(CannedAnswer.Of("""{"error":"Invalid API key"}"""));
        using var client = server.Client();
        Func<Task>[] calls =
        [
            async () => await client.GetServicesAsync(Token).ToListAsync(Token),
            () => client.GetBalanceAsync(Token),
            async () => throw (await client.AddAsync(new OrderRequest(7, []), Token)).Failure!,
            () => client.Status.AskAsync(1, Token),
            () => client.Status.AskAsync([1, 2], Token),
            () => client.Refill.AskAsync(1, Token),
            () => client.Refill.AskAsync([1, 2], Token),
            () => client.RefillStatus.AskAsync(1, Token),
            () => client.RefillStatus.AskAsync([1, 2], Token),
            () => client.Cancel.AskAsync([1, 2], Token),
        ];

        foreach (var call in calls)
            Assert.Equal(ErrorId.ApiKeyRefused, (await Assert.ThrowsAsync<YallaTakeException>(call)).Id);

        Assert.Equal(
            [
                "action=services", "action=balance", "action=add&service=7",
                "action=status&order=1", "action=status&orders=1%2C2",
                "action=refill&order=1", "action=refill&orders=1%2C2",
                "action=refill_status&refill=1", "action=refill_status&refills=1%2C2",
                "action=cancel&orders=1%2C2",
            ],
            server.Requests.Select(request => request.Body.Replace($"key={Keys.Plain}&", string.Empty, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("http://example.com/api/v2")]
    [InlineData("http://192.168.0.1/api/v2")]
    [InlineData("http://localhost.example.com/api/v2")]
    [InlineData("ftp://127.0.0.1/api/v2")]
    [InlineData("https://example.com/api/v2?key=1234")]
    [InlineData("https://user:pass@example.com/api/v2")]
    [InlineData("http://127.0.0.1/api/v2?key=1234")]
    public void An_address_that_would_show_the_key_is_refused(string uri)
    {
        var failure = Assert.Throws<YallaTakeException>(() => TestPanel.Client(new Uri(uri)));

        Assert.Equal(ErrorId.InsecureUri, failure.Id);
        Assert.DoesNotContain("1234", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/api/v2")]
    [InlineData("http://127.0.0.1:8080/api/v2")]
    [InlineData("http://localhost/api/v2")]
    [InlineData("http://[::1]/api/v2")]
    public void Https_is_allowed_and_http_to_this_machine(string uri) =>
        Assert.Null(Record.Exception(() => TestPanel.Client(new Uri(uri)).Dispose()));
}
