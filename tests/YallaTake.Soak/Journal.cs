using System.Collections.Concurrent;
using System.Management.Automation;

namespace YallaTake;

/// <summary>What the runspaces of one process did and met.</summary>
/// <param name="expectedErrors">The ids of the errors that may happen.</param>
internal sealed class Journal(IReadOnlySet<string> expectedErrors)
{
    private readonly ConcurrentDictionary<string, long> _actions = new();
    private readonly ConcurrentDictionary<string, long> _errors = new();
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly ConcurrentDictionary<string, long> _placed = new();

    public SortedDictionary<string, long> Actions => new(_actions, StringComparer.Ordinal);

    public SortedDictionary<string, long> Errors => new(_errors, StringComparer.Ordinal);

    public IReadOnlyList<string> Problems => [.. _problems];

    public Dictionary<string, long> Placed => new(_placed);

    public void Act(string action) => _actions.AddOrUpdate(action, 1, (_, count) => count + 1);

    /// <summary>Counts an error; one that may not happen is a problem.</summary>
    public void Meet(string action, ErrorRecord error)
    {
        var id = error.FullyQualifiedErrorId.Split(',')[0];
        _errors.AddOrUpdate(id, 1, (_, count) => count + 1);
        if (!expectedErrors.Contains(id))
            Trouble($"{action} met the error {error.FullyQualifiedErrorId}: {error}");
    }

    /// <summary>Remembers what was placed; a reference that is given back with another id is a problem.</summary>
    public void Place(string reference, long id)
    {
        var before = _placed.GetOrAdd(reference, id);
        if (before != id)
            Trouble($"{reference} was placed as {before} and then as {id}.");
    }

    public void Trouble(string problem) => _problems.Enqueue(problem);
}
