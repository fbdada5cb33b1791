using System.Net;
using System.Net.Sockets;

namespace YallaTake;

/// <summary>What becomes of one <c>add</c> at the panel or on the way.</summary>
/// <param name="Name">Its mark.</param>
/// <param name="Acts">Whether the panel sells the order, before anything goes wrong.</param>
/// <param name="Answer">Takes the number of an order that is sold, and gives the answer or throws; null for none at all.</param>
internal sealed record Fate(string Name, bool Acts, Func<World, string?, HttpResponseMessage>? Answer)
{
    public static Fate Placed { get; } = new("placed", Acts: true, (_, id) => Text(200, Order(id)));

    private static readonly string[] Accidents =
    [
        "timeout", "Internal server error", "Something went wrong, please try again later", "SQLSTATE[40001]: deadlock",
        "Duplicate order", "Order already exists",
        "cURL error 28: timed out", "Gateway timeout",
    ];

    private static readonly string[] Refusals =
        ["Not enough funds on balance", "Bad link", "Too many requests", "Rate limit exceeded", "Incorrect service ID"];

    private static readonly int[] DoubtfulStatuses = [300, 301, 302, 304, 407, 408, 409, 425, 499, 500, 502, 503, 504];

    /// <summary>What may happen whether the panel sold the order or not.</summary>
    private static readonly (string Name, Func<World, string?, HttpResponseMessage>? Answer)[] Doubts =
    [
        .. DoubtfulStatuses.Select(status =>
            ($"status {status}", (Func<World, string?, HttpResponseMessage>?)((world, _) => Text(status, Error(world.Draw(Refusals)))))),
        ("an accident in words", (world, _) => Text(200, Error(world.Draw(Accidents)))),
        ("a web page", (world, _) => Text(world.Draw([200, 403, 502]), "<html>Please wait</html>")),
        ("half an answer", (_, _) => Text(200, "{\"ord")),
        ("an empty answer", (_, _) => Text(200, string.Empty)),
        ("a lost connection", (_, _) => throw new HttpRequestException("reset", new SocketException((int)SocketError.ConnectionReset))),
        ("no answer", null),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Fate> All { get; } =
    [
        Placed,
        new("placed with status 500", Acts: true, (_, id) => Text(500, Order(id))),
        new("placed with status 429", Acts: true, (_, id) => Text(429, Order(id))),
        .. Doubts.Select(doubt => new Fate(doubt.Name + " after acting", Acts: true, doubt.Answer)),
        .. Doubts.Select(doubt => new Fate(doubt.Name + " without acting", Acts: false, doubt.Answer)),
        new("refused", Acts: false, (world, _) =>
            Text(world.Draw([200, 400, 402, 422]), Error(world.Draw(["Not enough funds on balance", "Bad link"])))),
        new("active link", Acts: false, (_, _) =>
            Text(200, Error("You have active order with this link. Please wait until order being completed."))),
        new("rate limit by status", Acts: false, (world, _) => Limited(world.Below(40))),
        new("rate limit in words", Acts: false, (_, _) => Text(200, Error("Rate limit exceeded"))),
        new("another address", Acts: false, (_, _) => Moved("https://panel.example/v3")),
        new("a slash too few", Acts: false, (_, _) => Moved("https://panel.example/api/v2/")),
        new(Refused, Acts: false, (_, _) =>
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused))),
        new(Unsecured, Acts: false, (_, _) => throw new HttpRequestException(HttpRequestError.SecureConnectionError, "no TLS")),
    ];

    private const string Refused = "connection refused";
    private const string Unsecured = "no TLS";

    /// <summary>Whether no byte of the order leaves.</summary>
    public bool NeverLeaves => Name is Refused or Unsecured;

    private static string Order(string? id) => $$"""{"order":{{id}}}""";

    private static string Error(string text) => $$"""{"error":"{{text}}"}""";

    private static HttpResponseMessage Text(int status, string text) => new((HttpStatusCode)status) { Content = new StringContent(text) };

    private static HttpResponseMessage Limited(int seconds)
    {
        var answer = Text(429, string.Empty);
        if (seconds > 0)
            answer.Headers.Add("Retry-After", $"{seconds}");
        return answer;
    }

    private static HttpResponseMessage Moved(string address)
    {
        var answer = Text(308, string.Empty);
        answer.Headers.Location = new Uri(address);
        return answer;
    }
}
