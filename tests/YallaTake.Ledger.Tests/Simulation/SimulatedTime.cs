namespace YallaTake;

/// <summary>The clocks of a virtual process: its own monotonic one, and the time of day that all share.</summary>
internal sealed class SimulatedTime(World world, Actor actor) : TimeProvider
{
    /// <summary>What a timer is for that belongs to <c>Task.Delay</c>.</summary>
    public const string Wait = "waits";

    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => actor.Now;

    public override DateTimeOffset GetUtcNow() => Beginning + TimeSpan.FromTicks(world.Now) + world.Offset;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(world, actor, state is Task ? Wait : "timer", () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class SimulatedTimer(World world, Actor actor, string what, Action fire) : ITimer
    {
        private Waiting? _waiting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Dispose();
            if (dueTime != Timeout.InfiniteTimeSpan)
                _waiting = world.Schedule(actor, what, actor.Now + dueTime.Ticks, fire);
            return true;
        }

        public void Dispose()
        {
            if (_waiting is not null)
                world.Cancel(_waiting);
            _waiting = null;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
