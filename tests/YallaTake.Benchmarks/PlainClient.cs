using System.Diagnostics;

namespace YallaTake;

/// <summary>Asks a sandbox one thing after the other, with nothing around it: what its latency truly is.</summary>
internal sealed class PlainClient(Uri uri, string key) : IDisposable
{
    private readonly HttpClient _http = new();

    /// <summary>How long so many requests take, each sent when the one before is answered.</summary>
    public TimeSpan Time(int requests, Func<int, IEnumerable<(string Name, string Value)>> fields)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var request = 0; request < requests; request++)
        {
            using var form = new FormUrlEncodedContent(
                fields(request).Prepend(("key", key)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
            using var answer = _http.Send(new HttpRequestMessage(HttpMethod.Post, uri) { Content = form });
            answer.EnsureSuccessStatusCode();
        }

        return Stopwatch.GetElapsedTime(begun);
    }

    public void Dispose() => _http.Dispose();
}
