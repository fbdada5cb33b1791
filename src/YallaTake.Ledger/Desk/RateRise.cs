namespace YallaTake.Ledger.Desk;

/// <summary>That a service costs more than when it was last ordered.</summary>
/// <param name="Before">The price of 1000 then.</param>
/// <param name="Now">The price of 1000 by the catalogue.</param>
/// <param name="OrderedAt">When it was last ordered.</param>
internal sealed record RateRise(decimal Before, decimal Now, DateTimeOffset OrderedAt)
{
    /// <summary>By how many percent.</summary>
    public decimal Percent => (Now - Before) / Before * 100;

    /// <summary>From what to what, and since when.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Now:0.########} per 1000, {Percent:0.##} % more than the {Before:0.########} of its last order on {OrderedAt:yyyy-MM-dd}");
}
