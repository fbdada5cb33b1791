namespace YallaTake.Ledger.Catalogues;

/// <summary>A service as it was from one look to another.</summary>
/// <param name="Service">What the panel said of it.</param>
/// <param name="SeenFrom">The first look that saw it so.</param>
/// <param name="SeenUntil">The last look that saw it so; null while it is so.</param>
/// <param name="EndedAt">The look that did not see it so any more; null while it is so.</param>
internal sealed record ServiceVersion(Service Service, DateTimeOffset SeenFrom, DateTimeOffset? SeenUntil, DateTimeOffset? EndedAt);
