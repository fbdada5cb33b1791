using System.Net;
using YallaTake.Client;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;

namespace YallaTake;

/// <summary>Panels that take fewer ids than the API says, and cut the rest off without a word.</summary>
public sealed class CutListTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(99, false)]
    [InlineData(50, false)]
    [InlineData(30, true)]
    [InlineData(7, true)]
    [InlineData(1, false)]
    public async Task Every_order_has_its_status_although_the_panel_takes_fewer(int most, bool inNumericOrder)
    {
        using var client = CuttingPanel.Client(most, inNumericOrder);
        PanelId[] orders = [.. Enumerable.Range(1, 100).Select(id => (PanelId)(id * 37 % 101))];

        var results = await client.Status.AskAsync(orders, Token);

        Assert.Equal(orders.Select(id => id.Value), results.Select(result => result.Value!.OrderId));
    }

    [Fact]
    public async Task What_the_panel_does_not_know_is_asked_once_more_and_then_an_error()
    {
        var panel = new CuttingPanel(most: 100, inNumericOrder: false, unknown: [2, 4]);
        using var client = panel.Client();

        var results = await client.Status.AskAsync([1, 2, 3, 4, 5], Token);

        Assert.Equal([1, 3, 5], results.Where(result => result.Value is not null).Select(result => result.Id));
        Assert.All(
            results.Where(result => result.Value is null),
            result => Assert.Contains($"leaves {result.Id} out", result.Error!.Message, StringComparison.Ordinal));
        Assert.Equal(["1,2,3,4,5", "2,4"], panel.Asked);
    }

    [Fact]
    public async Task Refills_and_cancellations_are_not_asked_again_for_they_may_have_been_done()
    {
        var panel = new CuttingPanel(most: 2, inNumericOrder: false);
        using var client = panel.Client();

        var refills = await client.Refill.AskAsync([1, 2, 3], Token);
        var cancellations = await client.Cancel.AskAsync([1, 2, 3], Token);

        Assert.Equal(["1,2,3", "1,2,3"], panel.Asked);
        Assert.Contains("not known whether the refill was requested", refills[2].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("leaves 3 out", cancellations[2].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_the_second_question_leaves_the_first_answer_standing()
    {
        await using var server = new CannedServer(CannedAnswer.Of("""{"1":{"status":"Pending"}}"""), CannedAnswer.Of("oops", 500));
        using var client = server.Client();

        var results = await client.Status.AskAsync([1, 2, 3], Token);

        Assert.Equal(["Pending", null, null], results.Select(result => result.Value?.Status));
        Assert.All(results.Skip(1), result => Assert.Equal(ErrorId.PanelUnavailable, result.Error!.Id));
    }

    /// <summary>Answers about the first few of the ids it is asked for, or about the lowest.</summary>
    private sealed class CuttingPanel(int most, bool inNumericOrder, params long[] unknown) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public static PanelClient Client(int most, bool inNumericOrder) => new CuttingPanel(most, inNumericOrder).Client();

        public PanelClient Client() =>
            new(
                new PanelOptions
                {
                    Uri = new Uri(
                    "https://panel.example/api/v2"),
                    ApiKey = Keys.Secure(Keys.Plain),
                    Handler = this,
                    Time = TimeProvider.System,
                    Chance = Chance.System
                });

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var form = await request.Content!.ReadAsStringAsync(cancellationToken);
            Asked.Add(WebUtility.UrlDecode(form[(form.LastIndexOf('=') + 1)..]));
            var ids = Asked[^1].Split(',').Select(long.Parse);
            var taken = (inNumericOrder ? ids.Order() : ids).Take(most).Except(unknown);
            return new HttpResponseMessage { Content = new StringContent($"{{{string.Join(',', taken.Select(id => $$"""
                "{{id}}":{"status":"Pending","refill":1,"cancel":1}
                """))}}}") };
        }
    }
}
