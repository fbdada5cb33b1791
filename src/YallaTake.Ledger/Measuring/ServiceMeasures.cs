namespace YallaTake.Ledger.Measuring;

/// <summary>What became of the orders of services, order by order.</summary>
internal sealed class ServiceMeasures
{
    private readonly Dictionary<string, ServiceMeasure> _services = new(StringComparer.Ordinal);

    /// <summary>How the orders ended.</summary>
    public OrderEndings Endings { get; } = new();

    /// <summary>Those of which there is something to say.</summary>
    public IReadOnlyCollection<ServiceMeasure> All => _services.Values;

    /// <summary>The one of a service.</summary>
    public ServiceMeasure Of(string serviceId) =>
        _services.TryGetValue(serviceId, out var measure) ? measure : _services[serviceId] = new ServiceMeasure(serviceId);
}
