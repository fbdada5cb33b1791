namespace YallaTake.Ledger.Desk;

/// <summary>That a service costs more than when it was last ordered.</summary>
/// <param name="Before">The rate then.</param>
/// <param name="Now">The rate by the catalogue.</param>
/// <param name="Unit">What the rates are for, such as "per 1000".</param>
/// <param name="OrderedAt">When it was last ordered.</param>
internal sealed record RateRise(decimal Before, decimal Now, string Unit, DateTimeOffset OrderedAt)
{
    /// <summary>By how many percent.</summary>
    public decimal Percent => (Now - Before) / Before * 100;

    /// <summary>From what to what, and since when.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Now:0.########} {Unit}, {Percent:0.##} % more than the {Before:0.########} of its last order on {OrderedAt:yyyy-MM-dd}");
}
