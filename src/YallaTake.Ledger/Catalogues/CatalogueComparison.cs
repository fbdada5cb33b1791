namespace YallaTake.Ledger.Catalogues;

/// <summary>Compares a catalogue with what is known of it while it is being read: what is the same is let go at once.</summary>
/// <param name="known">What the ledger knows, as soon as it has said so; null when nothing is to be compared.</param>
internal sealed class CatalogueComparison(Task<KnownCatalogue?> known)
{
    private readonly List<Service> _early = [];
    private CatalogueDifference? _difference;

    /// <summary>Takes a service. Does not wait for the ledger.</summary>
    public void Add(Service service)
    {
        if (!known.IsCompleted)
            _early.Add(service);
        else if (known.Status == TaskStatus.RanToCompletion)
            Compare(known.Result)?.Add(service);
    }

    /// <summary>The whole catalogue's difference from what was known when it began; null when nothing is to be compared.</summary>
    /// <exception cref="YallaTakeException">LedgerUnavailable.</exception>
    public async Task<(KnownCatalogue Known, CatalogueDifference Difference)?> EndAsync() =>
        await known.ConfigureAwait(false) is { } catalogue ? (catalogue, Compare(catalogue)!) : null;

    private CatalogueDifference? Compare(KnownCatalogue? catalogue)
    {
        if (catalogue is null || _difference is not null)
            return _difference;

        _difference = new CatalogueDifference(catalogue.Services);
        foreach (var service in _early)
            _difference.Add(service);
        _early.Clear();
        return _difference;
    }
}
