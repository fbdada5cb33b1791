using System.Globalization;
using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;

namespace YallaTake.Sandboxing.Http;

/// <summary>An answer, and how it is delivered.</summary>
internal sealed record HttpResponse(int Status, byte[] Body)
{
    public const string Html = "text/html; charset=utf-8";

    public const string JsonType = "application/json; charset=utf-8";

    // By so much a head promises too much.
    private const int Missing = 100;

    public string ContentType { get; init; } = JsonType;

    /// <summary>How the body is packed, for a <c>Content-Encoding</c> header.</summary>
    public string? Packing { get; init; }

    /// <summary>The methods to name in an <c>Allow</c> header.</summary>
    public string? Allow { get; init; }

    /// <summary>Seconds to name in a <c>Retry-After</c> header.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What a page may load and run, for a <c>Content-Security-Policy</c> header.</summary>
    public string? Policy { get; init; }

    public HttpDelivery Delivery { get; init; }

    /// <summary>What follows the body when it is <see cref="HttpDelivery.Endless"/>.</summary>
    public byte[] Rest { get; init; } = [];

    /// <summary>The bytes before the body.</summary>
    public byte[] Head(bool keepAlive)
    {
        using var standard = new HttpResponseMessage((HttpStatusCode)Status);
        var head = new StringBuilder("HTTP/1.1 ")
            .Append(Status).Append(' ').Append(standard.ReasonPhrase)
            .Append("\r\nContent-Type: ").Append(ContentType);
        if (Delivery != HttpDelivery.Endless)
            head.Append("\r\nContent-Length: ").Append(
                (Body.Length + (Delivery == HttpDelivery.CutShort ? Missing : 0)).ToString(CultureInfo.InvariantCulture));
        if (Packing is not null)
            head.Append("\r\nContent-Encoding: ").Append(Packing);
        if (Allow is not null)
            head.Append("\r\nAllow: ").Append(Allow);
        if (RetryAfter is { } seconds)
            head.Append("\r\nRetry-After: ").Append(seconds.ToString(CultureInfo.InvariantCulture));
        if (Policy is not null)
            head.Append("\r\nContent-Security-Policy: ").Append(Policy)
                .Append("\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-store");
        if (!keepAlive)
            head.Append("\r\nConnection: close");
        return Encoding.ASCII.GetBytes(head.Append("\r\n\r\n").ToString());
    }

    /// <summary>An answer of the form <c>{"error": text}</c>.</summary>
    public static HttpResponse Error(int status, string text) => new(status, Json.Encode(new JObject { ["error"] = text }));

    /// <summary>No answer, and the connection is closed.</summary>
    public static HttpResponse Dropped { get; } = new(0, []) { Delivery = HttpDelivery.Dropped };

    /// <summary>No answer, and the connection stays open.</summary>
    public static HttpResponse Withheld { get; } = new(0, []) { Delivery = HttpDelivery.Withheld };
}
