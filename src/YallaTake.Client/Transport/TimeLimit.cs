namespace YallaTake.Client.Transport;

/// <summary>
/// The caller's cancellation, a time limit and one for silence in one token that remembers which of them came. The time is the panel's: it
/// can be paused.
/// </summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;
    private readonly TimeSpan _silence;
    private TimeSpan _used;
    private long? _resumedAt;

    /// <param name="time">Measures it.</param>
    /// <param name="limit">How long the whole answer may take, and its head.</param>
    /// <param name="silence">How long nothing may come once the head is there.</param>
    /// <param name="caller">Gives up.</param>
    public TimeLimit(TimeProvider time, TimeSpan limit, TimeSpan silence, CancellationToken caller)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        (_time, _caller, _limit, _silence) = (time, caller, limit, silence);
        _timer = time.CreateTimer(
            static source => Cancel((CancellationTokenSource)source!), _source, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Start(limit);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time ran out, rather than the caller's patience.</summary>
    public bool Expired => _source.IsCancellationRequested && !Canceled;

    /// <summary>Whether the caller gave up.</summary>
    public bool Canceled => _caller.IsCancellationRequested;

    /// <summary>The limit that applies at the moment.</summary>
    public double Seconds { get; private set; }

    /// <summary>Waits for the next part of the answer.</summary>
    public void Resume() => Start(_silence);

    public void Pause()
    {
        (_used, _resumedAt) = (Used(), null);
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Start(TimeSpan silence)
    {
        _resumedAt ??= _time.GetTimestamp();
        var remaining = Used() is var used && used < _limit ? _limit - used : TimeSpan.Zero;
        Seconds = (silence < remaining ? silence : _limit).TotalSeconds;
        _timer.Change(silence < remaining ? silence : remaining, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Used() => _resumedAt is { } since ? _used + _time.GetElapsedTime(since) : _used;

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer came at the same moment.
        }
    }
}
