using System.Net;
using System.Net.Sockets;
using System.Text;

namespace YallaTake;

public sealed class HttpTests : IDisposable
{
    private readonly RunningSandbox _panel = new();

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        foreach (var key in new[] { "key=other", "key=", "other=1" })
        {
            var response = await _panel.Http.PostAsync(_panel.Sandbox.Uri, RunningSandbox.Form(key, "action=balance"), Cancel);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("""{"error":"Invalid API key"}""", await response.Content.ReadAsStringAsync(Cancel));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("orders")]
    [InlineData("Balance")]
    [InlineData("status")]
    public async Task A_request_that_makes_no_sense_is_refused(string action) =>
        Assert.Equal("Incorrect request", await _panel.ErrorAsync(action));

    [Theory]
    [InlineData("/api/v2")]
    [InlineData("/api/v2/")]
    [InlineData("/api/v2?key=elsewhere")]
    public async Task The_api_answers_with_and_without_a_slash(string path)
    {
        var response = await _panel.Http.PostAsync(
            new Uri(_panel.Sandbox.Uri, path), RunningSandbox.Form("key=sandbox-key", "action=balance"), Cancel);

        Assert.Equal("""{"balance":"1000","currency":"USD"}""", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("GET", "/api/v2", 405)]
    [InlineData("HEAD", "/api/v2", 405)]
    [InlineData("PUT", "/api/v2/", 405)]
    [InlineData("POST", "/sandbox/state", 405)]
    [InlineData("POST", "/", 405)]
    [InlineData("GET", "/favicon.ico", 404)]
    [InlineData("POST", "/api/v1", 404)]
    public async Task Anything_but_a_post_to_the_api_is_told_so(string method, string path, int status)
    {
        var response = await _panel.Http.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), new Uri(_panel.Sandbox.Uri, path)), Cancel);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 405, response.Content.Headers.Allow.Count == 1);
        Assert.Equal(0, _panel.Sandbox.RequestCount);
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_refused_and_the_sandbox_lives_on()
    {
        var response = await _panel.Http.PostAsync(_panel.Sandbox.Uri, new ByteArrayContent(new byte[10 * 1024 * 1024]), Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        await _panel.OrderLikesAsync();
    }

    [Fact]
    public async Task A_chunked_body_without_end_is_refused_too()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, _panel.Sandbox.Uri)
        { Content = new ByteArrayContent(new byte[10 * 1024 * 1024]) };
        request.Headers.TransferEncodingChunked = true;

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _panel.Http.SendAsync(request, Cancel)).StatusCode);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_body_may_come_in_chunks_or_be_announced(bool chunked, bool expected)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, _panel.Sandbox.Uri)
        { Content = RunningSandbox.Form("key=sandbox-key", "action=balance") };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = expected;

        var response = await _panel.Http.SendAsync(request, Cancel);

        Assert.Contains("balance", await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Fields_are_read_as_a_form_in_utf_8()
    {
        var content = new StringContent(
            "key=sandbox-key&action=add&service=5&link=%40someone&comments=%D9%85%D8%B1%D8%AD%D8%A8%D8%A7+%F0%9F%8E%AD"
            + "%0Aone%26two%3D%2B&empty&=",
            Encoding.UTF8,
            "application/x-www-form-urlencoded");
        await _panel.Http.PostAsync(_panel.Sandbox.Uri, content, Cancel);

        Assert.Equal("مرحبا 🎭\none&two=+", (string?)(await _panel.StateAsync())["orders"]![0]!["fields"]!["comments"]);
    }

    public static TheoryData<HttpContent> Bodies => new()
    {
        RunningSandbox.Form("key=sandbox-key", "action=add", "service=5", "link=@someone", "comments=مرحبا 🎭\none&two=+"),
        Parts("key=sandbox-key", "action=add", "service=5", "link=@someone", "comments=مرحبا 🎭\none&two=+"),
        Body(
            """{"key":"sandbox-key","action":"add","service":5,"link":"@someone","comments":"مرحبا 🎭\none&two=+","runs":null}""",
            "application/json"),
        Body(
            """{"key":"sandbox-key","action":"add","service":"5","link":"@someone","comments":["مرحبا 🎭\none&two=+"]}""",
            "Application/JSON; charset=utf-8"),
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Fields_come_as_a_form_as_parts_and_as_JSON(HttpContent content)
    {
        var answer = await _panel.Http.PostAsync(_panel.Sandbox.Uri, content, Cancel);

        Assert.Equal("""{"order":23501}""", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("مرحبا 🎭\none&two=+", (string?)(await _panel.StateAsync())["orders"]![0]!["fields"]!["comments"]);
    }

    [Fact]
    public async Task A_form_is_read_as_curl_sends_an_array_of_PHP()
    {
        const string boundary = "------------------------d74496d66958873e";
        var body = string.Concat(new[] { ("key", "sandbox-key"), ("action", "status"), ("orders", "7,8") }.Select(field =>
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"{field.Item1}\"\r\n\r\n{field.Item2}\r\n")) + $"--{boundary}--\r\n";

        var answer = await SendRawAsync(
            "POST /api/v2 HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n"
            + $"Content-Type: multipart/form-data; boundary={boundary}\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        Assert.EndsWith("""{"7":{"error":"Incorrect order ID"},"8":{"error":"Incorrect order ID"}}""", answer);
    }

    public static TheoryData<HttpContent, int, string> WrongBodies => new()
    {
        { Body("key=sandbox-key&action=balance", "text/plain"), 415, "Content-Type text/plain is not understood" },
        { Body("<key>sandbox-key</key>", "application/xml"), 415, "Content-Type application/xml is not understood" },
        { Body("{\"key\":", "application/json"), 400, "not a JSON object" },
        { Body("[]", "application/json"), 400, "not a JSON object" },
        { Body("{\"key\":{}}", "application/json"), 400, "not a JSON object" },
        { Body("", "application/json"), 400, "not a JSON object" },
        { Body("--b\r\n", "multipart/form-data"), 400, "no boundary" },
        { Body("--b\r\nno head", "multipart/form-data; boundary=b"), 400, "not valid multipart/form-data" },
    };

    [Theory]
    [MemberData(nameof(WrongBodies))]
    public async Task A_body_of_another_form_is_told_so_and_not_that_the_key_is_wrong(HttpContent content, int status, string error)
    {
        var answer = await _panel.Http.PostAsync(_panel.Sandbox.Uri, content, Cancel);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(error, (string?)RunningSandbox.Parse(await answer.Content.ReadAsStringAsync(Cancel))["error"]);
    }

    [Theory]
    [InlineData("hello\r\n\r\n", 400)]
    [InlineData("\u0016\u0003\u0001\n", 400)]
    [InlineData("GET /api/v2 HTTP/3\r\n\r\n", 400)]
    [InlineData("POST api HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /api/v2 HTTP/1.1\r\nno colon\r\n\r\n", 400)]
    [InlineData("POST /api/v2 HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST /api/v2 HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400)]
    [InlineData("POST /api/v2 HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400)]
    [InlineData("POST /api/v2 HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 400)]
    [InlineData("POST /api/v2 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400)]
    [InlineData("POST /api/v2 HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", 413)]
    [InlineData("POST /api/v2 HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n", 413)]
    public async Task A_request_that_is_not_http_is_refused_and_the_connection_closed(string text, int status)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", await SendRawAsync(text));
        await _panel.OrderLikesAsync();
    }

    [Theory]
    [InlineData("POST /api/v2 HTTP/1.0\r\nHost: HOST\r\n\r\n")]
    [InlineData("POST /api/v2 HTTP/1.1\nhost: HOST\nConnection: close\n\n")]
    [InlineData("POST http://HOST/api/v2 HTTP/1.1\r\nconnection: Close\r\n\r\n")]
    public async Task Old_and_odd_clients_are_understood(string text) =>
        Assert.EndsWith("""{"error":"Invalid API key"}""", await SendRawAsync(text));

    [Theory]
    [InlineData(1, 70_000)]
    [InlineData(70, 1000)]
    public async Task A_head_beyond_64_kilobytes_is_refused(int lines, int length)
    {
        var header = "X: " + new string('x', length) + "\r\n";

        Assert.StartsWith(
            "HTTP/1.1 431 ", await SendRawAsync("GET / HTTP/1.1\r\n" + string.Concat(Enumerable.Repeat(header, lines)) + "\r\n"));
    }

    [Fact]
    public async Task One_connection_serves_requests_one_after_the_other()
    {
        const string body = "key=sandbox-key&action=balance";
        var request = $"POST /api/v2 HTTP/1.1\r\nHost: HOST\r\nContent-Length: {body.Length}\r\n\r\n{body}";

        var answer = await SendRawAsync(request + "\r\n" + request + request.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        Assert.Equal(3, answer.Split("HTTP/1.1 200 OK").Length - 1);
        Assert.EndsWith("""{"balance":"1000","currency":"USD"}""", answer);
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_harms_nobody()
    {
        foreach (var text in new[] { "POST /api", "POST /api/v2 HTTP/1.1\r\nContent-Length: 100\r\n\r\nkey=", "" })
            await SendRawAsync(text, andClose: true);

        await _panel.OrderLikesAsync();
        Assert.Equal(1, _panel.Sandbox.OrderCount);
    }

    [Fact]
    public async Task Hundreds_of_clients_are_served_at_once()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => _panel.OrderLikesAsync(50)));

        Assert.Equal(300, ids.Distinct().Count());
        Assert.Equal(300, _panel.Sandbox.OrderCount);
    }

    [Fact]
    public async Task Requests_beyond_the_rate_limit_are_told_when_to_come_back()
    {
        using var panel = new RunningSandbox(RunningSandbox.Options(rateLimit: 2, timeScale: 1000));
        await panel.AskAsync("balance");
        panel.Pass(minutes: 0.5);
        await panel.OrderLikesAsync();

        var response = await panel.SendAsync("balance");
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), response.Headers.RetryAfter?.Delta);
        Assert.Equal("""{"error":"Rate limit exceeded"}""", await response.Content.ReadAsStringAsync(Cancel));

        panel.Pass(minutes: 0.5);
        Assert.Equal(HttpStatusCode.OK, (await panel.SendAsync("balance")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await panel.SendAsync("balance")).StatusCode);
    }

    public void Dispose() => _panel.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static StringContent Body(string text, string type)
    {
        var content = new StringContent(text);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static MultipartFormDataContent Parts(params string[] fields)
    {
        var content = new MultipartFormDataContent();
        foreach (var pair in fields.Select(field => field.Split('=', 2)))
            content.Add(new StringContent(pair[1]), pair[0]);
        return content;
    }

    /// <summary>Sends bytes of our own and returns all that comes back until the sandbox closes the connection.</summary>
    private async Task<string> SendRawAsync(string text, bool andClose = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _panel.Sandbox.Port, Cancel);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text.Replace("HOST", _panel.Sandbox.Uri.Authority)), Cancel);
        if (andClose)
            client.Client.Shutdown(SocketShutdown.Send);
        return await new StreamReader(stream).ReadToEndAsync(Cancel);
    }
}
