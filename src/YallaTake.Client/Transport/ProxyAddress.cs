using System.Net;

namespace YallaTake.Client.Transport;

/// <summary>A proxy's password is as secret as the key, and errors quote the proxy's address.</summary>
internal static class ProxyAddress
{
    /// <summary>The same proxy, with a user and password in its address moved to its credentials.</summary>
    public static IWebProxy? WithoutPassword(IWebProxy? proxy)
    {
        if (proxy is not WebProxy { Address: { UserInfo.Length: > 0 } address } named)
            return proxy;

        var (user, password) = address.UserInfo.Split([':'], 2) is [var before, var after]
            ? (before, after)
            : (address.UserInfo, string.Empty);
        return new WebProxy(new UriBuilder(address) { UserName = string.Empty, Password = string.Empty }.Uri)
        {
            Credentials = named.Credentials ?? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password)),
        };
    }
}
