using System.Net;
using YallaTake.Client.Orders;

namespace YallaTake;

/// <summary>Whatever a panel echoes of the request, no failure holds the key, down to the innermost exception.</summary>
public sealed class EchoedKeyTests
{
    private const string Escaped = """k\/ey\u002b1&2=3%\"4""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"error":"Bad key KEY"}""", 200)]
    [InlineData("""{"error":"Invalid API key KEY"}""", 401)]
    [InlineData("""{"error":{"message":"KEYKEY"}}""", 500)]
    [InlineData("""{"status":"error","message":"KEY"}""", 422)]
    [InlineData("""{"balance":"KEY"}""", 200)]
    [InlineData("""{"request":"KEY","balance":tru""", 200)]
    [InlineData("""{"KEY":{"a" 1}}""", 200)]
    [InlineData("""[{"service":1,"rate":"KEY"}]""", 200)]
    [InlineData("""[{"service":1,"KEY":{"a" 1}}]""", 200)]
    public async Task In_JSON(string json, int status)
    {
        await AssertHiddenAsync(CannedAnswer.Of(json.Replace("KEY", Keys.Plain, StringComparison.Ordinal), status), Keys.Plain);
        await AssertHiddenAsync(CannedAnswer.Of(json.Replace("KEY", Escaped, StringComparison.Ordinal), status), Keys.Reserved);
    }

    [Theory]
    [InlineData("KEY", 200)]
    [InlineData("Invalid API key KEY", 200)]
    [InlineData("Invalid API key KEY", 401)]
    [InlineData("key=KEY&action=balance", 200)]
    [InlineData("<html>KEY</html>", 200)]
    [InlineData("<html>KEY</html>", 403)]
    public async Task In_a_text(string text, int status)
    {
        await AssertHiddenAsync(CannedAnswer.Of(text.Replace("KEY", Keys.Reserved, StringComparison.Ordinal), status), Keys.Reserved);
        await AssertHiddenAsync(
            CannedAnswer.Of(text.Replace("KEY", WebUtility.UrlEncode(Keys.Reserved), StringComparison.Ordinal), status), Keys.Reserved);
    }

    [Theory]
    [InlineData("KEY\r\n\r\n")]
    [InlineData("HTTP/1.1 200 KEY\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nKEY\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: KEY\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nKEY\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /KEY/?key=KEY\r\n\r\n")]
    public async Task In_the_head(string answer)
    {
        await AssertHiddenAsync(
            CannedAnswer.Raw(answer.Replace("KEY", Keys.Reserved, StringComparison.Ordinal), [], drops: true), Keys.Reserved);
        await AssertHiddenAsync(
            CannedAnswer.Raw(answer.Replace("KEY", WebUtility.UrlEncode(Keys.Reserved), StringComparison.Ordinal), [], drops: true),
            Keys.Reserved);
    }

    [Fact]
    public async Task In_a_value_it_is_struck_out()
    {
        await using var server = new CannedServer(CannedAnswer.Of($$"""{"balance":"1","currency":"{{Escaped}}"}"""));
        using var client = server.Client(Keys.Reserved);

        Assert.Equal("***", (await client.GetBalanceAsync(Token)).Currency);
    }

    private static async Task AssertHiddenAsync(CannedAnswer answer, string key)
    {
        await using var server = new CannedServer(answer);
        using var client = server.Client(key);

        Exception?[] failures =
        [
            (await client.AddAsync(new OrderRequest(7, []), Token)).Failure,
            await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(Token)),
            await Assert.ThrowsAsync<YallaTakeException>(async () => await client.GetServicesAsync(Token).ToListAsync(Token)),
        ];

        foreach (var spelling in new[] { key, Escaped, WebUtility.UrlEncode(key) })
            Assert.All(failures, failure => Assert.DoesNotContain(spelling, failure!.ToString(), StringComparison.Ordinal));
    }
}
