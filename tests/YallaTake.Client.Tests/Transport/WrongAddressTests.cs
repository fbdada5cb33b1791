using YallaTake.Client.Orders;

namespace YallaTake;

/// <summary>The address of a site, and not of its API.</summary>
public sealed class WrongAddressTests
{
    private const string Page = "<!DOCTYPE html><html><body>Welcome</body></html>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", 200, Page)]
    [InlineData("/api", 200, Page)]
    [InlineData("/", 403, Page)]
    [InlineData("/api/v1", 404, "")]
    [InlineData("/api", 404, """{"message":"Not Found"}""")]
    [InlineData("/api", 405, """{"message":"The POST method is not supported for this route."}""")]
    [InlineData("/", 308, "")]
    public async Task Where_no_API_answers_the_usual_address_is_named(string path, int status, string body)
    {
        await using var server = new CannedServer(CannedAnswer.Of(body, status, status == 308 ? "Location: /\r\n" : ""));
        using var client = TestPanel.Client(new Uri(server.Uri, path));
        var usual = $"-Uri {server.Uri}.";

        Assert.Contains(
            usual, (await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(Token))).Message, StringComparison.Ordinal);
        Assert.Contains(
            usual,
            (await Assert.ThrowsAsync<YallaTakeException>(async () => await client.GetServicesAsync(Token).ToListAsync(Token))).Message,
            StringComparison.Ordinal);
        Assert.Contains(usual, (await client.AddAsync(new OrderRequest(1, []), Token)).Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v2", 200, Page)]
    [InlineData("/api/v2/", 404, "")]
    [InlineData("/API/v2/index.php", 403, Page)]
    [InlineData("/", 200, """{"error":"Invalid API key"}""")]
    [InlineData("/", 404, """{"error":"Order not found"}""")]
    [InlineData("/", 500, Page)]
    [InlineData("/", 401, "")]
    public async Task Where_an_API_answers_or_may_answer_no_other_address_is_named(string path, int status, string body)
    {
        await using var server = new CannedServer(CannedAnswer.Of(body, status));
        using var client = TestPanel.Client(new Uri(server.Uri, path));

        Assert.DoesNotContain(
            "-Uri", (await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(Token))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "https://www.panel.example/", "-Uri https://www.panel.example/api/v2.")]
    [InlineData("/", "https://www.panel.example/login", "-Uri https://www.panel.example/api/v2.")]
    [InlineData("/", "https://panel.example/api/v2/", "-Uri https://panel.example/api/v2/.")]
    [InlineData("/api/v2", "https://panel.example/", "-Uri https://panel.example/api/v2.")]
    [InlineData("/api/v2", "https://panel.example/api/v3", "-Uri https://panel.example/api/v3.")]
    [InlineData("/api/v2", "/", "Ask the panel for its API address.")]
    public async Task A_redirect_to_a_page_names_the_API_and_not_the_page(string path, string location, string advice)
    {
        await using var server = new CannedServer(CannedAnswer.Of("", 308, $"Location: {location}\r\n"));
        using var client = TestPanel.Client(new Uri(server.Uri, path));

        Assert.EndsWith(
            advice, (await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(Token))).Message, StringComparison.Ordinal);
    }
}
