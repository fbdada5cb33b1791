namespace YallaTake.Client.Requests;

/// <summary>Spells a panel's address one way: the same account is the same account, however its address is written.</summary>
internal static class PanelAddress
{
    /// <summary>Scheme, host, port and path: without fragment, doubled slashes, a slash at the end, or the default port.</summary>
    public static string Of(Uri uri)
    {
        var path = string.Join("/", uri.AbsolutePath.Split(['/'], StringSplitOptions.RemoveEmptyEntries));
        var port = uri.IsDefaultPort ? string.Empty : FormattableString.Invariant($":{uri.Port}");
        return $"{uri.Scheme}://{uri.IdnHost.ToLowerInvariant()}{port}/{path}".TrimEnd('/');
    }
}
