namespace YallaTake;

/// <summary>What one process did and used.</summary>
internal sealed record WorkerReport
{
    public required string Name { get; init; }

    /// <summary>How often each action was taken.</summary>
    public required SortedDictionary<string, long> Actions { get; init; }

    /// <summary>How often each error id was met.</summary>
    public required SortedDictionary<string, long> Errors { get; init; }

    /// <summary>What should never happen.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The orders that a cmdlet gave back as placed: reference and order id.</summary>
    public required Dictionary<string, long> Placed { get; init; }

    /// <summary>What was used after a quarter of the time.</summary>
    public required Usage Early { get; init; }

    /// <summary>What was used at the end.</summary>
    public required Usage Late { get; init; }

    /// <summary>The most memory the process ever had, in bytes.</summary>
    public required long PeakMemory { get; init; }
}
