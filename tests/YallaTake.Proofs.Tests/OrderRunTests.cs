using System.Collections.Concurrent;

namespace YallaTake;

/// <summary>The example for schedulers: what it buys, and the exit codes that it promises.</summary>
public sealed class OrderRunTests
{
    private static readonly string[] Rows =
    [
        .. Enumerable.Range(1, 3).Select(number => $"run-{number},1,https://example.com/run-{number},100"),
    ];

    [Fact]
    public async Task Run_twice_it_buys_each_order_once()
    {
        using var market = new Market();

        for (var run = 1; run <= 2; run++)
        {
            var (exitCode, _, errors) = await market.RunOrdersAsync(Rows, "-SpendLimit", "12.50");

            Assert.Equal((0, ""), (exitCode, errors));
            var sold = await market.SoldAsync();
            Assert.Equal(["run-1", "run-2", "run-3"], sold.Select(order => order.Key).Order());
            Assert.All(sold, order => Assert.Single(order));
        }
    }

    [Fact]
    public async Task A_row_whose_outcome_is_unknown_needs_a_person()
    {
        using var market = new Market(faults: ["add:DropAfter"]);

        for (var run = 1; run <= 2; run++)
        {
            var (exitCode, _, errors) = await market.RunOrdersAsync(Rows[..1], "-SpendLimit", "12.50");

            Assert.Equal(3, exitCode);
            Assert.StartsWith("OrderOutcomeUnknown: ", errors, StringComparison.Ordinal);
            Assert.Single(Assert.Single(await market.SoldAsync()));
        }
    }

    [Fact]
    public async Task A_row_that_is_refused_leaves_the_others()
    {
        using var market = new Market();

        var (exitCode, _, errors) = await market.RunOrdersAsync([.. Rows, "run-4,1,https://example.com/run-4,1"], "-SpendLimit", "12.50");

        Assert.Equal(2, exitCode);
        Assert.StartsWith("QuantityOutOfRange: ", errors, StringComparison.Ordinal);
        Assert.Equal(3, (await market.SoldAsync()).Count);
    }

    [Fact]
    public async Task A_spend_limit_with_a_comma_buys_nothing()
    {
        using var market = new Market();

        var (exitCode, _, errors) = await market.RunOrdersAsync(Rows, "-SpendLimit", "12,50");

        Assert.Equal(1, exitCode);
        Assert.Contains("'SpendLimit'", errors, StringComparison.Ordinal);
        Assert.Empty(await market.SoldAsync());
    }

    [Theory]
    [InlineData(4, "")]
    [InlineData(4, "23501", """{"order":23501}""")]
    [InlineData(3, "23501", """{"order":23501}""", "<html>")]
    [InlineData(3, "", "<html>")]
    public async Task A_key_that_is_refused_in_the_middle_takes_nothing_from_what_came_before(
        int exitCode, string placed, params string[] before)
    {
        using var market = new Market();
        var answers = new ConcurrentQueue<string>(before);
        using var panel = new CannedServer(request => CannedAnswer.Of(request.Body switch
        {
            var form when form.Contains("action=balance", StringComparison.Ordinal) => """{"balance":"100","currency":"USD"}""",
            var form when form.Contains("action=services", StringComparison.Ordinal) =>
                """[{"service":1,"name":"Likes","type":"Default","category":"Likes","rate":"0.36","min":"10","max":"1000"}]""",
            _ => answers.TryDequeue(out var answer) ? answer : """{"error":"Invalid API key"}""",
        }));

        var run = await market.RunOrdersAsync(Rows, "-SpendLimit", "12.50", "-Uri", panel.Uri.ToString());

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(placed, run.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing more can be done: ", run.Errors, StringComparison.Ordinal);
        Assert.Equal(placed.Length > 0 ? 2 : 3, run.Errors.Split("https://example.com/run-").Length - 1);
        Assert.Equal(exitCode == 3, run.Errors.Contains("OrderOutcomeUnknown: ", StringComparison.Ordinal));
    }
}
