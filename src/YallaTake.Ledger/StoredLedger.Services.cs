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
                () => new ServiceMeasures(),
                (services, row) => services.Of(row.Text("service")!).Add(ServiceStatements.Order(row, services.Endings)),
                cancellationToken).ConfigureAwait(false);
            foreach (var (service, status, refills) in await store.ReadAsync(
                _services.Refills(account, filter),
                row => (row.Text("service")!, row.Text("status"), (int)row.Number("refills")!.Value),
                cancellationToken).ConfigureAwait(false))
                measures.Of(service).AddRefills(status, refills);

            var names = (await store.ReadAsync(
                _services.Names(measures.All.Select(measure => measure.LatestEntry)),
                row => (Service: row.Text("service")!, Name: row.Text("service_name"), Currency: row.Text("currency")),
                cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Service);
            var categories = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var (service, category) in await store.ReadAsync(
                _services.Categories(account, names.Keys),
                row => (row.Text("service")!, row.Text("category")),
                cancellationToken).ConfigureAwait(false))
                categories[service] = category;

            return [.. measures.All.OrderBy(measure => PanelId.Of(measure.ServiceId)).Select(ToRecord)];

            ServiceRecord ToRecord(ServiceMeasure measure)
            {
                names.TryGetValue(measure.ServiceId, out var known);
                categories.TryGetValue(measure.ServiceId, out var category);
                return measure.ToRecord(known.Name, category, known.Currency, panel);
            }
        },
        cancellationToken).ConfigureAwait(false) ?? [];
}
