using YallaTake.Client.Values;

namespace YallaTake.Ledger.Entries;

/// <summary>
/// What a link points to, as a short text: the same for links that differ only in what does not change that. In doubt two links are
/// different.
/// </summary>
internal static class LinkTarget
{
    private const string VideoPath = "/watch";

    // What is added to a link to follow who shares it, whatever the site.
    private static readonly HashSet<string> Tracking = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid",
        "mibextid", "si",
    };

    // What else a site adds that says nothing of what is shown.
    private static readonly Dictionary<string, string[]> TrackingOf = new(StringComparer.Ordinal)
    {
        ["x.com"] = ["s", "t", "ref_src", "ref_url"],
        ["tiktok.com"] = ["_r", "_t", "is_from_webapp", "sender_device", "is_copy_url"],
        ["instagram.com"] = ["hl", "img_index"],
        ["youtube.com"] = ["feature", "ab_channel", "pp", "sub_confirmation"],
    };

    private static readonly Dictionary<string, string> SameHost = new(StringComparer.Ordinal)
    {
        ["m.youtube.com"] = "youtube.com",
        ["m.facebook.com"] = "facebook.com",
        ["web.facebook.com"] = "facebook.com",
        ["m.tiktok.com"] = "tiktok.com",
        ["m.vk.com"] = "vk.com",
        ["twitter.com"] = "x.com",
        ["mobile.twitter.com"] = "x.com",
        ["mobile.x.com"] = "x.com",
        ["telegram.me"] = "t.me",
    };

    /// <summary>What a link points to; null for no link.</summary>
    public static string? Of(string? link) =>
        SeenText.Of(link ?? string.Empty) is { Length: > 0 } text ? Hash.Of(Plain(text)) : null;

    private static string Plain(string text)
    {
        var isAddress = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

        // A name of a user is not an address, and may have upper and lower case.
        if (!isAddress && (text.Contains("://", StringComparison.Ordinal) || text.IndexOf('.') < 0 || text[0] is '@' or '/'))
            return text;
        return Uri.TryCreate(isAddress ? text : "https://" + text, UriKind.Absolute, out var uri) ? Plain(uri) : text;
    }

    private static string Plain(Uri uri)
    {
        // One that cannot exist stays as it is written: the panel may still say what is wrong with it.
        var host = (HostName.Of(uri) ?? uri.Host).ToLowerInvariant().TrimEnd('.');
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host.Substring(4) : host;
        host = SameHost.TryGetValue(host, out var same) ? same : host;
        var path = uri.AbsolutePath.TrimEnd('/');
        var fields = uri.Query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries)
            .Where(field => !IsTracking(host, field.Split('=')[0]))
            .OrderBy(field => field, StringComparer.Ordinal)
            .ToArray();
        if (VideoOf(host, path, fields) is { } video)
            (host, path, fields) = ("youtube.com", VideoPath, ["v=" + video]);

        var user = uri.UserInfo.Length > 0 ? uri.UserInfo + "@" : string.Empty;
        var port = uri.IsDefaultPort ? string.Empty : FormattableString.Invariant($":{uri.Port}");
        var query = fields.Length > 0 ? "?" + string.Join("&", fields) : string.Empty;
        var fragment = uri.Fragment.Length > 1 ? uri.Fragment : string.Empty;
        return $"{user}{host}{port}{path}{query}{fragment}";
    }

    private static bool IsTracking(string host, string field) =>
        Tracking.Contains(field)
        || field.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)
        || (TrackingOf.TryGetValue(host, out var own) && own.Contains(field));

    // A video has several addresses; its lists and the second at which it begins do not matter.
    private static string? VideoOf(string host, string path, string[] fields) => (host, path) switch
    {
        ("youtu.be", { Length: > 1 }) => path.Substring(1),
        ("youtube.com", VideoPath) => fields.FirstOrDefault(field => field.StartsWith("v=", StringComparison.Ordinal))?.Substring(2),
        ("youtube.com", _) when path.StartsWith("/shorts/", StringComparison.Ordinal) => path.Substring("/shorts/".Length),
        _ => null,
    };
}
