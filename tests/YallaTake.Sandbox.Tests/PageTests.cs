using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Faults;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

/// <summary>The page for people, and that no page of another site can read or drive the sandbox.</summary>
public sealed class PageTests
{
    private const string OwnHost = "Host: 127.0.0.1:PORT";

    public static TheoryData<string> Foreign => new()
    {
        "Host: evil.example:PORT",
        "Host: evil.example",
        "Host: 127.0.0.1.evil.example:PORT",
        "Host: localhost.evil.example:PORT",
        "Host: evil.example@127.0.0.1:PORT",
        "Host: 127.0.0.1:PORT@evil.example",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:1",
        "Host: 127.0.0.1:PORT0",
        "Host: 127.0.0.1:PORT\r\nHost: evil.example",
        "Host: evil.example\r\nHost: 127.0.0.1:PORT",
        "Host:",
        "Accept: */*",
        OwnHost + "\r\nOrigin: http://evil.example",
        OwnHost + "\r\nOrigin: http://evil.example:PORT",
        OwnHost + "\r\nOrigin: null",
        OwnHost + "\r\nOrigin:",
        OwnHost + "\r\nOrigin: https://127.0.0.1:PORT",
        OwnHost + "\r\nOrigin: http://127.0.0.1",
        OwnHost + "\r\nOrigin: http://127.0.0.1:1",
        OwnHost + "\r\nOrigin: http://127.0.0.1:PORT.evil.example",
        OwnHost + "\r\nOrigin: http://127.0.0.1:PORT, http://evil.example",
        OwnHost + "\r\nOrigin: http://127.0.0.1:PORT\r\nOrigin: http://evil.example",
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_page_of_another_site_is_refused_everything(string headers)
    {
        using var panel = new RunningSandbox(RunningSandbox.Options(faults: "add:Http500"));

        foreach (var request in new[] { "GET /", "GET /sandbox/state", "POST /api/v2", "POST /api/v2/", "OPTIONS /api/v2", "GET /nothing" })
        {
            var answer = await SendAsync(panel, request + " ", headers);

            Assert.StartsWith("HTTP/1.1 403 ", answer);
            Assert.Contains("answers no page of another site", answer);
            Assert.DoesNotContain("Access-Control", answer);
            Assert.DoesNotContain("1000", answer); // the balance
        }

        Assert.Equal((0, 0L), (panel.Sandbox.OrderCount, panel.Sandbox.RequestCount));
    }

    [Theory]
    [InlineData("GET http://evil.example/ ")]
    [InlineData("GET http://evil.example:PORT/sandbox/state ")]
    [InlineData("POST http://evil.example/api/v2 ")]
    public async Task The_host_of_the_address_counts_when_it_is_sent(string request)
    {
        using var panel = new RunningSandbox();

        Assert.StartsWith("HTTP/1.1 403 ", await SendAsync(panel, request, OwnHost));
    }

    [Theory]
    [InlineData(OwnHost)]
    [InlineData("Host: localhost:PORT")]
    [InlineData("host: LOCALHOST:PORT")]
    [InlineData("Host: [::1]:PORT")]
    [InlineData(OwnHost + "\r\nOrigin: http://127.0.0.1:PORT")]
    [InlineData("Host: localhost:PORT\r\nOrigin: http://localhost:PORT")]
    [InlineData("Host: [::1]:PORT\r\nOrigin: http://[::1]:PORT")]
    public async Task The_sandbox_answers_by_every_name_of_this_machine(string headers)
    {
        using var panel = new RunningSandbox();

        Assert.StartsWith("HTTP/1.1 200 ", await SendAsync(panel, "GET / ", headers));
        Assert.StartsWith("HTTP/1.1 200 ", await SendAsync(panel, "GET /sandbox/state ", headers));
        Assert.EndsWith("""{"order":23501}""", await SendAsync(panel, "POST /api/v2 ", headers));
    }

    [Fact]
    public async Task The_page_shows_orders_as_they_move_the_balance_and_refills()
    {
        using var panel = new RunningSandbox();
        Assert.Contains("No order was placed.", await PageAsync(panel));
        var order = await panel.OrderLikesAsync(1000);

        var page = await PageAsync(panel);
        Assert.Contains("<dt>Balance</dt><dd>999.1 USD</dd>", page);
        Assert.Contains("<td>Pending</td>", page);
        Assert.Contains("https://example.com/p/1", page);
        panel.Pass(minutes: 6);
        page = await PageAsync(panel);
        Assert.Contains("<td>In progress</td>", page);
        Assert.Contains("<progress max=\"1000\" value=\"500\"", page);
        panel.Pass(minutes: 4);
        await panel.AskAsync("refill", $"order={order}");

        page = await PageAsync(panel);
        Assert.Contains("<td>Completed</td>", page);
        Assert.Contains("""<td class="number">1</td><td class="number">23501</td><td>Pending</td>""", page);
        Assert.Contains("<dt>Requests</dt><dd>2</dd>", page); // looking is not asking
    }

    [Fact]
    public async Task The_page_shows_what_is_set_up()
    {
        using var panel = new RunningSandbox(new SandboxOptions
        {
            ApiKey = "s3cret-key",
            OtherCustomers = 1,
            PriceChanges = 1,
            Dialect = SandboxDialect.Numbers,
            Faults = [new SandboxFault("balance:Http500"), new SandboxFault("add:Hang=0.25")],
        });
        await panel.AskAsync("balance");
        panel.Pass(minutes: 60);

        var page = await PageAsync(panel);

        Assert.Contains("balance:Http500 <span class=\"quiet\">1 of its kind so far</span>", page);
        Assert.Contains("add:Hang=0.25", WebUtility.HtmlDecode(page));
        Assert.Contains("<dt>Orders of others</dt><dd>60</dd>", page);
        Assert.Contains("<dt>Dialect</dt><dd>Numbers</dd>", page);
        Assert.Matches("<td>(RateRaised|RateLowered|Added|Removed)</td>", page);
        Assert.Contains($"http://{panel.Sandbox.Uri.Authority}/api/v2", page);
        Assert.DoesNotContain("s3cret-key", page);
    }

    [Fact]
    public async Task Long_tables_show_the_first_rows_and_say_how_many_more_there_are()
    {
        using var panel = new RunningSandbox(new SandboxOptions { ServiceCount = 3210, Balance = 1_000_000 });
        await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => panel.OrderAsync(1, "link=https://example.com/p/1", "quantity=50")));

        var page = await PageAsync(panel);

        Assert.Contains("<dt>Services</dt><dd>3,210</dd>", page);
        Assert.Contains("And 3,110 more.", page);
        Assert.Contains("And 20 older.", page);
        Assert.Contains(">23620<", page);
        Assert.DoesNotContain(">23520<", page);
    }

    [Fact]
    public async Task What_comes_from_outside_is_shown_as_text()
    {
        const string evil = "\"'><script>alert(1)</script><img/src=x/onerror=alert(1)>{{Style}}&amp;";
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            path,
            new JArray(new JObject { ["service"] = 1, ["rate"] = "1", ["name"] = evil }).ToString(),
            TestContext.Current.CancellationToken);
        using var panel = new RunningSandbox(new SandboxOptions
        {
            Catalogue = path,
            Currency = evil,
            Faults = [new SandboxFault("balance:AnswerAfter=500 " + evil)],
        });
        File.Delete(path);
        await panel.OrderAsync(1, $"link=https://example.com/{evil}", "quantity=50");

        var page = await PageAsync(panel);

        Assert.Equal(4, Regex.Count(page, "&lt;script&gt;alert\\(1\\)&lt;/script&gt;")); // the name, the link, the currency, the fault
        Assert.Single(Regex.Matches(page, "<script"));
        Assert.DoesNotContain("<img", page);
        Assert.Contains("{{Style}}&amp;amp;", page);
    }

    [Fact]
    public async Task The_page_may_run_its_own_script_and_load_nothing()
    {
        using var panel = new RunningSandbox();

        var answer = await panel.Http.GetAsync(new Uri(panel.Sandbox.Uri, "/"), TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            $"default-src 'none'; style-src {Hash("style")}; script-src {Hash("script")}; connect-src 'self'; img-src data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotMatch(@"\s(style|on\w+)=""", page);
        Assert.DoesNotMatch("(src|href)=\"(?!data:,\")", page);

        string Hash(string element)
        {
            var text = Regex.Match(page, $"<{element}>(.*)</{element}>", RegexOptions.Singleline).Groups[1].Value;
            Assert.DoesNotContain("&quot;", text);
            return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
        }
    }

    private static Task<string> PageAsync(RunningSandbox panel) =>
        panel.Http.GetStringAsync(new Uri(panel.Sandbox.Uri, "/"), TestContext.Current.CancellationToken);

    private static async Task<string> SendAsync(RunningSandbox panel, string request, string headers)
    {
        const string body = "key=sandbox-key&action=add&service=1&link=%40someone&quantity=1000";
        var text = $"{request}HTTP/1.1\r\n{headers}\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", panel.Sandbox.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.Latin1.GetBytes(text.Replace("PORT", $"{panel.Sandbox.Port}")), TestContext.Current.CancellationToken);
        return await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
