using System.Text;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;

namespace YallaTake;

public sealed class AnswerOverHttpTests
{
    private const string Page = "<!DOCTYPE html><html><body>Just a moment</body></html>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Packagings => ["plain", "gzip", "chunked", "byte order mark"];

    [Theory]
    [MemberData(nameof(Packagings))]
    public async Task An_answer_is_read_however_it_is_packed(string packaging)
    {
        await using var server = new CannedServer(Pack(packaging, """{"balance":"100.84292","currency":"€"}"""));
        using var client = server.Client();

        var balance = await client.GetBalanceAsync(Token);

        Assert.Equal((100.84292m, "€", "panel"), (balance.Balance, balance.Currency, balance.Panel));
    }

    [Theory]
    [MemberData(nameof(Packagings))]
    public async Task A_catalogue_is_read_however_it_is_packed(string packaging)
    {
        await using var server = new CannedServer(
            Pack(packaging, """[{"service":1,"name":"متابعون","rate":"0.90"},{"service":2,"rate":"8"}]"""));
        using var client = server.Client();

        var services = await client.GetServicesAsync(Token).ToListAsync(Token);

        Assert.Equal(
            [(1L, "متابعون", 0.90m, "panel"), (2L, "", 8m, "panel")],
            services.Select(service => (service.ServiceId, service.Name, service.Rate, service.Panel)));
    }

    [Theory]
    [InlineData(200, Page, ErrorId.PanelAnswerUnreadable)]
    [InlineData(403, Page, ErrorId.PanelAnswerUnreadable)]
    [InlineData(404, Page, ErrorId.PanelAnswerUnreadable)]
    [InlineData(500, Page, ErrorId.PanelUnavailable)]
    [InlineData(502, Page, ErrorId.PanelUnavailable)]
    [InlineData(503, "", ErrorId.PanelUnavailable)]
    [InlineData(504, "{}", ErrorId.PanelUnavailable)]
    [InlineData(200, "", ErrorId.PanelAnswerUnreadable)]
    [InlineData(200, """{"order": 235""", ErrorId.PanelAnswerUnreadable)]
    [InlineData(200, """{"order": 0}""", ErrorId.PanelAnswerUnreadable)]
    public async Task An_answer_without_a_reason_leaves_the_order_open(int status, string body, ErrorId id)
    {
        var (state, failure) = await FailAsync(CannedAnswer.Of(body, status));

        Assert.Equal((OutcomeKind.Unknown, id, null), (state, failure.Id, failure.PanelText));
        Assert.DoesNotContain("Just a moment", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "Not enough funds on balance", ErrorId.InsufficientFunds, nameof(OutcomeKind.Rejected))]
    [InlineData(400, "Bad link", ErrorId.OrderRefused, nameof(OutcomeKind.Rejected))]
    [InlineData(401, "Invalid API key", ErrorId.ApiKeyRefused, nameof(OutcomeKind.Rejected))]
    [InlineData(402, "Not enough funds on balance", ErrorId.InsufficientFunds, nameof(OutcomeKind.Rejected))]
    [InlineData(403, "Account suspended", ErrorId.ApiKeyRefused, nameof(OutcomeKind.Rejected))]
    [InlineData(404, "Incorrect service ID", ErrorId.ServiceNotFound, nameof(OutcomeKind.Rejected))]
    [InlineData(422, "Quantity less than minimal 50", ErrorId.OrderRefused, nameof(OutcomeKind.Rejected))]
    [InlineData(422, "The given data was invalid", ErrorId.PanelError, nameof(OutcomeKind.Rejected))]
    [InlineData(429, "Slow down", ErrorId.RateLimited, nameof(OutcomeKind.NotSent))]
    [InlineData(200, "Rate limit exceeded", ErrorId.RateLimited, nameof(OutcomeKind.NotSent))]
    [InlineData(500, "Not enough funds on balance", ErrorId.InsufficientFunds, nameof(OutcomeKind.Unknown))]
    [InlineData(500, "Deadlock found", ErrorId.PanelUnavailable, nameof(OutcomeKind.Unknown))]
    public async Task The_panels_reason_counts_with_any_HTTP_status(int status, string text, ErrorId id, string state)
    {
        var (found, failure) = await FailAsync(CannedAnswer.Of($$"""{"error":"{{text}}"}""", status));

        Assert.Equal((state, id, text), ($"{found}", failure.Id, failure.PanelText));
        Assert.Equal(status == 200 ? null : status, failure.StatusCode);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(401)]
    public async Task A_known_reason_counts_as_plain_text_too(int status)
    {
        var (state, failure) = await FailAsync(CannedAnswer.Of("Invalid API key", status));

        Assert.Equal((OutcomeKind.Rejected, ErrorId.ApiKeyRefused), (state, failure.Id));
    }

    [Fact]
    public async Task A_407_after_the_order_was_sent_leaves_it_open()
    {
        var (state, failure) = await FailAsync(CannedAnswer.Of(Page, 407));

        Assert.Equal((OutcomeKind.Unknown, ErrorId.PanelUnavailable), (state, failure.Id));
        Assert.Contains("(HTTP 407)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_limit_without_a_text_turns_the_request_away()
    {
        var (state, failure) = await FailAsync(CannedAnswer.Of(Page, 429));

        Assert.Equal((OutcomeKind.NotSent, ErrorId.RateLimited, 429), (state, failure.Id, failure.StatusCode));
    }

    [Theory]
    [InlineData(200, Page, ErrorId.PanelAnswerUnreadable)]
    [InlineData(502, Page, ErrorId.PanelUnavailable)]
    [InlineData(401, """{"error":"Invalid API key"}""", ErrorId.ApiKeyRefused)]
    [InlineData(429, "", ErrorId.RateLimited)]
    [InlineData(200, """[{"service":1,"rate":"1"},{"serv""", ErrorId.PanelAnswerUnreadable)]
    public async Task A_catalogue_fails_like_any_answer(int status, string body, ErrorId id)
    {
        await using var server = new CannedServer(CannedAnswer.Of(body, status));
        using var client = server.Client();

        Assert.Equal(
            id, (await Assert.ThrowsAsync<YallaTakeException>(async () => await client.GetServicesAsync(Token).ToListAsync(Token))).Id);
    }

    [Theory]
    [InlineData("windows-1251", "windows-1251", "Неверная ссылка", nameof(OutcomeKind.Rejected))]
    [InlineData("windows-1251", "\"WINDOWS-1251\"", "Повторите попытку позже", nameof(OutcomeKind.Unknown))]
    [InlineData("iso-8859-1", "iso-8859-1", "Enlace no válido", nameof(OutcomeKind.Rejected))]
    [InlineData("utf-8", "iso-8859-1", "Неверная ссылка", nameof(OutcomeKind.Rejected))]
    [InlineData("utf-8", "windows-1251", "Enlace no válido – €", nameof(OutcomeKind.Rejected))]
    [InlineData("utf-8", "utf-16", "Enlace no válido", nameof(OutcomeKind.Rejected))]
    [InlineData("utf-8", "gb2312", "请稍后重试", nameof(OutcomeKind.Unknown))]
    [InlineData("utf-8", "us-ascii", "Неверная ссылка", nameof(OutcomeKind.Rejected))]
    public async Task A_text_is_read_in_UTF_8_and_else_in_the_charset_that_the_answer_names(
        string written, string named, string text, string state)
    {
        var (found, failure) = await FailAsync(CannedAnswer.Of(
            Encoded(written, $$"""{"error":"{{text}}"}"""), headers: $"Content-Type: application/json; charset={named}\r\n"));

        Assert.Equal((text, state), (failure.PanelText, $"{found}"));
    }

    [Theory]
    [InlineData("windows-1251", "utf-8", "Неверная ссылка")]
    [InlineData("windows-1251", "us-ascii", "Неверная ссылка")]
    [InlineData("windows-1251", "iso-8859-1", "Неверная ссылка")]
    [InlineData("windows-1251", "windows-1252", "Неверная ссылка")]
    [InlineData("windows-1251", "nonsense", "Неверная ссылка")]
    [InlineData("gb18030", "gbk", "链接无效")]
    [InlineData("windows-1256", "iso-8859-1", "الرابط غير صحيح")]
    public async Task A_refusal_that_cannot_be_read_leaves_the_order_open(string written, string named, string text)
    {
        var (found, _) = await FailAsync(CannedAnswer.Of(
            Encoded(written, $$"""{"error":"{{text}}"}"""), headers: $"Content-Type: application/json; charset={named}\r\n"));

        Assert.Equal(OutcomeKind.Unknown, found);
    }

    [Fact]
    public async Task The_names_of_a_catalogue_are_read_in_the_charset_that_it_names()
    {
        await using var server = new CannedServer(CannedAnswer.Of(
            Encoded("windows-1251", """[{"service":1,"name":"Лайки","rate":"1"}]"""),
            headers: "Content-Type: text/html; charset=cp1251\r\n"));
        using var client = server.Client();

        Assert.Equal("Лайки", (await client.GetServicesAsync(Token).SingleAsync(Token)).Name);
    }

    private static byte[] Encoded(string charset, string text) =>
        (CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset)).GetBytes(text);

    private static CannedAnswer Pack(string packaging, string body) => packaging switch
    {
        "gzip" => CannedAnswer.Gzip(body),
        "chunked" => CannedAnswer.Chunked(body[..5], body[5..20], body[20..]),
        "byte order mark" => CannedAnswer.Of('\uFEFF' + body),
        _ => CannedAnswer.Of(body),
    };

    private static async Task<(OutcomeKind State, YallaTakeException Failure)> FailAsync(CannedAnswer answer)
    {
        await using var server = new CannedServer(answer);
        using var client = server.Client();
        var outcome = await client.AddAsync(new OrderRequest(7, []), Token);
        Assert.Single(server.Requests);
        return (outcome.Kind, outcome.Failure!);
    }
}
