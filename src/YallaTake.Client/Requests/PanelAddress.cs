using System.Text.RegularExpressions;
using YallaTake.Client.Values;

namespace YallaTake.Client.Requests;

/// <summary>Spells a panel's address one way: the same account is the same account, however its address is written.</summary>
internal static class PanelAddress
{
    /// <summary>What to say of one that is not whole.</summary>
    public const string NotWhole = "is not a complete address.";

    /// <summary>How to write one that is.</summary>
    public const string Form = "Write it with its beginning, such as https://panel.example/api/v2.";

    private const string UsualPath = "/api/v2";

    /// <summary>A given address, without what nobody sees around it; null when it has no scheme, or no host that can exist.</summary>
    public static Uri? Whole(object given)
    {
        var uri = given as Uri;
        if (given is string text)
            _ = Uri.TryCreate(SeenText.Trim(text), UriKind.Absolute, out uri);

        // Without a scheme some systems read the name of a file.
        var isWhole = uri is { IsAbsoluteUri: true, Host.Length: > 0 } && uri.OriginalString.Contains(Uri.SchemeDelimiter);
        return isWhole && HostName.Of(uri!) is not null ? uri : null;
    }

    /// <summary>Scheme, host, port and path: without fragment, doubled slashes, a slash at the end, or the default port.</summary>
    public static string Of(Uri uri)
    {
        var path = string.Join("/", uri.AbsolutePath.Split(['/'], StringSplitOptions.RemoveEmptyEntries));
        var port = uri.IsDefaultPort ? string.Empty : FormattableString.Invariant($":{uri.Port}");
        return $"{uri.Scheme}://{(HostName.Of(uri) ?? uri.Host).ToLowerInvariant()}{port}/{path}".TrimEnd('/');
    }

    /// <summary>Whether it is where most panels have their API.</summary>
    public static bool IsUsual(Uri uri) =>
        Regex.IsMatch(uri.AbsolutePath, UsualPath, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Where most panels of a site have their API.</summary>
    public static string Usual(Uri site) => site.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + UsualPath;

    /// <summary>What to say when something else than an API answers at an address; empty when the address looks right.</summary>
    public static string Hint(Uri uri) => IsUsual(uri)
        ? string.Empty
        : $" {Of(uri)} may not be the address of the API, which most panels have at {UsualPath}: try -Uri {Usual(uri)}.";
}
