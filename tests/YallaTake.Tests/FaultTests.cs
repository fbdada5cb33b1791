namespace YallaTake;

/// <summary>Whatever a panel does to a request, there is a typed result or a documented error, and soon.</summary>
public sealed class FaultTests
{
    private const string Result = "";

    /// <summary>A fault, and the error ids of an order, of a status and of the catalogue that it strikes.</summary>
    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "DropBefore", "OrderOutcomeUnknown", "PanelUnavailable", "PanelUnavailable" },
        { "DropAfter", "OrderOutcomeUnknown", "PanelUnavailable", "PanelUnavailable" },
        { "DropLate", "OrderOutcomeUnknown", "PanelUnavailable", "PanelUnavailable" },
        { "Slow", "OrderOutcomeUnknown", "PanelUnavailable", Result },
        { "Http429", "RateLimited", "RateLimited", "RateLimited" },
        { "Http429Bare", "RateLimited", "RateLimited", "RateLimited" },
        { "Http500", "OrderOutcomeUnknown", "PanelUnavailable", "PanelUnavailable" },
        { "Http500After", "OrderOutcomeUnknown", "PanelUnavailable", "PanelUnavailable" },
        { "Http502", "OrderOutcomeUnknown", "PanelUnavailable", "PanelUnavailable" },
        { "Html", "OrderOutcomeUnknown", "PanelAnswerUnreadable", "PanelAnswerUnreadable" },
        { "Truncated", "OrderOutcomeUnknown", "PanelAnswerUnreadable", "PanelAnswerUnreadable" },
        { "WrongType", Result, Result, Result },
        { "Garbage", "OrderOutcomeUnknown", "PanelAnswerUnreadable", "PanelAnswerUnreadable" },
        { "DeepNesting", "OrderOutcomeUnknown", "PanelAnswerUnreadable", "PanelAnswerUnreadable" },
        { "HugeNumbers", "OrderOutcomeUnknown", "PanelAnswerUnreadable", "PanelAnswerUnreadable" },
        { "DuplicateKeys", "OrderOutcomeUnknown", "PanelAnswerUnreadable", "PanelAnswerUnreadable" },
        { "ByteOrderMark", Result, Result, Result },
    };

    [Theory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(Faults))]
    public async Task Every_fault_ends_soon_and_has_a_name(string fault, string order, string status, string services)
    {
        var timeout = fault is "Slow" or "WrongLength" ? "-TimeoutSec 1 -SkipVerification" : "";
        using var engine = Engine.Connected($"-Catalogue $Catalogue -Fault add:{fault}, status:{fault}", timeout);
        await EndsAsync(engine, "New-YtOrder 1 https://example.com/p/1 1000", order);
        await EndsAsync(engine, "Get-YtOrderStatus 23501", status);

        engine.Run($"Start-YtSandbox -Catalogue $Catalogue -Fault services:{fault} | Connect-YtPanel {timeout}").ThrowIfFailed();
        await EndsAsync(engine, "Get-YtService", services);
    }

    // What stands at the end of an answer, and can be done without, is another thing in other dialects.
    [Theory]
    [Trait("Dialect", "Strict")]
    [InlineData("WrongLength", "OrderOutcomeUnknown", "PanelUnavailable", Result)]
    [InlineData("InvalidUtf8", "OrderOutcomeUnknown", Result, Result)]
    public Task A_fault_at_the_end_of_an_answer_has_a_name(string fault, string order, string status, string services) =>
        Every_fault_ends_soon_and_has_a_name(fault, order, status, services);

    [Theory]
    [Trait("Speed", "Slow")]
    [InlineData("GzipBomb")]
    [InlineData("Endless")]
    public async Task An_answer_without_end_is_given_up_long_before_memory_is(string fault)
    {
        using var engine = Engine.Connected($"-Catalogue $Catalogue -Fault add:{fault}, status:{fault}");
        await EndsAsync(engine, "New-YtOrder 1 https://example.com/p/1 1000", "OrderOutcomeUnknown");
        await EndsAsync(engine, "Get-YtOrderStatus 23501", "PanelAnswerUnreadable");

        engine.Run($"Start-YtSandbox -Catalogue $Catalogue -Fault services:{fault} | Connect-YtPanel").ThrowIfFailed();
        await EndsAsync(engine, "Get-YtService", "PanelAnswerUnreadable");
    }

    [Fact]
    public async Task A_panel_that_resets_every_connection_is_unavailable_and_sells_nothing()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Fault Refuse", "-SkipVerification");

        await EndsAsync(engine, "Get-YtOrderStatus 5", "PanelUnavailable");
        await EndsAsync(engine, "New-YtOrder 1 https://example.com/p/1 1000", "PanelUnavailable");

        Assert.Equal(0, engine.Value("$sandbox.OrderCount"));
    }

    private static async Task EndsAsync(Engine engine, string script, string id)
    {
        var outcome = await Task.Run(() => engine.Run(script)).WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        string[] errors =
        [
            .. outcome.Errors.Concat(outcome.Terminating is { } end ? [end] : [])
                .Select(error => error.FullyQualifiedErrorId.Split(',')[0]),
        ];
        Assert.Equal(id == Result ? [] : [id], errors);
        Assert.True(id != Result || outcome.Output.Count > 0, $"{script} gave nothing.");
    }
}
