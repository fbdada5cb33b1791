using System.Text.RegularExpressions;
using YallaTake.Client.Values;

namespace YallaTake.Client.Orders;

/// <summary>
/// Says what looks mistyped in an address. The name of a user is a link for many services, and so are addresses of other kinds
/// (<c>spotify:track:…</c>): of those nothing is said.
/// </summary>
internal static class LinkDoubt
{
    private const string Http = "http";
    private const string Https = "https";
    private const string Mark = "://";

    private static readonly Regex Scheme = new(
        @"^(?<scheme>[A-Za-z]{2,8})(?<mark>\s*[:;]?[\\/]{1,3}:?\s*|\s*[:;]\s*)(?<rest>[^\s/\\].*)?$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static readonly Regex Site = new(
        @"^([^/?#@\s]+@)?([\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+\.?|\[[0-9A-Fa-f:.]+\])(:[0-9]+)?(?<path>[/?#]|\z)",
        RegexOptions.CultureInvariant);

    /// <summary>What looks mistyped in the order's first such link, and what may be meant; null when nothing does.</summary>
    public static string? Of(OrderRequest order) =>
        new[] { OrderField.Link, OrderField.Media, OrderField.ReferringUrl }.Select(order.Text).OfType<string>()
            .Select(Of).FirstOrDefault(doubt => doubt is not null);

    private static string? Of(string link)
    {
        var (scheme, address) = Split(link);
        if (scheme is null)
        {
            var site = Site.Match(address);
            if (site.Success && (site.Groups["path"].Length > 0 || address.StartsWith("www.", StringComparison.OrdinalIgnoreCase)))
                return Meant(link, Https + Mark + address);
            return address.Split('/') is { Length: > 1 } parts && parts[0].IndexOf(':') < 0 ? NoSite(link) : null;
        }

        var whole = scheme + Mark + address;
        return !Site.IsMatch(address) ? NoSite(link) : whole.Equals(link, StringComparison.OrdinalIgnoreCase) ? null : Meant(link, whole);
    }

    // The scheme that is meant, and what follows it; no scheme when there is none of the web's.
    private static (string? Scheme, string Address) Split(string link)
    {
        string? scheme = null;
        var rest = link.StartsWith("//", StringComparison.Ordinal) ? link.Substring(2) : link;
        while (Scheme.Match(rest) is { Success: true } match && Web(match.Groups["scheme"].Value.ToLowerInvariant()) is { } web)
        {
            scheme = web;
            rest = match.Groups["rest"].Value;
        }

        return (scheme, rest);
    }

    // The web's scheme that one is nearly; null for one of others, which begin with another letter: ftp, rtsp, tg.
    private static string? Web(string scheme) =>
        scheme == Http ? Http
        : Math.Min(NearWord.Distance(scheme, Http), NearWord.Distance(scheme, Https)) <= (scheme[0] is 'h' or 't' ? 2 : 1) ? Https
        : null;

    private static string Meant(string link, string whole) =>
        $"The link '{link}' does not begin with https://. It is sent unchanged. Did you mean {whole}?";

    private static string NoSite(string link) =>
        $"The link '{link}' names no site. It is sent unchanged. Write it like https://www.example.com/p/1 if it is an address.";
}
