using Microsoft.Extensions.Time.Testing;

namespace YallaTake;

/// <summary>A clock that stands still, and skips what a cmdlet waits for when it waits for minutes.</summary>
internal sealed class SkippedTime() : FakeTimeProvider(DateTimeOffset.UtcNow)
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime >= Long)
            _ = Task.Run(() => Advance(dueTime));
        return timer;
    }
}
