using Microsoft.Extensions.Time.Testing;
using YallaTake.Client.Resilience;

namespace YallaTake;

/// <summary>A clock that stands still until a test moves it, and that jumps over the pauses a client announces.</summary>
internal sealed class TestTime : FakeTimeProvider
{
    private readonly List<long> _announced = [];

    /// <summary>By how much somebody has set the clock of the machine.</summary>
    public TimeSpan SetBy { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + SetBy;

    // Nobody sets the monotonic clock.
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>A call whose pauses take no time.</summary>
    public PanelCall Call(Action<PanelWait>? onWait = null) => new(TestContext.Current.CancellationToken, wait =>
    {
        onWait?.Invoke(wait);
        lock (_announced)
            _announced.Add(Milliseconds(wait.Delay));
    });

    /// <summary>Lets time pass until the work has ended.</summary>
    public async Task PassUntilAsync(Task work)
    {
        while (!work.IsCompleted)
        {
            Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(work, Task.Delay(10, TestContext.Current.CancellationToken));
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_announced)
        {
            if (_announced.Remove(Milliseconds(dueTime)))
                ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
