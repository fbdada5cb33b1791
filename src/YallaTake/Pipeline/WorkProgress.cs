using System.Management.Automation;
using YallaTake.Session;

namespace YallaTake.Pipeline;

/// <summary>A progress bar for work that takes longer than a second. Does almost nothing when it is not shown.</summary>
internal sealed class WorkProgress
{
    private static readonly TimeSpan FirstAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private static int _lastActivity;

    private readonly PSCmdlet _cmdlet;
    private readonly TimeProvider _time = RunspaceSession.Current.Time;
    private readonly long _since;
    private readonly ProgressRecord? _record;
    private TimeSpan _next = FirstAfter;
    private bool _isShown;

    public WorkProgress(PSCmdlet cmdlet, string activity)
    {
        _cmdlet = cmdlet;
        _since = _time.GetTimestamp();
        if (cmdlet.GetVariableValue("ProgressPreference") is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore))
            _record = new ProgressRecord(Interlocked.Increment(ref _lastActivity), activity, "…");
    }

    public TimeSpan Elapsed => _time.GetElapsedTime(_since);

    /// <summary>Shows how far the work is, when the last showing is old enough.</summary>
    public void Report(Func<string> status, double? fraction = null, TimeSpan? remaining = null)
    {
        if (_record is null || Elapsed < _next)
            return;

        _next = Elapsed + Every;
        _record.RecordType = ProgressRecordType.Processing;
        _record.StatusDescription = status();
        _record.PercentComplete = fraction is { } part ? (int)(Math.Min(Math.Max(part, 0), 1) * 100) : -1;
        _record.SecondsRemaining = remaining is { } time && time.TotalSeconds < int.MaxValue ? (int)time.TotalSeconds : -1;
        _cmdlet.WriteProgress(_record);
        _isShown = true;
    }

    /// <summary>Waits for the work, and keeps showing the status meanwhile.</summary>
    public Task WatchAsync(Task work, Func<string> status, Func<TimeSpan?>? remaining = null) =>
        WatchAsync(work, () => Report(status, remaining: remaining?.Invoke()));

    /// <summary>Waits for the work, and has it reported meanwhile.</summary>
    public async Task WatchAsync(Task work, Action report)
    {
        while (_record is not null && !work.IsCompleted)
        {
            await Task.WhenAny(work, _time.Delay(Every));
            if (!work.IsCompleted)
                report();
        }

        await work;
    }

    /// <summary>Takes the bar away.</summary>
    public void Complete()
    {
        if (_record is null || !_isShown)
            return;

        _isShown = false;
        _record.RecordType = ProgressRecordType.Completed;
        _cmdlet.WriteProgress(_record);
    }
}
