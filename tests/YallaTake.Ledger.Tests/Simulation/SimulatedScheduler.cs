namespace YallaTake;

/// <summary>Runs a virtual process's commits when it is their turn.</summary>
internal sealed class SimulatedScheduler(World world, Actor actor) : TaskScheduler
{
    protected override void QueueTask(Task task) => world.Schedule(actor, "commit", actor.Now, () => TryExecuteTask(task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
