namespace YallaTake.Client.Resilience;

/// <summary>
/// One gate for all requests to a panel: when the panel asks one of them to slow down, all of them wait. A clock that is set does not move
/// it.
/// </summary>
internal sealed class RateGate(TimeProvider time)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, long> _passed = new(StringComparer.Ordinal);
    private long _closedAt;
    private TimeSpan _closedFor;

    public void CloseFor(TimeSpan delay)
    {
        lock (_lock)
        {
            if (delay > Remaining())
                (_closedAt, _closedFor) = (time.GetTimestamp(), delay);
        }
    }

    /// <summary>How many requests of an action the panel has taken: while this grows, waiting helps.</summary>
    public long Passed(string action)
    {
        lock (_lock)
            return _passed.TryGetValue(action, out var count) ? count : 0;
    }

    /// <summary>The panel has taken a request.</summary>
    public void CountPassed(string action)
    {
        lock (_lock)
            _passed[action] = (_passed.TryGetValue(action, out var count) ? count : 0) + 1;
    }

    public async Task PassAsync(PanelCall call)
    {
        while (Remaining() is var remaining && remaining > TimeSpan.Zero)
        {
            call.OnWait?.Invoke(new PanelWait(remaining, "The panel asked for fewer requests."));
            await time.Delay(remaining, call.Token).ConfigureAwait(false);
        }
    }

    private TimeSpan Remaining()
    {
        lock (_lock)
            return WholeMilliseconds(_closedFor - time.GetElapsedTime(_closedAt));
    }

    // Timers count in these, and must not end early.
    private static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
