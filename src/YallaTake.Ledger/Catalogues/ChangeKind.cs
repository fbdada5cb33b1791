namespace YallaTake.Ledger.Catalogues;

/// <summary>The kinds of a <see cref="ServiceChange"/>.</summary>
internal static class ChangeKind
{
    public const string Added = nameof(Added);
    public const string Removed = nameof(Removed);
    public const string Returned = nameof(Returned);
    public const string RateRaised = nameof(RateRaised);
    public const string RateLowered = nameof(RateLowered);
    public const string LimitsChanged = nameof(LimitsChanged);
    public const string RefillChanged = nameof(RefillChanged);
    public const string CancelChanged = nameof(CancelChanged);
    public const string TypeChanged = nameof(TypeChanged);
    public const string Renamed = nameof(Renamed);
}
