using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;

namespace YallaTake;

/// <summary>What a person sees who waits for orders.</summary>
public sealed class WaitProgressTests : IDisposable
{
    private const string Services =
        """[{"service":1,"name":"Likes","type":"Default","category":"Likes","rate":"0.9","min":"1","max":"10000"}]""";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly TemporaryFolder _folder = new();
    private readonly CannedServer _panel;
    private readonly Engine _engine = new();
    private int _placed = 23500;
    private string _status = """{"status":"Completed","remains":"0"}""";

    public WaitProgressTests()
    {
        _panel = new CannedServer(Answer);
        _engine.GoBy(_time);
        _engine.Run(
            $"Connect-YtPanel -ApiKey any-key -Uri {_panel.Uri} -SkipVerification -Ledger '{_folder.File("orders.db")}' -NewLedger "
            + "-TimeoutSec 3600").ThrowIfFailed();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _panel.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_order_has_a_bar_with_what_is_delivered_and_the_time_that_its_service_usually_takes()
    {
        // One that took an hour.
        _engine.Run("$null = New-YtOrder 1 https://example.com/p/1 1000").ThrowIfFailed();
        _time.Advance(TimeSpan.FromHours(1));
        _engine.Run(
            "$null = Get-YtOrderStatus 23501; $order = New-YtOrder 1 https://example.com/p/2 1000 -Reference invoice-41").ThrowIfFailed();
        _status = """{"status":"In progress","remains":"350"}""";
        _time.Advance(TimeSpan.FromMinutes(15));

        var progress = await WaitUntilShownAsync(
            "$order", new(@"^Order 23502 \(invoice-41\): In progress, 650 of 1000, 65 %, [12]?[0-9]{3} s$"));

        Assert.DoesNotContain("23501", progress, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_of_another_program_has_a_bar_with_its_status()
    {
        _status = """{"status":"Pending","remains":"350"}""";

        await WaitUntilShownAsync("77", new("^Order 77: Pending$"));
    }

    [Fact]
    public async Task Those_beyond_a_screenful_share_one_bar()
    {
        _status = """{"status":"Processing","remains":"10"}""";

        // A third of fifty lines.
        var progress = await WaitUntilShownAsync("1..200", new("^Order 15: Processing"));

        Assert.Contains("Waiting for orders: 185 Processing", progress, StringComparison.Ordinal);
        Assert.DoesNotContain("Order 16:", progress, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bar_of_an_order_that_has_ended_goes_away()
    {
        _status = """{"status":"Pending","remains":"350"}""";
        var waiting = Task.Run(() => _engine.Run("77 | Wait-YtOrder -PollingInterval 60"));
        await UntilAsync(() => _engine.Host.Progress.Contains("Order 77: Pending", StringComparison.Ordinal), waiting);

        _status = """{"status":"Completed","remains":"0"}""";
        await UntilAsync(() => waiting.IsCompleted, waiting);

        Assert.Equal([77L], (await waiting).ThrowIfFailed().Output.Select(status => status.Properties["OrderId"].Value));
        Assert.EndsWith("Order 77: Pending, completed\n", _engine.Host.Progress.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    // The progress until a line of it fits. The wait is ended then.
    private async Task<string> WaitUntilShownAsync(string orders, Regex line)
    {
        var waiting = Task.Run(() => _engine.Run($"{orders} | Wait-YtOrder -PollingInterval 3600"));
        await UntilAsync(() => _engine.Host.Progress.Split('\n').Any(shown => line.IsMatch(shown.TrimEnd())), waiting);
        var progress = _engine.Host.Progress;
        _engine.Stop();
        await waiting;
        return progress;
    }

    private async Task UntilAsync(Func<bool> condition, Task<Outcome> waiting)
    {
        while (!condition())
        {
            if (waiting.IsCompleted && !condition())
                Assert.Fail($"It ended: {string.Join('\n', (await waiting).Errors)}\n{_engine.Host.Progress}");
            _time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private CannedAnswer Answer(CannedRequest request)
    {
        var form = request.Body.Split('&').Select(field => field.Split('=')).ToDictionary(field => field[0], field => field[1]);
        return CannedAnswer.Of(form["action"] switch
        {
            "services" => Services,
            "balance" => """{"balance":"100","currency":"USD"}""",
            "add" => $$"""{"order":{{Interlocked.Increment(ref _placed)}}}""",
            _ when form.TryGetValue("orders", out var orders) =>
                $"{{{string.Join(',', Uri.UnescapeDataString(orders).Split(',').Select(id => $"\"{id}\":{_status}"))}}}",
            _ => _status,
        });
    }
}
