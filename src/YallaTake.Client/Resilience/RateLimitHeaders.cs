using System.Globalization;
using System.Net.Http.Headers;

namespace YallaTake.Client.Resilience;

/// <summary>What a panel's headers say about its limit: Retry-After, and RateLimit or X-RateLimit Remaining and Reset.</summary>
internal static class RateLimitHeaders
{
    // A reset further away than this is a point in time (seconds since 1970), not a number of seconds.
    private const long LongestReset = 1_000_000_000;

    /// <summary>How long to wait before the next request; null when the headers ask for no wait.</summary>
    public static TimeSpan? Wait(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.RetryAfter is { } retryAfter)
            return Positive(retryAfter.Delta ?? retryAfter.Date - now);

        foreach (var prefix in new[] { "RateLimit-", "X-RateLimit-" })
        {
            if (Number(headers, prefix + "Remaining") <= 0 && Number(headers, prefix + "Reset") is { } reset)
                return Positive(reset < LongestReset ? TimeSpan.FromSeconds(reset) : DateTimeOffset.FromUnixTimeSeconds(reset) - now);
        }

        return null;
    }

    private static TimeSpan? Positive(TimeSpan? time) => time > TimeSpan.Zero ? time : null;

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < LongestReset * 100
            ? number
            : null;
}
