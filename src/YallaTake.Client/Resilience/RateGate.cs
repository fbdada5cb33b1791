namespace YallaTake.Client.Resilience;

/// <summary>One gate for all requests to a panel: when the panel asks one of them to slow down, all of them wait. A clock that is set does not move it.</summary>
internal sealed class RateGate(TimeProvider time)
{
    private readonly object _lock = new();
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
