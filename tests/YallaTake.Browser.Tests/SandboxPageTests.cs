using PuppeteerSharp;
using YallaTake.Sandboxing.Faults;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

/// <summary>The sandbox's page in a real browser.</summary>
public sealed class SandboxPageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly RunningSandbox _panel = new(new SandboxOptions
    {
        OtherCustomers = 1,
        PriceChanges = 1,
        Faults = [new SandboxFault("cancel:Http500")],
    });

    private string Address => $"http://{_panel.Sandbox.Uri.Authority}/";

    [Theory]
    [InlineData(390, "light")]
    [InlineData(390, "dark")]
    [InlineData(1400, "light")]
    [InlineData(1400, "dark")]
    public async Task The_page_opens_fits_and_is_for_everyone(int width, string colors)
    {
        var (page, complaints) = await chromium.OpenAsync(width, colors);
        await OrderAsync("https://example.com/p/" + new string('x', 300));
        _panel.Pass(minutes: 6);

        await page.GoToAsync(Address);

        Assert.Equal("In progress", await TextAsync(page, "#orders td:nth-child(2)"));
        Assert.True(await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth") <= width);
        Assert.Equal(
            colors == "dark", await page.EvaluateExpressionAsync<bool>("getComputedStyle(document.body).color === 'rgb(230, 230, 230)'"));
        Assert.Empty(await Chromium.BarriersAsync(page));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Orders_move_while_one_looks()
    {
        var (page, complaints) = await chromium.OpenAsync();
        await OrderAsync("https://example.com/p/1");
        await page.GoToAsync(Address);
        Assert.Equal("Pending", await TextAsync(page, "#orders td:nth-child(2)"));
        await page.EvaluateExpressionAsync("window.unbroken = true");

        _panel.Pass(minutes: 10);
        await page.WaitForFunctionAsync("() => document.querySelector('#orders td:nth-child(2)').textContent === 'Completed'");
        Assert.True(await page.EvaluateExpressionAsync<bool>("window.unbroken"));
        Assert.Empty(complaints);

        _panel.Sandbox.Dispose();
        await page.WaitForFunctionAsync("() => document.getElementById('trouble').textContent.startsWith('The sandbox does not answer')");
    }

    [Fact]
    public async Task What_comes_from_outside_does_not_run()
    {
        var (page, complaints) = await chromium.OpenAsync();
        const string link = "https://example.com/\"'><script>window.hit=1</script><img/src=x/onerror=window.hit=1>";
        await OrderAsync(link);

        await page.GoToAsync(Address);

        Assert.Equal(link, await TextAsync(page, "#orders td:nth-child(4)"));
        Assert.True(await page.EvaluateExpressionAsync<bool>("window.hit === undefined"));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_read_or_drive_the_sandbox()
    {
        using var elsewhere = new RunningSandbox(new SandboxOptions());
        var (page, _) = await chromium.OpenAsync();
        await page.SetBypassCSPAsync(true);
        await page.GoToAsync($"http://{elsewhere.Sandbox.Uri.Authority}/");
        await page.EvaluateFunctionAsync(
            "api => fetch(api, { method: 'POST', mode: 'no-cors', body: new URLSearchParams({ key: 'sandbox-key', action: 'add', "
            + "service: 1, link: '@someone', quantity: 1000 }) })",
            _panel.Sandbox.Uri.ToString());
        var read = await page.EvaluateFunctionAsync<string>(
            "state => fetch(state).then(answer => answer.text(), () => 'refused')", Address + "sandbox/state");
        Assert.Equal("refused", read);

        var rebound = await page.GoToAsync($"http://rebound.localhost:{_panel.Sandbox.Port}/sandbox/state");

        Assert.Equal(403, (int)rebound.Status);
        Assert.Equal((0, 0L), (_panel.Sandbox.OrderCount, _panel.Sandbox.RequestCount));
    }

    public void Dispose() => _panel.Dispose();

    private Task<long> OrderAsync(string link) => _panel.OrderAsync(1, $"link={link}", "quantity=1000");

    private static Task<string> TextAsync(IPage page, string selector) =>
        page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).textContent", selector);
}
