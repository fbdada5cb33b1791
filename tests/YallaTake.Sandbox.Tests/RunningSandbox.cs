using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Faults;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

/// <summary>A sandbox with a clock that the test moves, asked over HTTP as any client would.</summary>
internal sealed class RunningSandbox : IDisposable
{
    public const int Likes = 1;
    public const int LikesWithoutRefillOrCancel = 2;
    public const int Package = 3;
    public const int Subscription = 17;

    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public RunningSandbox(SandboxOptions? options = null) =>
        Sandbox = Sandbox.Start(options ?? Options(), () => _now);

    public Sandbox Sandbox { get; }

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(5) };

    public static string CataloguePath => Path.Combine(AppContext.BaseDirectory, "Fixtures", "catalogue.json");

    public static SandboxOptions Options(
        decimal balance = 1000m, double timeScale = 1, int rateLimit = 0, bool refuseActiveLink = false, params string[] faults) => new()
        {
            Catalogue = CataloguePath,
            Balance = balance,
            TimeScale = timeScale,
            RateLimit = rateLimit,
            RefuseActiveLink = refuseActiveLink,
            Faults = [.. faults.Select(fault => new SandboxFault(fault))],
        };

    public void Pass(double minutes) => _now = _now.AddMinutes(minutes);

    /// <summary>Asks with the fields of <c>name=value</c> texts.</summary>
    public async Task<JToken> AskAsync(string action, params string[] fields) =>
        Parse(await (await SendAsync(action, fields)).Content.ReadAsStringAsync());

    public Task<HttpResponseMessage> SendAsync(string action, params string[] fields) =>
        Http.PostAsync(Sandbox.Uri, Form([$"key={Sandbox.ApiKey}", $"action={action}", .. fields]));

    public async Task<string> ErrorAsync(string action, params string[] fields) =>
        (string?)(await AskAsync(action, fields))["error"] ?? "";

    public async Task<long> OrderAsync(int service, params string[] fields)
    {
        var answer = await AskAsync("add", [$"service={service}", .. fields]);
        return (long?)answer["order"] ?? throw new InvalidOperationException(answer.ToString());
    }

    public Task<long> OrderLikesAsync(int quantity = 1000) =>
        OrderAsync(Likes, "link=https://example.com/p/1", $"quantity={quantity}");

    public async Task<string> StatusAsync(long order) => (string)(await AskAsync("status", $"order={order}"))["status"]!;

    public async Task<JToken> StateAsync() =>
        Parse(await Http.GetStringAsync(new Uri(Sandbox.Uri, "/sandbox/state")));

    public static FormUrlEncodedContent Form(params string[] fields) =>
        new(fields.Select(field => field.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1])));

    public static JToken Parse(string json) =>
        JToken.ReadFrom(
            new JsonTextReader(new StringReader(json))
            {
                FloatParseHandling = FloatParseHandling.Decimal,
                DateParseHandling = DateParseHandling.None,
            });

    public void Dispose()
    {
        Http.Dispose();
        Sandbox.Dispose();
    }
}
