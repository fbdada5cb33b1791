namespace YallaTake.Ledger.Catalogues;

/// <summary>A look at a catalogue that was not believed: it waits for a second one that agrees.</summary>
/// <param name="At">When it was.</param>
/// <param name="Ids">The services that it saw.</param>
internal sealed record CatalogueDoubt(DateTimeOffset At, IReadOnlyCollection<string> Ids)
{
    /// <summary>After how long a second look counts.</summary>
    public static TimeSpan Wait { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether a later look saw much the same: nine of ten services of either are in both.</summary>
    public bool AgreesWith(IReadOnlyCollection<string> ids)
    {
        var shared = Ids.Intersect(ids, StringComparer.Ordinal).Count();
        return shared * 10 >= Math.Max(Ids.Count, ids.Count) * 9;
    }

    /// <summary>Whether enough time has passed for a second look to count.</summary>
    public bool IsRipe(DateTimeOffset now) => now - At >= Wait;
}
