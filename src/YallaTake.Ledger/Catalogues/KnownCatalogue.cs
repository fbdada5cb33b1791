namespace YallaTake.Ledger.Catalogues;

/// <summary>What a ledger knows of a panel's catalogue.</summary>
internal sealed record KnownCatalogue
{
    /// <summary>What no ledger has seen yet.</summary>
    public static KnownCatalogue None { get; } = new();

    /// <summary>How often it was written: whoever writes next must have seen the last one.</summary>
    public long Writes { get; init; }

    /// <summary>The first look that was believed; null before it.</summary>
    public DateTimeOffset? FirstLookAt { get; init; }

    /// <summary>The last look that was believed; null before the first.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>A look since then that was not believed; null when there was none.</summary>
    public CatalogueDoubt? Doubt { get; init; }

    /// <summary>The content of each service by id; see <see cref="ServiceContent"/>.</summary>
    public IReadOnlyDictionary<string, long> Services { get; init; } = new Dictionary<string, long>();
}
