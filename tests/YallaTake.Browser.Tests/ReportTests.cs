using PuppeteerSharp;
using PuppeteerSharp.Input;
using PuppeteerSharp.Media;

namespace YallaTake;

/// <summary>A report in a real browser.</summary>
[Collection(nameof(SeasonCollection))]
public sealed class ReportTests(Chromium chromium, Season season)
{
    [Theory]
    [InlineData(390, "light")]
    [InlineData(390, "dark")]
    [InlineData(1400, "light")]
    [InlineData(1400, "dark")]
    public async Task The_report_opens_fits_and_is_for_everyone(int width, string colors)
    {
        var (page, complaints) = await OpenAsync(width, colors);

        Assert.True(await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth") <= width);
        Assert.Equal(
            colors == "dark", await page.EvaluateExpressionAsync<bool>("getComputedStyle(document.body).color === 'rgb(228, 230, 232)'"));
        Assert.Empty(await Chromium.BarriersAsync(page));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Charts_are_drawn_in_the_colours_of_the_page_and_on_paper_in_those_of_paper()
    {
        var (page, _) = await OpenAsync(colors: "dark");

        Assert.Equal(2, await page.EvaluateExpressionAsync<int>("document.querySelectorAll('.chart canvas').length"));
        await DrawnAsync(page, "106, 174, 220", least: 1000);
        await DrawnAsync(page, "226, 170, 92", least: 50);

        await page.EvaluateExpressionAsync("dispatchEvent(new Event('beforeprint'))");
        await DrawnAsync(page, "47, 111, 159", least: 1000);
        await page.EvaluateExpressionAsync("dispatchEvent(new Event('afterprint'))");
        await DrawnAsync(page, "106, 174, 220", least: 1000);

        await page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = "light" }]);
        await page.WaitForFunctionAsync("() => getComputedStyle(document.body).color === 'rgb(31, 35, 40)'");
        await DrawnAsync(page, "47, 111, 159", least: 1000);
    }

    [Fact]
    public async Task A_chart_says_what_the_pointer_is_at_and_the_arrow_keys_point_too()
    {
        var (page, complaints) = await OpenAsync();
        var over = await page.QuerySelectorAsync(".chart .u-over");
        await over.ScrollIntoViewAsync();
        var box = await over.BoundingBoxAsync();

        await page.Mouse.MoveAsync(box.X + (box.Width * 0.995m), box.Y + 40);
        var last = await TipAsync(page, "2026-11-29, Sun");
        Assert.Matches(@"Spent [\d.]+ USD.*Refunded [\d.]+ USD.*orders", last);
        Assert.True(await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth") <= 1400);

        await page.Mouse.MoveAsync(5, 5);
        await page.WaitForFunctionAsync("() => document.querySelector('.chart .tip').hidden");

        await page.FocusAsync(".chart");
        await page.Keyboard.PressAsync(Key.ArrowRight);
        await TipAsync(page, "2026-09-28, Mon");
        await page.Keyboard.PressAsync(Key.ArrowRight);
        await TipAsync(page, "2026-09-29, Tue");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Tables_sort_by_a_click_and_by_the_keyboard()
    {
        var (page, _) = await OpenAsync();
        const string Rows = "[...document.querySelectorAll('.services tbody tr')]";
        const string Spent = Rows + ".map(row => Number(row.cells[3].dataset.value))";
        const string Names = Rows + ".map(row => row.cells[0].textContent)";

        await page.ClickAsync(".services th:nth-child(4) button");
        await page.ClickAsync(".services th:nth-child(4) button");
        var spent = await page.EvaluateExpressionAsync<decimal[]>(Spent);
        Assert.NotEmpty(spent);
        Assert.Equal(spent.Order(), spent);
        Assert.Equal("ascending", await page.EvaluateExpressionAsync<string>("document.querySelector('.services [aria-sort]').ariaSort"));

        await page.FocusAsync(".services th:nth-child(1) button");
        await page.Keyboard.PressAsync(Key.Enter);
        var names = await page.EvaluateExpressionAsync<string[]>(Names);
        Assert.NotEmpty(names);
        Assert.Equal(names.Order(StringComparer.InvariantCulture), names);
        Assert.Equal(spent.Length, names.Length);
        Assert.Equal(1, await page.EvaluateExpressionAsync<int>("document.querySelectorAll('.services [aria-sort]').length"));
    }

    [Fact]
    public async Task No_script_but_the_pages_own_runs_and_nothing_is_loaded()
    {
        var (page, complaints) = await OpenAsync();

        await page.EvaluateExpressionAsync(
            """
            document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hit = 1' }));
            document.body.insertAdjacentHTML('beforeend', '<img src="https://elsewhere.example/x.png" onerror="window.hit = 1">');
            fetch('https://elsewhere.example/').then(() => window.hit = 1, () => window.refused = true);
            """);
        await page.WaitForFunctionAsync("() => window.refused");

        Assert.True(await page.EvaluateExpressionAsync<bool>("window.hit === undefined"));
        Assert.Contains(complaints, complaint => complaint.Contains("script-src", StringComparison.Ordinal));
        Assert.Contains(complaints, complaint => complaint.Contains("connect-src", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_without_orders_opens_too()
    {
        var (page, complaints) = await chromium.OpenAsync();

        await page.GoToAsync(new Uri(season.Export("empty.html", "-Before 2020-01-01")).AbsoluteUri);

        Assert.Equal("There are no orders in this time.", await TextAsync(page, ".empty"));
        Assert.Empty(await Chromium.BarriersAsync(page));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_report_prints()
    {
        var (page, _) = await OpenAsync();

        Assert.True((await page.PdfDataAsync(new PdfOptions { Format = PaperFormat.A4 })).Length > 20_000);
    }

    private async Task<(IPage Page, List<string> Complaints)> OpenAsync(int width = 1400, string colors = "light")
    {
        var (page, complaints) = await chromium.OpenAsync(width, colors);
        await page.GoToAsync(season.Report.AbsoluteUri);
        return (page, complaints);
    }

    /// <summary>Waits until so many pixels of the first chart have a colour.</summary>
    private static async Task DrawnAsync(IPage page, string color, int least) => await page.WaitForFunctionAsync(
        """
        (color, least) => {
            const canvas = document.querySelector('.chart canvas');
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            let count = 0;
            for (let at = 0; at < data.length; at += 4)
                count += data.slice(at, at + 3).join(', ') === color;
            return count > least;
        }
        """,
        color,
        least);

    /// <summary>Waits until the first chart's tip is about something, and reads it.</summary>
    private static async Task<string> TipAsync(IPage page, string about)
    {
        await page.WaitForFunctionAsync("about => document.querySelector('.chart .tip').textContent.startsWith(about)", about);
        return await TextAsync(page, ".chart .tip");
    }

    private static Task<string> TextAsync(IPage page, string selector) =>
        page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).textContent", selector);
}
