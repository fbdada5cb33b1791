using System.Collections.Concurrent;

namespace YallaTake.Sandboxing.Faults;

/// <summary>Decides which requests go wrong, the same way for the same seed.</summary>
internal sealed class FaultDice(IReadOnlyList<SandboxFault> faults, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>How often each fault struck.</summary>
    public ConcurrentDictionary<string, long> Struck { get; } = new(StringComparer.Ordinal);

    /// <summary>The fault that strikes this request; null for none.</summary>
    public SandboxFault? Roll(string? action) =>
        First(fault => fault.Kind != SandboxFaultKind.Refuse && (fault.Action is null || fault.Action == action));

    /// <summary>Whether a new connection is refused.</summary>
    public bool RefusesConnection() => First(fault => fault.Kind == SandboxFaultKind.Refuse) is not null;

    private SandboxFault? First(Func<SandboxFault, bool> mayStrike)
    {
        foreach (var fault in faults)
        {
            if (!mayStrike(fault) || !Strikes(fault))
                continue;
            Struck.AddOrUpdate(fault.Kind.ToString(), 1, (_, count) => count + 1);
            return fault;
        }

        return null;
    }

    private bool Strikes(SandboxFault fault)
    {
        lock (_random)
            return _random.NextDouble() < fault.Probability;
    }
}
