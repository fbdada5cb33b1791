using System.Net;
using System.Runtime.CompilerServices;
using YallaTake.Client;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;

namespace YallaTake;

/// <summary>Clients of the servers of the tests; the system's proxy stays out of it.</summary>
internal static class TestPanel
{
    public static PanelClient Client(
        Uri uri,
        string key = Keys.Plain,
        TimeSpan? timeout = null,
        int retries = 0,
        TimeSpan? catalogueTimeout = null,
        TimeProvider? time = null) => new(new PanelOptions
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

    public static PanelClient Client(
        this CannedServer server,
        string key = Keys.Plain,
        TimeSpan? timeout = null,
        int retries = 0,
        TimeSpan? catalogueTimeout = null,
        TimeProvider? time = null) =>
        Client(server.Uri, key, timeout, retries, catalogueTimeout, time);

    /// <summary>The catalogue by the one way there is to read it.</summary>
    public static IAsyncEnumerable<Service> GetServicesAsync(this PanelClient client, PanelCall call) =>
        new Catalogue(client, TimeProvider.System).StreamAsync(call);

    /// <summary>The services of an answer.</summary>
    public static async IAsyncEnumerable<Service> ReadAllAsync(
        this ServicesAnswer answer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await answer.ReadAsync(cancellationToken) is { } service)
            yield return service;
    }
}
