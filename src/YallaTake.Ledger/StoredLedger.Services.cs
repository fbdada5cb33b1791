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
            var kinds = new Dictionary<string, (string Category, string Type)>(StringComparer.Ordinal);
            foreach (var (service, category, type) in await store.ReadAsync(
                _services.Kinds(account, names.Keys),
                row => (row.Text("service")!, row.Text("category")!, row.Text("type")!),
                cancellationToken).ConfigureAwait(false))
                kinds[service] = (category, type);

            return [.. measures.All.OrderBy(measure => PanelId.Of(measure.ServiceId)).Select(ToRecord)];

            ServiceRecord ToRecord(ServiceMeasure measure)
            {
                names.TryGetValue(measure.ServiceId, out var known);
                var (category, type) = kinds.TryGetValue(measure.ServiceId, out var kind) ? kind : (null, null);
                return measure.ToRecord(known.Name, category, type, known.Currency, panel);
            }
        },
        cancellationToken).ConfigureAwait(false) ?? [];
}
