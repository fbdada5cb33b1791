namespace YallaTake;

/// <summary>A panel's services by id, kept for a while: orders are checked against it, and panels limit how often it may be read.</summary>
internal sealed class Catalogue(PanelClient client) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private Dictionary<long, Service> _services = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>The services by id, read from the panel when the last read is too old.</summary>
    public async Task<IReadOnlyDictionary<long, Service>> GetAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (DateTimeOffset.UtcNow - _readAt > Lifetime)
            {
                var services = new Dictionary<long, Service>();
                // Ids repeat now and then; the last entry is the panel's latest word.
                await foreach (var service in client.GetServicesAsync(cancellationToken).ConfigureAwait(false))
                    services[service.Id] = service;

                (_services, _readAt) = (services, DateTimeOffset.UtcNow);
            }

            return _services;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}
