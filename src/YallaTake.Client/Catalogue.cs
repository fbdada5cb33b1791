using YallaTake.Client.Resilience;

namespace YallaTake.Client;

/// <summary>A panel's services, kept for a while: orders are checked against them, and panels limit how often they may be read.</summary>
internal sealed class Catalogue(PanelClient client, TimeProvider time) : IDisposable
{
    /// <summary>Larger catalogues are kept only once an order needs them, so that reading through one takes no memory.</summary>
    public const int LargestInPassing = 20_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Snapshot? _last;

    /// <summary>The services as last read, in the panel's order; null when that is too long ago.</summary>
    public IReadOnlyList<Service>? Recent => Fresh?.Services;

    private Snapshot? Fresh => _last is { } last && time.GetElapsedTime(last.ReadAt) < Lifetime ? last : null;

    /// <summary>The services by id, read from the panel when the last read is too old.</summary>
    public async Task<IReadOnlyDictionary<long, Service>> GetAsync(PanelCall call)
    {
        if (Fresh is { } fresh)
            return fresh.ById.Value;

        await _reading.WaitAsync(call.Token).ConfigureAwait(false);
        try
        {
            if (Fresh is null)
            {
                var services = new List<Service>();
                await foreach (var service in client.GetServicesAsync(call).ConfigureAwait(false))
                    services.Add(service);
                Keep(services);
            }

            return _last!.ById.Value;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Takes over what was read from beginning to end.</summary>
    public void Keep(IReadOnlyList<Service> services) => _last = new Snapshot(services, time.GetTimestamp());

    public void Dispose() => _reading.Dispose();

    private sealed class Snapshot(IReadOnlyList<Service> services, long readAt)
    {
        public IReadOnlyList<Service> Services { get; } = services;

        public long ReadAt { get; } = readAt;

        public Lazy<Dictionary<long, Service>> ById { get; } = new(() =>
        {
            // Ids repeat now and then; the last entry is the panel's latest word.
            var byId = new Dictionary<long, Service>(services.Count);
            foreach (var service in services)
                byId[service.Id] = service;
            return byId;
        });
    }
}
