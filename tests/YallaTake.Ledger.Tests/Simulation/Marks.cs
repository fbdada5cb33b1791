using System.Collections.Concurrent;

namespace YallaTake;

/// <summary>Counts the rare cases that histories met: one that is never met proves nothing.</summary>
internal sealed class Marks
{
    private static readonly string[] Writes = ["claim", "renew", "settle", "resolve"];

    private static readonly HashSet<string> CrashPoints =
        [.. Writes.SelectMany(write => new[] { $"before {write}", $"in {write}", $"after {write}" }), "before send", "before answer"];

    private readonly ConcurrentDictionary<string, long> _met = new();

    /// <summary>All cases that must be met.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. CrashPoints.Select(point => "crash " + point),
        .. Writes.Select(write => $"disk full before {write}"),
        .. Writes.Select(write => $"disk full in {write}"),
        .. Writes.Select(write => $"disk fails after {write}"),
        "disk fails to read",
        "file locked briefly", "file locked for minutes",
        "process pauses", "machine sleeps", "pause ends past a lease", "clock jumps ahead", "clock jumps back",
        "journal breaks", "process starts again", "person looks", "person settles as placed", "person settles as not placed", "Ctrl+C",
        "outcome kept in the journal", "outcome taken from the journal", "outcome not recorded anywhere",
        "order came back", "limit reached", "claim lost before sending",
        "went on to another panel", "order came back from another panel", "unknown or under way on another panel",
        "sent again under the same id", "given back for the same id", "still unknown after it was sent again",
        .. Fate.All.Select(fate => fate.Name),
    ];

    private static readonly HashSet<string> Known = [.. All];

    public IEnumerable<string> Missing => All.Where(mark => !_met.ContainsKey(mark));

    public static bool IsCrashPoint(string what) => CrashPoints.Contains(what);

    public void Meet(string mark)
    {
        if (!Known.Contains(mark))
            throw new ArgumentException($"'{mark}' is not in the list of marks", nameof(mark));
        _met.AddOrUpdate(mark, 1, (_, count) => count + 1);
    }

    public override string ToString() => string.Join('\n', All.Select(mark => $"{_met.GetValueOrDefault(mark),10} {mark}"));
}
