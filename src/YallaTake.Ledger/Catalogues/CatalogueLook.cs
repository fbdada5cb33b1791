namespace YallaTake.Ledger.Catalogues;

/// <summary>A look at a catalogue, to be written down.</summary>
/// <param name="Id">Names it, so that writing it twice does not count twice.</param>
/// <param name="At">When it was; later than every look before it.</param>
/// <param name="Before">What was known when it was compared.</param>
internal sealed record CatalogueLook(string Id, DateTimeOffset At, KnownCatalogue Before)
{
    /// <summary>The ids of the services that ended: they are missing, or changed.</summary>
    public IReadOnlyList<string> Ended { get; init; } = [];

    /// <summary>The services that are new, or changed.</summary>
    public IReadOnlyList<Service> Begun { get; init; } = [];

    /// <summary>That the look is not believed: then nothing ends and nothing begins.</summary>
    public CatalogueDoubt? Doubt { get; init; }
}
