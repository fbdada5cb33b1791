namespace YallaTake;

/// <summary>Decides which requests go wrong, the same way for the same seed.</summary>
internal sealed class FaultDice(IReadOnlyList<SandboxFault> faults, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>How often each fault struck.</summary>
    public Tally Struck { get; } = new();

    /// <summary>The fault that strikes this request; null for none.</summary>
    public SandboxFaultKind? Roll(string? action)
    {
        foreach (var fault in faults)
        {
            if (fault.Action is not null && fault.Action != action)
                continue;
            lock (_random)
            {
                if (_random.NextDouble() >= fault.Probability)
                    continue;
            }

            Struck.Add(fault.Kind.ToString());
            return fault.Kind;
        }

        return null;
    }
}
