namespace YallaTake;

/// <summary>Counts the work under way on a connection. Once it is to end nothing new begins, and it ends with the last of it.</summary>
internal sealed class WorkUnderWay
{
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private bool _isEnding;
    private int _count;

    /// <summary>Counts one more. False when it is too late to begin.</summary>
    public bool TryBegin()
    {
        lock (_gate)
        {
            if (!_isEnding)
                _count++;
            return !_isEnding;
        }
    }

    /// <summary>Counts one less.</summary>
    public void End()
    {
        lock (_gate)
        {
            _count--;
            EndIfDone();
        }
    }

    /// <summary>Lets nothing new begin, and completes when nothing is under way any more.</summary>
    public Task EndAsync()
    {
        lock (_gate)
        {
            _isEnding = true;
            EndIfDone();
        }

        return _ended.Task;
    }

    private void EndIfDone()
    {
        if (_isEnding && _count == 0)
            _ended.TrySetResult(true);
    }
}
