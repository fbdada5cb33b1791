using System.Diagnostics;

namespace YallaTake;

/// <summary>The caller's cancellation, a time limit and one for silence in one token that remembers which of them came. The time is the panel's: it can be paused.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly Stopwatch _used = new();
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;
    private readonly TimeSpan _silence;

    /// <param name="limit">How long the whole answer may take, and its head.</param>
    /// <param name="silence">How long nothing may come once the head is there.</param>
    /// <param name="caller">Gives up.</param>
    public TimeLimit(TimeSpan limit, TimeSpan silence, CancellationToken caller)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        (_caller, _limit, _silence) = (caller, limit, silence);
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
        _used.Stop();
        _source.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _source.Dispose();

    private void Start(TimeSpan silence)
    {
        _used.Start();
        var remaining = _used.Elapsed < _limit ? _limit - _used.Elapsed : TimeSpan.Zero;
        Seconds = (silence < remaining ? silence : _limit).TotalSeconds;
        _source.CancelAfter(silence < remaining ? silence : remaining);
    }
}
