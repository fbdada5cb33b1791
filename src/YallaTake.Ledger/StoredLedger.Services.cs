using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Measuring;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger;

internal sealed partial class StoredLedger
{
    private readonly ServiceStatements _services = new(store.Dialect);

    // The orders are not kept: of a million only the times are.
    public override async Task<IReadOnlyList<ServiceRecord>> MeasureServicesAsync(
        OrderFilter filter, CancellationToken cancellationToken) => await ReadAsync<IReadOnlyList<ServiceRecord>>(
        async opened =>
        {
            var account = opened.Account;
            var measures = await store.FoldAsync(
                _services.Orders(account, filter, Now),
                () => new Dictionary<string, ServiceMeasure>(StringComparer.Ordinal),
                (services, row) => Measure(services, row.Text("service")!).Add(ServiceStatements.Order(row)),
                cancellationToken).ConfigureAwait(false);
            foreach (var (service, status, refills) in await store.ReadAsync(
                _services.Refills(account, filter),
                row => (row.Text("service")!, row.Text("status"), (int)row.Number("refills")!.Value),
                cancellationToken).ConfigureAwait(false))
                Measure(measures, service).AddRefills(status, refills);

            var categories = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var (service, category) in await store.ReadAsync(
                _services.Categories(account, measures.Keys),
                row => (row.Text("service")!, row.Text("category")),
                cancellationToken).ConfigureAwait(false))
                categories[service] = category;
            return
            [
                .. measures.Values
                    .OrderBy(measure => PanelId.Of(measure.ServiceId))
                    .Select(measure => measure.ToRecord(
                        categories.TryGetValue(measure.ServiceId, out var category) ? category : null, panel)),
            ];
        },
        cancellationToken).ConfigureAwait(false) ?? [];

    private static ServiceMeasure Measure(Dictionary<string, ServiceMeasure> services, string id) =>
        services.TryGetValue(id, out var measure) ? measure : services[id] = new ServiceMeasure(id);
}
