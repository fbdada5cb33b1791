namespace YallaTake.Ledger.Catalogues;

/// <summary>In what a catalogue differs from what is known of it. Services that are the same are not held.</summary>
/// <param name="known">The content of each service that is known, by id; see <see cref="ServiceContent"/>.</param>
internal sealed class CatalogueDifference(IReadOnlyDictionary<string, long> known)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Service> _added = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Service> _changed = new(StringComparer.Ordinal);

    /// <summary>The ids of the catalogue.</summary>
    public IReadOnlyCollection<string> Ids => _ids;

    /// <summary>The services that are not known.</summary>
    public IReadOnlyCollection<Service> Added => _added.Values;

    /// <summary>The services that are known with another content.</summary>
    public IReadOnlyCollection<Service> Changed => _changed.Values;

    /// <summary>The ids of known services that the catalogue lacks.</summary>
    public IReadOnlyList<string> Missing => [.. known.Keys.Where(id => !_ids.Contains(id))];

    /// <summary>Takes a service of the catalogue. Where an id repeats, the last entry is the panel's latest word.</summary>
    public void Add(Service service)
    {
        var id = service.ServiceId.ToString()!;
        _ids.Add(id);
        if (!known.TryGetValue(id, out var content))
            _added[id] = service;
        else if (content != ServiceContent.Of(service))
            _changed[id] = service;
        else
            _changed.Remove(id);
    }

    /// <summary>
    /// Whether it may be half a catalogue: empty where it was not known to be, or without more than half of what was known.
    /// </summary>
    /// <param name="isFirst">Whether nothing is known yet.</param>
    public bool IsDoubtful(bool isFirst) => (isFirst && _ids.Count == 0) || Missing.Count * 2 > known.Count;

    /// <summary>
    /// How many of the missing services are there under another id, by category and name. Names that hold the service's own id are compared
    /// without it.
    /// </summary>
    /// <param name="before">The catalogue as it is known.</param>
    public int CountRenumbered(IEnumerable<Service> before)
    {
        var missing = new HashSet<string>(Missing, StringComparer.Ordinal);
        var added = Added.GroupBy(NameWithoutId).ToDictionary(same => same.Key, same => same.Count());
        return before.Where(service => missing.Contains(service.ServiceId.ToString()!)).GroupBy(NameWithoutId)
            .Sum(same => added.TryGetValue(same.Key, out var count) ? Math.Min(count, same.Count()) : 0);
    }

    private static (string Category, string Name) NameWithoutId(Service service) =>
        (service.Category, service.Name.Replace(service.ServiceId.ToString()!, string.Empty));
}
