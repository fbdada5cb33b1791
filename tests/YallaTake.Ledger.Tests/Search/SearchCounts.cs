using System.Globalization;
using System.Text.RegularExpressions;

namespace YallaTake;

/// <summary>The outcome of searches in many histories.</summary>
internal sealed class SearchCounts
{
    /// <summary>Why nothing can tell what became of an order.</summary>
    public const string Twins = "Within minutes of another of the same price, of which one was placed: either may have been accepted late.";

    private readonly object _lock = new();
    private readonly List<int> _requests = [];
    private readonly Dictionary<string, List<int>> _missing = new(StringComparer.Ordinal);
    private int _alone;
    private int _settledAlone;
    private int _shared;
    private int _settledShared;

    /// <summary>How often the first order made by hand was taken for one of equal price that was not placed.</summary>
    public int Fooled { get; set; }

    /// <summary>What part was settled where the ledger was alone on the account.</summary>
    public double SettledAlone => _alone == 0 ? 1 : (double)_settledAlone / _alone;

    public void Searched(int requests)
    {
        lock (_lock)
            _requests.Add(requests);
    }

    /// <summary>An unknown order at the end of a history.</summary>
    /// <param name="isAlone">Whether the ledger is alone on the account.</param>
    /// <param name="seed">The history's.</param>
    /// <param name="missing">What is missing to settle it; null when it is settled.</param>
    public void Ended(bool isAlone, int seed, string? missing)
    {
        var isSettled = missing is null;
        lock (_lock)
        {
            if (isAlone && missing is not null)
            {
                if (!_missing.TryGetValue(Reason(missing), out var seeds))
                    _missing[Reason(missing)] = seeds = [];
                seeds.Add(seed);
            }

            if (isAlone)
                (_alone, _settledAlone) = (_alone + 1, _settledAlone + (isSettled ? 1 : 0));
            else
                (_shared, _settledShared) = (_shared + 1, _settledShared + (isSettled ? 1 : 0));
        }
    }

    // Without what differs from one order to the next.
    private static string Reason(string missing) => Regex.Replace(missing, @"(?<!\w)[\d][\d.,:Z-]*", "#");

    public override string ToString()
    {
        _requests.Sort();
        var missing = _missing.OrderByDescending(reason => reason.Value.Count).Take(40).Select(
            reason => $"{reason.Value.Count,5} {string.Join(' ', reason.Value.Distinct().Take(25))}  {reason.Key}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {_settledAlone} of {_alone} unknown orders settled where the ledger is alone on the account ({100 * SettledAlone:0.0} of 100)
            {_settledShared} of {_shared} where a person orders by hand too
            {Fooled} taken for the first order ever made by hand, of equal price
            {_requests.Count} searches took {_requests.Average():0.0} requests each, half of them {_requests[_requests.Count / 2]} at most,
            the most {_requests[^1]}
            Missing to settle the others where the ledger is alone:
            {string.Join(Environment.NewLine, missing)}
            """);
    }
}
