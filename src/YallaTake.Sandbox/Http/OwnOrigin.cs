namespace YallaTake.Sandboxing.Http;

/// <summary>
/// Tells our own page and programs from the pages of other sites, which a browser on this machine may show: those name their own site as
/// the origin, or as the host when a name of theirs was pointed at this machine.
/// </summary>
internal sealed class OwnOrigin(int port)
{
    private const string Scheme = "http://";
    private const int DefaultPort = 80;
    private static readonly string[] Names = ["127.0.0.1", "[::1]", "localhost"];

    /// <summary>Whether the request is for us, and from no other site's page.</summary>
    public bool Admits(HttpRequest request) =>
        request.Host is { } host && IsOurs(host)
        && (request.Origin is not { } origin || (StartsWith(origin, Scheme) && IsOurs(origin.Substring(Scheme.Length))));

    /// <summary>The answer to a request that is not admitted.</summary>
    public HttpResponse Refusal => HttpResponse.Error(
        403, $"This sandbox is at http://127.0.0.1:{port} and answers no page of another site. Nothing was done");

    private bool IsOurs(string host) => Array.Exists(Names, name => StartsWith(host, name) && IsOurPort(host.Substring(name.Length)));

    private bool IsOurPort(string end) => end == $":{port}" || (end.Length == 0 && port == DefaultPort);

    private static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);
}
