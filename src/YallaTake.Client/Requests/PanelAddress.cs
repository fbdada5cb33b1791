using System.Text.RegularExpressions;

namespace YallaTake.Client.Requests;

/// <summary>Spells a panel's address one way: the same account is the same account, however its address is written.</summary>
internal static class PanelAddress
{
    private const string UsualPath = "/api/v2";

    /// <summary>Scheme, host, port and path: without fragment, doubled slashes, a slash at the end, or the default port.</summary>
    public static string Of(Uri uri)
    {
        var path = string.Join("/", uri.AbsolutePath.Split(['/'], StringSplitOptions.RemoveEmptyEntries));
        var port = uri.IsDefaultPort ? string.Empty : FormattableString.Invariant($":{uri.Port}");
        return $"{uri.Scheme}://{uri.IdnHost.ToLowerInvariant()}{port}/{path}".TrimEnd('/');
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
