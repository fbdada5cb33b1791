using Newtonsoft.Json.Linq;

namespace YallaTake.Sandboxing.Faults;

/// <summary>Counts by name, for many threads.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public long Total
    {
        get
        {
            lock (_counts)
                return _counts.Values.Sum();
        }
    }

    public void Add(string name)
    {
        lock (_counts)
            _counts[name] = _counts.TryGetValue(name, out var count) ? count + 1 : 1;
    }

    /// <summary>An object with a number for each name.</summary>
    public JObject ToJson()
    {
        lock (_counts)
            return JObject.FromObject(_counts);
    }
}
