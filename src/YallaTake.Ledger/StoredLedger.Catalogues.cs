using YallaTake.Ledger.Catalogues;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger;

internal sealed partial class StoredLedger
{
    private readonly CatalogueStatements _catalogues = new(store.Dialect);

    // The services are read last: when others write in between, the look that is compared with them is not written.
    public override Task<KnownCatalogue?> GetCatalogueAsync(CancellationToken cancellationToken) => ReadAsync<KnownCatalogue>(
        async opened =>
        {
            var known = await store.FirstAsync(
                _catalogues.Known(opened.Account), CatalogueStatements.Known, cancellationToken).ConfigureAwait(false);
            if (known?.LookedAt is null)
                return known ?? KnownCatalogue.None;

            var contents = await store.FirstAsync(
                _catalogues.Contents(opened.Account), CatalogueStatements.Contents, cancellationToken).ConfigureAwait(false);
            return known with { Services = contents! };
        },
        cancellationToken);

    public override Task<bool> RecordAsync(CatalogueLook look, CancellationToken cancellationToken) => RunAsync(
        async opened =>
        {
            var written = await store.WriteFirstAsync(
                [.. opened.Registration, .. _catalogues.Record(opened.Account, look)],
                row => row.Number("writes"),
                cancellationToken).ConfigureAwait(false);
            if (opened.Registration.Count > 0)
                _opened = opened with { Registration = [] };
            return written is not null;
        },
        cancellationToken);

    public override async Task<IReadOnlyList<Service>> GetServicesAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        await ReadAsync(
            opened => store.ReadAsync(
                _catalogues.At(opened.Account, at), row => CatalogueStatements.Version(row, panel).Service, cancellationToken)!,
            cancellationToken).ConfigureAwait(false) ?? [];

    public override Task<IReadOnlyList<ServiceVersion>> GetVersionsAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        RunAsync(
            opened => store.ReadAsync(
                _catalogues.Since(opened.Account, after), row => CatalogueStatements.Version(row, panel), cancellationToken),
            cancellationToken);

    public override Task<DateTimeOffset?> GetReadToAsync(string reader, CancellationToken cancellationToken) => RunAsync(
        opened => store.FirstAsync(_catalogues.ReadTo(opened.Account, reader), row => row.Time("read_to"), cancellationToken),
        cancellationToken);

    public override async Task<IReadOnlyList<string>> GetReadersAsync(CancellationToken cancellationToken) => await ReadAsync(
        opened => store.ReadAsync(_catalogues.Readers(opened.Account), row => row.Text("reader")!, cancellationToken)!,
        cancellationToken).ConfigureAwait(false) ?? [];

    public override Task RecordReaderAsync(string reader, DateTimeOffset readTo) =>
        ChangeAsync(account => _catalogues.RecordReader(account, reader, readTo));
}
