namespace YallaTake;

/// <summary>One that acts: a virtual process, which may crash, pause or sleep, or the world around them.</summary>
internal sealed class Actor(World world, string name)
{
    private long _stoodStill;
    private long _sleepsSince;
    private bool _clockStands;

    public string Name => name;

    public bool IsGone { get; private set; }

    public bool IsAsleep { get; private set; }

    public bool Runs => !IsGone && !IsAsleep;

    /// <summary>Whether chance may crash it.</summary>
    public bool MayCrash { get; init; }

    /// <summary>Its monotonic clock, in ticks.</summary>
    public long Now => (_clockStands ? _sleepsSince : world.Now) - _stoodStill;

    /// <summary>Never to run again; what it was doing stays as it is.</summary>
    public void Kill() => IsGone = true;

    /// <summary>Stops for a while, as a stopped process does; a machine that sleeps stops its clock too.</summary>
    public void Sleep(bool clockStands) => (IsAsleep, _clockStands, _sleepsSince) = (true, clockStands, world.Now);

    public void Wake()
    {
        if (_clockStands)
            _stoodStill += world.Now - _sleepsSince;
        (IsAsleep, _clockStands) = (false, false);
    }
}
