using System.Globalization;
using YallaTake.Client.Resilience;

namespace YallaTake;

public sealed class RateLimitHeadersTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, double?> Table => new()
    {
        { "Retry-After: 7", 7 },
        { $"Retry-After: {Now.AddSeconds(9):r}", 9 },
        { $"Retry-After: {Now.AddSeconds(-9):r}", null },
        { "RateLimit-Remaining: 0\nRateLimit-Reset: 30", 30 },
        { "RateLimit-Remaining: 5\nRateLimit-Reset: 30", null },
        { "X-RateLimit-Remaining: 0\nX-RateLimit-Reset: 45", 45 },
        { "X-RateLimit-Remaining: 0\nX-RateLimit-Reset: " + Now.AddSeconds(20).ToUnixTimeSeconds().ToString(
            CultureInfo.InvariantCulture), 20 },
        { "X-RateLimit-Remaining: 0\nX-RateLimit-Reset: soon", null },
        { "X-RateLimit-Remaining: 0\nX-RateLimit-Reset: 9223372036854775807", null },
        { "Retry-After: 3\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 45", 3 },
        { "X-Other: 1", null },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_wait_is_read_from_any_of_the_headers_in_use(string headers, double? seconds)
    {
        using var response = new HttpResponseMessage();
        foreach (var header in headers.Split('\n').Select(line => line.Split(": ")))
            Assert.True(response.Headers.TryAddWithoutValidation(header[0], header[1]));

        Assert.Equal(seconds, RateLimitHeaders.Wait(response.Headers, Now)?.TotalSeconds);
    }
}
