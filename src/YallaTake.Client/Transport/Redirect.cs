using YallaTake.Client.Requests;
using YallaTake.Client.Secrets;

namespace YallaTake.Client.Transport;

/// <summary>A redirect repeats the body, and the body holds the key: only the same address with its slash put right is followed.</summary>
internal static class Redirect
{
    /// <summary>
    /// The address that the panel means, when it differs by the slash at its end and by nothing else; null for any other answer.
    /// </summary>
    public static Uri? SlashPutRight(HttpResponseMessage response, Uri uri) =>
        (int)response.StatusCode is 307 or 308
        && response.Headers.Location is { } location
        && Uri.TryCreate(uri, location.OriginalString, out var target)
        && (target.AbsoluteUri == uri.AbsoluteUri + "/" || target.AbsoluteUri + "/" == uri.AbsoluteUri)
            ? target
            : null;

    /// <summary>The refusal to follow, which names the address to use.</summary>
    public static YallaTakeException Refusal(int status, Uri? location, Uri uri, RevealedKey key)
    {
        var target = location is not null && Uri.TryCreate(uri, key.Redact(location.OriginalString), out var full)
            ? full.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : null;

        // An address may spell the key in more ways than can be struck out.
        return new YallaTakeException(ErrorId.RedirectRefused, target is null || key.IsIn(target)
            ? $"{uri.Host} answers with a redirect (HTTP {status}) that names no address. Nothing more was sent. "
                + "Ask the panel for its API address."
                + PanelAddress.Hint(uri)
            : $"{uri.Host} points to {target}, which is not followed because the request holds the API key. Nothing was sent there. "
                + Advice(new Uri(target), uri))
        {
            StatusCode = status,
        };
    }

    // A home page, or what a home page points to, is no API.
    private static string Advice(Uri target, Uri uri)
    {
        var isPage = !PanelAddress.IsUsual(target) && (target.AbsolutePath == "/" || !PanelAddress.IsUsual(uri));
        var address = isPage ? PanelAddress.Usual(target) : target.OriginalString;
        return PanelAddress.Of(new Uri(address)) == PanelAddress.Of(uri)
            ? "Ask the panel for its API address."
            : $"If that is your panel, connect with -Uri {address}.";
    }
}
