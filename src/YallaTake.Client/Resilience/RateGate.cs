namespace YallaTake;

/// <summary>One gate for all requests to a panel: when the panel asks one of them to slow down, all of them wait.</summary>
internal sealed class RateGate
{
    private readonly object _lock = new();
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;

    public void CloseFor(TimeSpan delay)
    {
        lock (_lock)
        {
            var until = DateTimeOffset.UtcNow + delay;
            if (until > _closedUntil)
                _closedUntil = until;
        }
    }

    public async Task PassAsync(PanelCall call)
    {
        while (Remaining() is var remaining && remaining > TimeSpan.Zero)
        {
            call.OnWait?.Invoke(new PanelWait(remaining, "The panel asked for fewer requests."));
            await Task.Delay(remaining, call.Token).ConfigureAwait(false);
        }
    }

    private TimeSpan Remaining()
    {
        lock (_lock)
            return _closedUntil - DateTimeOffset.UtcNow;
    }
}
