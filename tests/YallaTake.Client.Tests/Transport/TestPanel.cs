using System.Net;
using YallaTake.Client;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;

namespace YallaTake;

/// <summary>Clients of the servers of the tests; the system's proxy stays out of it.</summary>
internal static class TestPanel
{
    public static PanelClient Client(Uri uri, string key = Keys.Plain, TimeSpan? timeout = null, int retries = 0, TimeSpan? catalogueTimeout = null, TimeProvider? time = null) => new(new PanelOptions
    {
        Uri = uri,
        ApiKey = Keys.Secure(key),
        Name = "panel",
        Timeout = timeout ?? TimeSpan.FromSeconds(30),
        CatalogueTimeout = catalogueTimeout ?? timeout ?? TimeSpan.FromSeconds(30),
        MaximumRetryCount = retries,
        Proxy = new WebProxy(),
        Time = time ?? TimeProvider.System,
        Chance = Chance.System,
    });

    public static PanelClient Client(this CannedServer server, string key = Keys.Plain, TimeSpan? timeout = null, int retries = 0, TimeSpan? catalogueTimeout = null, TimeProvider? time = null) =>
        Client(server.Uri, key, timeout, retries, catalogueTimeout, time);
}
