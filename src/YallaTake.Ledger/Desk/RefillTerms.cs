namespace YallaTake.Ledger.Desk;

/// <summary>For how long a panel refills the orders of its services.</summary>
/// <param name="services">The panel's services.</param>
/// <param name="unstated">The time of services that are refilled and do not say for how long.</param>
internal sealed class RefillTerms(IReadOnlyDictionary<PanelId, Service> services, TimeSpan unstated)
{
    /// <summary>The time of services that do not say it, as panels have it.</summary>
    public static readonly TimeSpan UsualWindow = TimeSpan.FromDays(30);

    private readonly Dictionary<(PanelId, string?), TimeSpan> _windows = [];

    /// <summary>For how long after its end an order of a service is refilled; zero when it is not.</summary>
    /// <param name="id">The service.</param>
    /// <param name="name">Its name when it was ordered: what was promised then holds.</param>
    public TimeSpan WindowOf(PanelId id, string? name)
    {
        if (!_windows.TryGetValue((id, name), out var window))
            _windows[(id, name)] = window = Of(services.TryGetValue(id, out var service) ? service : null, name);
        return window;
    }

    private TimeSpan Of(Service? service, string? name)
    {
        if (service?.Refill == false)
            return TimeSpan.Zero;

        RefillPromise[] promises =
        [
            .. new[] { name, service?.Name, service?.Description, service?.Category }.Select(RefillPromise.Of).OfType<RefillPromise>(),
        ];
        if (promises.FirstOrDefault(promise => promise.Window is not null)?.Window is { } stated)
            return stated;
        return service?.Refill == true || promises.Length > 0 ? unstated : TimeSpan.Zero;
    }
}
