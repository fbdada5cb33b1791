namespace YallaTake;

/// <summary>Tests that look at the one season of orders.</summary>
[CollectionDefinition(nameof(SeasonCollection))]
public sealed class SeasonCollection : ICollectionFixture<Chromium>, ICollectionFixture<Season>;
