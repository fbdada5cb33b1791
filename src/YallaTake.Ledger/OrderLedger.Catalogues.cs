using YallaTake.Ledger.Catalogues;

namespace YallaTake.Ledger;

/// <summary>The memory of the panel's catalogue. A connection without a ledger has none.</summary>
internal abstract partial class OrderLedger
{
    /// <summary>What is known of the catalogue; null when there is no ledger to know it, or to write it to, yet.</summary>
    public virtual Task<KnownCatalogue?> GetCatalogueAsync(CancellationToken cancellationToken) => Task.FromResult<KnownCatalogue?>(null);

    /// <summary>Writes a look down. False when others have written since it was compared: then nothing is written.</summary>
    public virtual Task<bool> RecordAsync(CatalogueLook look, CancellationToken cancellationToken) =>
        Task.FromException<bool>(NoMemory());

    /// <summary>The catalogue as it was at a time.</summary>
    public virtual Task<IReadOnlyList<Service>> GetServicesAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        Task.FromException<IReadOnlyList<Service>>(NoMemory());

    /// <summary>All versions of the services of which one began or ended after a time.</summary>
    public virtual Task<IReadOnlyList<ServiceVersion>> GetVersionsAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        Task.FromException<IReadOnlyList<ServiceVersion>>(NoMemory());

    /// <summary>Up to which look a reader has read the changes; null for one that never has.</summary>
    public virtual Task<DateTimeOffset?> GetReadToAsync(string reader, CancellationToken cancellationToken) =>
        Task.FromException<DateTimeOffset?>(NoMemory());

    /// <summary>Remembers up to which look a reader has read the changes.</summary>
    public virtual Task RecordReaderAsync(string reader, DateTimeOffset readTo) => Task.FromException(NoMemory());

    private static YallaTakeException NoMemory() => new(
        ErrorId.LedgerUnavailable,
        "The connection keeps no ledger, which remembers the catalogue. Nothing was sent. Connect without -NoLedger.");
}
