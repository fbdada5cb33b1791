using System.Net;
using System.Security;
using System.Text;
using YallaTake.Client;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;

namespace YallaTake;

/// <summary>One answer that was spoiled on purpose, the same one for the same seed and number.</summary>
internal sealed class FuzzCase
{
    private const long Megabyte = 1024 * 1024;

    private static readonly int[] Statuses = [200, 200, 200, 200, 200, 400, 401, 404, 422, 429, 500, 502];
    private static readonly (string Call, byte[] Answer)[] Answers = FuzzAnswers.All();

    private readonly string _call;
    private readonly int _status;
    private readonly byte[] _body;

    public FuzzCase(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        (_call, var answer) = Answers[random.Next(Answers.Length)];
        _status = Statuses[random.Next(Statuses.Length)];
        _body = Spoiler.Spoil(answer, Answers[random.Next(Answers.Length)].Answer, random);
    }

    /// <summary>Asks, and checks what a user relies on: a failure with a name, bounded memory, and no key in any text.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var handler = new SpoiledHandler(_status, _body);
        using var client = new PanelClient(
            new PanelOptions
            {
                Uri = new Uri(
                "https://panel.example/api/v2"),
                ApiKey = SpoiledHandler.Key,
                Handler = handler,
                Time = TimeProvider.System,
                Chance = Chance.System
            });
        var before = GC.GetAllocatedBytesForCurrentThread();

        // Up to the first wait, before a repetition for example: after it the thread may have done other work.
        var asking = PanelWords.AskAsync(client, _call, cancellationToken);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.DoesNotContain(Keys.Plain, await asking, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, (4 * Megabyte) + (200L * _body.Length));
    }

    public override string ToString() =>
        $"'{_call}' answered with HTTP {_status} and {Convert.ToBase64String(_body)} ({Encoding.UTF8.GetString(_body)})";

    private sealed class SpoiledHandler(int status, byte[] body) : HttpMessageHandler
    {
        public static SecureString Key { get; } = Keys.Secure(Keys.Plain);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(new MemoryStream(body)) });
    }
}
