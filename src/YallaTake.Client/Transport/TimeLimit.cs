using System.Diagnostics;

namespace YallaTake;

/// <summary>The caller's cancellation and a time limit in one token that remembers which of the two came. The time is the panel's: it can be paused.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly Stopwatch _used = new();
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;

    public TimeLimit(TimeSpan limit, CancellationToken caller)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        (_caller, _limit) = (caller, limit);
        Resume();
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time ran out, rather than the caller's patience.</summary>
    public bool Expired => _source.IsCancellationRequested && !Canceled;

    /// <summary>Whether the caller gave up.</summary>
    public bool Canceled => _caller.IsCancellationRequested;

    public double Seconds => _limit.TotalSeconds;

    public void Resume()
    {
        _used.Start();
        _source.CancelAfter(_used.Elapsed < _limit ? _limit - _used.Elapsed : TimeSpan.Zero);
    }

    public void Pause()
    {
        _used.Stop();
        _source.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _source.Dispose();
}
