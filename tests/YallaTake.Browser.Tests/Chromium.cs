using Deque.AxeCore.Commons;
using PuppeteerSharp;

namespace YallaTake;

/// <summary>A real browser, without a window and with a profile of its own; one for all tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    // Many tests may run at once, and a browser may be slow to start.
    private const int Patience = 300_000;

    private readonly string _profile = Directory.CreateTempSubdirectory("yallatake-browser-").FullName;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        if (program is null)
            return;
        _browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = program,
            UserDataDir = _profile,
            Timeout = Patience,
            ProtocolTimeout = Patience,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A page of a width, and what its console and its requests complain about. Without a browser the test is skipped.</summary>
    public async Task<(IPage Page, List<string> Complaints)> OpenAsync(int width = 1400, string colors = "light")
    {
        Assert.SkipWhen(_browser is null, "There is no Chromium on this machine.");
        var page = await _browser.NewPageAsync();
        page.DefaultTimeout = Patience;
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add($"{message.Message.Type}: {message.Message.Text}");
        page.PageError += (_, error) => complaints.Add(error.Message);
        page.RequestFailed += (_, request) => complaints.Add($"{request.Request.Url}: {request.Request.FailureText}");
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900 });
        await page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = colors }]);
        return (page, complaints);
    }

    /// <summary>What axe finds that keeps people from using the page, as <c>rule: element</c>.</summary>
    public static async Task<string[]> BarriersAsync(IPage page)
    {
        await page.EvaluateExpressionAsync(new BundledAxeScriptProvider().GetScript());
        return await page.EvaluateExpressionAsync<string[]>(
            "axe.run().then(found => found.violations.filter(rule => rule.impact === 'serious' || rule.impact === 'critical')"
            + ".flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`)))");
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        Directory.Delete(_profile, recursive: true);
    }
}
