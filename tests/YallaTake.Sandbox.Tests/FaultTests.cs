using System.Diagnostics;
using System.Net;
using System.Text;
using Newtonsoft.Json;
using YallaTake.Sandboxing.Faults;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

public sealed class FaultTests
{
    [Theory]
    [InlineData("DropBefore", 0)]
    [InlineData("DropAfter", 1)]
    public async Task A_dropped_request_has_no_answer(string fault, int orders)
    {
        using var panel = Faulty(fault);

        await Assert.ThrowsAsync<HttpRequestException>(() => panel.OrderLikesAsync());

        Assert.Equal(orders, panel.Sandbox.OrderCount);
        Assert.Equal(1, panel.Sandbox.RequestCount);
    }

    [Theory]
    [InlineData("Hang", 0)]
    [InlineData("HangAfter", 1)]
    public async Task A_hanging_request_waits_until_the_client_goes(string fault, int orders)
    {
        using var panel = Faulty(fault);
        var order = panel.OrderLikesAsync();
        while (panel.Sandbox.RequestCount == 0 || panel.Sandbox.OrderCount < orders)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        Assert.False(order.IsCompleted);
        panel.Http.CancelPendingRequests();

        await Assert.ThrowsAsync<TaskCanceledException>(() => order);
        Assert.Equal(orders, panel.Sandbox.OrderCount);
    }

    [Fact]
    public async Task A_hanging_request_ends_when_the_sandbox_stops()
    {
        using var panel = Faulty("Hang");
        var order = panel.OrderLikesAsync();
        while (panel.Sandbox.RequestCount == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        panel.Sandbox.Dispose();

        await Assert.ThrowsAsync<HttpRequestException>(() => order);
    }

    [Fact]
    public async Task A_refused_connection_is_reset_before_anything_is_read()
    {
        using var panel = Faulty("Refuse");

        await Assert.ThrowsAsync<HttpRequestException>(() => panel.OrderLikesAsync());

        Assert.Equal(0, panel.Sandbox.RequestCount);
    }

    [Theory]
    [InlineData("Http429", 429, 0)]
    [InlineData("Http429Bare", 429, 0)]
    [InlineData("Http500", 500, 0)]
    [InlineData("Http500After", 500, 1)]
    public async Task A_failing_request_is_answered_with_its_status(string fault, int status, int orders)
    {
        using var panel = Faulty(fault);

        var response = await OrderAsync(panel);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(fault == "Http429" ? TimeSpan.FromSeconds(1) : null, response.Headers.RetryAfter?.Delta);
        Assert.NotNull(RunningSandbox.Parse(await ReadAsync(response))["error"]);
        Assert.Equal(orders, panel.Sandbox.OrderCount);
    }

    [Theory]
    [InlineData("Html", HttpStatusCode.OK)]
    [InlineData("Http502", HttpStatusCode.BadGateway)]
    public async Task A_page_takes_the_place_of_the_answer(string fault, HttpStatusCode status)
    {
        using var panel = Faulty(fault);

        var response = await OrderAsync(panel);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<html>", await ReadAsync(response));
        Assert.Equal(1, panel.Sandbox.OrderCount);
    }

    [Fact]
    public async Task A_truncated_answer_is_half_of_the_json()
    {
        using var panel = Faulty("Truncated");

        var text = await ReadAsync(await OrderAsync(panel));

        Assert.Equal("""{"order":23501}"""[..7], text);
        Assert.ThrowsAny<JsonException>(() => RunningSandbox.Parse(text));
        Assert.Equal(1, panel.Sandbox.OrderCount);
    }

    [Theory]
    [InlineData("HugeNumbers", """^{"order":9{400}}$""")]
    [InlineData("DuplicateKeys", """^{"order":23501,"order":null}$""")]
    [InlineData("ByteOrderMark", "^\u00EF\u00BB\u00BF{\"order\":23501}$")]
    [InlineData("InvalidUtf8", "^{\"order\u00C3\\(\u00FF\":23501}$")]
    [InlineData("DeepNesting", @"^\[{100000}\]{100000}$")]
    [InlineData("Garbage", @"[^\x00-\x7F]")]
    public async Task A_spoiled_answer_is_spoiled_as_its_fault_says(string fault, string pattern)
    {
        using var panel = Faulty(fault);

        var body = await (await OrderAsync(panel)).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Matches(pattern, Encoding.Latin1.GetString(body));
        Assert.Equal(1, panel.Sandbox.OrderCount);
    }

    [Fact]
    public async Task An_answer_of_the_wrong_type_is_the_right_answer()
    {
        using var panel = Faulty("WrongType");

        var response = await OrderAsync(panel);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{"order":23501}""", await ReadAsync(response));
    }

    [Fact]
    public async Task An_answer_of_the_wrong_length_breaks_off_after_the_whole_json()
    {
        using var panel = Faulty("WrongLength");

        using var request = new HttpRequestMessage(
            HttpMethod.Post, panel.Sandbox.Uri)
        { Content = RunningSandbox.Form("key=sandbox-key", "action=balance") };
        using var response = await panel.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal("""{"balance":"1000","currency":"USD"}""".Length + 100, response.Content.Headers.ContentLength);
        await Assert.ThrowsAsync<HttpRequestException>(() => ReadAsync(response));
    }

    [Theory]
    [InlineData("Endless", "[{")]
    [InlineData("GzipBomb", "[\"aaa")]
    public async Task An_endless_answer_goes_on_until_the_client_has_had_enough(string fault, string beginning)
    {
        using var panel = Faulty(fault);
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip });
        using var request = new HttpRequestMessage(
            HttpMethod.Post, panel.Sandbox.Uri)
        { Content = RunningSandbox.Form("key=sandbox-key", "action=balance") };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        var first = new byte[20 * 1024 * 1024];
        await body.ReadExactlyAsync(first, TestContext.Current.CancellationToken);

        Assert.StartsWith(beginning, Encoding.ASCII.GetString(first, 0, 10), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_answer_comes_whole_but_late()
    {
        using var panel = Faulty("balance:Slow");
        var watch = Stopwatch.StartNew();

        Assert.Equal("1000", (string?)(await panel.AskAsync("balance"))["balance"]);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Latency_delays_the_answer_and_not_the_order()
    {
        using var late = new RunningSandbox(
            new SandboxOptions { Catalogue = RunningSandbox.CataloguePath, Latency = TimeSpan.FromSeconds(0.3) });
        var watch = Stopwatch.StartNew();
        await late.OrderLikesAsync();
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(0.25));

        using var panel = new RunningSandbox(
            new SandboxOptions { Catalogue = RunningSandbox.CataloguePath, Latency = TimeSpan.FromHours(1) });
        var order = panel.OrderLikesAsync();
        while (panel.Sandbox.OrderCount == 0)
            await Task.Delay(5, TestContext.Current.CancellationToken);

        Assert.False(order.IsCompleted);
        panel.Http.CancelPendingRequests();
        await Assert.ThrowsAsync<TaskCanceledException>(() => order);
    }

    [Fact]
    public async Task A_fault_strikes_only_its_action()
    {
        using var panel = Faulty("add:DropBefore", "Http500=0");

        await panel.AskAsync("balance");

        await Assert.ThrowsAsync<HttpRequestException>(() => panel.OrderLikesAsync());
        Assert.Equal("""{"DropBefore":1}""", (await panel.StateAsync())["faults"]!.ToString(Formatting.None));
    }

    [Fact]
    public async Task The_same_seed_strikes_the_same_requests()
    {
        var first = await StruckAsync();

        Assert.Equal(first, await StruckAsync());
        Assert.InRange(first.Count(struck => struck), 10, 50);

        static async Task<List<bool>> StruckAsync()
        {
            using var panel = new RunningSandbox(new SandboxOptions { Seed = 5, Faults = [new SandboxFault("Http500=0.3")] });
            var struck = new List<bool>();
            for (var i = 0; i < 100; i++)
                struck.Add((await panel.SendAsync("balance")).StatusCode == HttpStatusCode.InternalServerError);
            return struck;
        }
    }

    [Theory]
    [InlineData("DropAfter", "DropAfter", 1, null)]
    [InlineData("Http500=0.1", "Http500", 0.1, null)]
    [InlineData("add:Hang=0.05", "Hang", 0.05, "add")]
    [InlineData("refill_status:Html", "Html", 1, "refill_status")]
    public void A_fault_is_written_as_a_text(string text, string kind, double probability, string? action)
    {
        var fault = new SandboxFault(text);

        Assert.Equal((kind, probability, action), (fault.Kind.ToString(), fault.Probability, fault.Action));
        Assert.Equal(text, fault.ToString());
    }

    [Theory]
    [InlineData("add:AnswerAfter=504 {\"error\":\"a=b: c\"}", "add", 504, "{\"error\":\"a=b: c\"}")]
    [InlineData("AnswerAfter=200 {\"error\":1}", null, 200, "{\"error\":1}")]
    [InlineData("AnswerAfter=302", null, 302, "")]
    public void An_answer_of_your_own_is_written_with_its_status_and_body(string text, string? action, int status, string body)
    {
        var fault = new SandboxFault(text);

        Assert.Equal(
            (SandboxFaultKind.AnswerAfter, 1, action, status, body),
            (fault.Kind, fault.Probability, fault.Action, fault.Status, fault.Body));
        Assert.Equal(text, fault.ToString());
    }

    [Theory]
    [InlineData("AnswerAfter")]
    [InlineData("AnswerAfter=")]
    [InlineData("AnswerAfter=0.5")]
    [InlineData("AnswerAfter=100")]
    [InlineData("AnswerAfter={}")]
    public void An_answer_of_your_own_needs_a_status(string text) =>
        Assert.Contains("AnswerAfter=504", Assert.Throws<FormatException>(() => new SandboxFault(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("504 {\"error\":\"Too many requests\"}", 504, "{\"error\":\"Too many requests\"}", "application/json")]
    [InlineData("407 Who are you?", 407, "Who are you?", "text/html")]
    [InlineData("304 nothing", 304, "", null)]
    public async Task An_answer_of_your_own_follows_the_order(string answer, int status, string body, string? type)
    {
        using var panel = Faulty("add:AnswerAfter=" + answer);

        var response = await OrderAsync(panel);

        Assert.Equal((status, body), ((int)response.StatusCode, await ReadAsync(response)));
        Assert.Equal(type ?? "text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, panel.Sandbox.OrderCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("Explode")]
    [InlineData("add:")]
    [InlineData("add=1:Hang")]
    [InlineData("Hang=often")]
    [InlineData("Hang=1.5")]
    [InlineData("Hang=NaN")]
    [InlineData("Hang=")]
    [InlineData("DropBefore,DropAfter")]
    public void A_text_that_is_no_fault_is_refused(string text) =>
        Assert.Contains("Http500=0.1", Assert.Throws<FormatException>(() => new SandboxFault(text)).Message);

    [Fact]
    public void A_refusal_of_connections_takes_no_action() =>
        Assert.Contains("before the action is known", Assert.Throws<ArgumentException>(() => Faulty("add:Refuse")).Message);

    private static RunningSandbox Faulty(params string[] faults) => new(RunningSandbox.Options(faults: faults));

    private static Task<HttpResponseMessage> OrderAsync(RunningSandbox panel) =>
        panel.SendAsync("add", "service=1", "link=someone", "quantity=100");

    private static Task<string> ReadAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
