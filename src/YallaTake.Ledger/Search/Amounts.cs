namespace YallaTake.Ledger.Search;

/// <summary>
/// What a balance may have fallen by: a sum of amounts of which some are known, and some are one of several, such as a charge that may or
/// may not have been refunded yet.
/// </summary>
internal sealed class Amounts
{
    private const int Most = 4096;

    private HashSet<decimal> _sums = [0];

    /// <summary>Whether there are too many possibilities to say anything.</summary>
    public bool IsVague { get; private set; }

    /// <summary>Every sum there may be.</summary>
    public IReadOnlyCollection<decimal> Sums => _sums;

    /// <summary>Adds an amount that is one of these; none when nothing is known of it.</summary>
    public void Add(IEnumerable<decimal> oneOf)
    {
        var amounts = oneOf.Distinct().ToList();
        IsVague |= amounts.Count == 0 || _sums.Count * amounts.Count > Most;
        if (!IsVague)
            _sums = [.. _sums.SelectMany(sum => amounts.Select(amount => sum + amount))];
    }

    /// <summary>Whether one of the sums is an amount, but for rounding.</summary>
    public bool Contain(decimal amount, decimal rounding) => _sums.Any(sum => Math.Abs(sum - amount) <= rounding);

    /// <summary>The sum that is nearest to an amount.</summary>
    public decimal Nearest(decimal amount) => _sums.OrderBy(sum => Math.Abs(sum - amount)).First();
}
