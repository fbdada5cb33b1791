using PuppeteerSharp;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

/// <summary>Takes the pictures of the documentation anew, where YALLATAKE_TEST_PICTURES names a folder for them.</summary>
[Collection(nameof(SeasonCollection))]
public sealed class PictureTests(Chromium chromium, Season season)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("YALLATAKE_TEST_PICTURES");

    [Fact]
    public async Task Of_a_report() => await TakeAsync(season.Report, "report.png", height: 1180);

    [Fact]
    public async Task Of_how_services_deliver() =>
        await TakeAsync(season.Report, "report-services.png", height: 640, "How services deliver");

    [Fact]
    public async Task Of_the_sandbox()
    {
        using var panel = new RunningSandbox(new SandboxOptions { OtherCustomers = 1, PriceChanges = 2 });
        foreach (var (service, quantity) in new[] { (17, 2500), (147, 60_000), (4, 1200), (142, 4000), (182, 3000), (276, 9000) })
        {
            await panel.OrderAsync(service, $"link=https://pic.example/{4000 + service}", $"quantity={quantity}");
            panel.Pass(minutes: 2.5);
        }

        await TakeAsync(new Uri(panel.Sandbox.Uri, "/"), "sandbox.png", height: 640);
    }

    private async Task TakeAsync(Uri address, string name, int height, string? title = null)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Folder), "YALLATAKE_TEST_PICTURES names no folder.");
        var (page, _) = await chromium.OpenAsync();
        await page.SetViewportAsync(new ViewPortOptions { Width = 1000, Height = height });
        await page.GoToAsync(address.AbsoluteUri);
        if (title is not null)
            await page.EvaluateFunctionAsync(
                "title => scrollTo(0, [...document.querySelectorAll('h2')].find(head => head.textContent === title).offsetTop - 24)",
                title);
        Directory.CreateDirectory(Folder);
        await page.ScreenshotAsync(Path.Combine(Folder, name));
    }
}
