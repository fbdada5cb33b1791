using System.Web;

namespace YallaTake;

/// <summary>The example for schedulers at a panel that acts and fails: what it says of each row is what happened to it.</summary>
public sealed class OrderRunTruthTests
{
    private const string Services =
        """
        [{"service":1,"name":"Likes","type":"Default","category":"Likes","rate":"1","min":"10","max":"1000"},
         {"service":2,"name":"Paid for","type":"Default","category":"Likes","rate":"-1","min":"10","max":"1000"}]
        """;

    // The panel places every order, and then answers so.
    private static readonly Dictionary<string, CannedAnswer> Answers = new()
    {
        ["gateway-504"] = CannedAnswer.Of("""{"error":"Too many requests"}""", 504),
        ["gateway-502"] = CannedAnswer.Of("Too many requests", 502),
        ["gateway-500"] = CannedAnswer.Of("""{"error":"Rate limit exceeded"}""", 500),
        ["gateway-503"] = CannedAnswer.Of("""{"error":"Bad link"}""", 503),
        ["proxy-407"] = CannedAnswer.Of("""{"error":"Bad link"}""", 407),
        ["moved-300"] = CannedAnswer.Of("", 300),
        ["moved-302"] = CannedAnswer.Of("", 302, "Location: /login\r\n"),
        ["same-304"] = CannedAnswer.Of("", 304),
        ["late-408"] = CannedAnswer.Of("""{"error":"Bad link"}""", 408),
        ["conflict-409"] = CannedAnswer.Of("""{"error":"Not enough funds on balance"}""", 409),
        ["early-425"] = CannedAnswer.Of("""{"error":"Bad link"}""", 425),
        ["closed-499"] = CannedAnswer.Of("""{"error":"Bad link"}""", 499),
        ["timeout"] = CannedAnswer.Of("""{"error":"timeout"}"""),
        ["internal"] = CannedAnswer.Of("""{"error":"Internal server error"}"""),
        ["sql"] = CannedAnswer.Of("""{"error":"SQLSTATE[40001]: Serialization failure"}"""),
        ["duplicate"] = CannedAnswer.Of("""{"error":"Duplicate order"}"""),
        ["curl"] = CannedAnswer.Of("""{"error":"cURL error 28: Operation timed out"}"""),
        ["no-number"] = CannedAnswer.Of("""{"order":0}"""),
        ["page"] = CannedAnswer.Of("<html>We will be back soon</html>"),
        ["gone"] = CannedAnswer.Dropped,
        ["placed-429"] = CannedAnswer.Of("""{"order":70001}""", 429),
        ["placed-500"] = CannedAnswer.Of("""{"order":70002}""", 500),
        ["placed"] = CannedAnswer.Of("""{"order":70003}"""),
    };

    private readonly List<string> _sold = [];

    [Fact]
    public async Task Each_row_is_bought_once_and_said_to_be_what_it_is_however_often_it_runs()
    {
        using var market = new Market();
        using var panel = Panel(reference => Answers[reference]);
        string[] rows = [.. Answers.Keys.Select(reference => Row(reference)), Row("negative", service: 2), Row("placed ")];

        for (var run = 1; run <= 2; run++)
        {
            var (exitCode, output, errors) = await RunAsync(market, panel, rows);

            Assert.Equal(3, exitCode);
            foreach (var reference in Answers.Keys.Where(reference => !reference.StartsWith("placed", StringComparison.Ordinal)))
            {
                Assert.Contains($"It is still not known whether the order with reference '{reference}'", errors, StringComparison.Ordinal);
            }

            Assert.All([70001, 70002, 70003], number => Assert.Contains($"{number}", output, StringComparison.Ordinal));
            Assert.Contains("The service's rate is -1", errors, StringComparison.Ordinal);
            Assert.Equal(Answers.Keys.Order(), _sold.Order());
        }
    }

    [Fact]
    public async Task An_order_that_cannot_be_written_down_is_said_to_be_placed_and_is_known_when_the_ledger_is_back()
    {
        using var market = new Market();
        var away = new Dictionary<string, string>();
        using var panel = Panel(reference =>
        {
            if (reference == "lost")
            {
                foreach (var file in market.LedgerFiles)
                    File.Move(file, away[file] = file + ".away");
            }

            return CannedAnswer.Of("""{"order":70001}""");
        });
        Assert.Equal(0, (await RunAsync(market, panel, [Row("before")])).ExitCode);

        var (exitCode, output, errors) = await RunAsync(market, panel, [Row("lost")]);

        Assert.Equal(5, exitCode);
        Assert.Contains("70001", output, StringComparison.Ordinal);
        Assert.Contains("The order with reference 'lost' was placed as 70001", errors, StringComparison.Ordinal);

        foreach (var (file, moved) in away)
            File.Move(moved, file);
        Assert.Equal(0, (await RunAsync(market, panel, [Row("lost")])).ExitCode);
        Assert.Equal(["before", "lost"], _sold);
    }

    [Theory]
    [InlineData("-Ledger", "/not/mounted/orders.db")]
    [InlineData("-Ledger", "Password=s3cr3t-phrase;Username=reseller")]
    [InlineData("-Uri", "http://127.0.0.1:1/api/v2")]
    public async Task Where_nothing_can_be_sent_it_says_that_nothing_is_placed(string parameter, string value)
    {
        using var market = new Market();
        using var panel = Panel(_ => CannedAnswer.Of("""{"order":70001}"""));

        var (exitCode, output, errors) = await RunAsync(market, panel, [Row("first")], parameter, value);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Nothing more can be done: ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t-phrase", output + errors, StringComparison.Ordinal);
        Assert.Empty(_sold);
    }

    private static string Row(string reference, int service = 1) => $"{reference},{service},https://example.com/{reference.Trim()},100";

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(
        Market market, CannedServer panel, string[] rows, params string[] parameters) =>
        market.RunOrdersAsync(
            rows, ["-SpendLimit", "1000", .. parameters.Contains("-Uri") ? [] : (string[])["-Uri", panel.Uri.ToString()], .. parameters]);

    private CannedServer Panel(Func<string, CannedAnswer> add) => new(request =>
    {
        var form = HttpUtility.ParseQueryString(request.Body);
        if (form["action"] != "add")
            return CannedAnswer.Of(form["action"] == "services" ? Services : """{"balance":"100","currency":"USD"}""");

        var reference = form["link"]!.Split('/')[^1];
        lock (_sold)
            _sold.Add(reference);
        return add(reference);
    });
}
