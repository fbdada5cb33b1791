using System.Globalization;

namespace YallaTake;

/// <summary>The outcome of searches in many histories.</summary>
internal sealed class SearchCounts
{
    private readonly object _lock = new();
    private readonly List<int> _requests = [];
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

    public void Ended(bool isAlone, bool isSettled)
    {
        lock (_lock)
        {
            if (isAlone)
                (_alone, _settledAlone) = (_alone + 1, _settledAlone + (isSettled ? 1 : 0));
            else
                (_shared, _settledShared) = (_shared + 1, _settledShared + (isSettled ? 1 : 0));
        }
    }

    public override string ToString()
    {
        _requests.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {_settledAlone} of {_alone} unknown orders settled where the ledger is alone on the account ({100 * SettledAlone:0.0} of 100)
            {_settledShared} of {_shared} where a person orders by hand too
            {Fooled} taken for the first order ever made by hand, of equal price
            {_requests.Count} searches took {_requests.Average():0.0} requests each, half of them {_requests[_requests.Count / 2]} at most, the most {_requests[^1]}
            """);
    }
}
