using Microsoft.Data.Sqlite;

namespace YallaTake;

/// <summary>One history: some processes that run the same script at once, and all that can go wrong, drawn from a seed.</summary>
internal sealed class History : IDisposable
{
    /// <summary>How many orders the spend limit allows.</summary>
    public const int Limit = 2;

    private const int MostSteps = 20_000;
    private const int MostStarts = 5;

    private static readonly string[] References = ["first", "second", "third"];
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly Folder _folder;
    private readonly List<VirtualProcess> _processes = [];
    private readonly Promises _promises;
    private readonly SqliteConnection _other;
    private readonly bool _clockMayJumpBack;
    private int _starts;
    private bool _isLocked;
    private bool _journalIsBroken;

    public History(int seed, Folder folder, Marks marks, PlantedBug bug = PlantedBug.None, List<string>? story = null)
    {
        (_folder, Bug, World) = (folder, bug, new World(seed, marks, story));
        folder.Renew();
        Field = World.Draw([PanelField.None, PanelField.Ignored, PanelField.Honored]);
        _other = new SqliteConnection($"Data Source={folder.Ledger};Pooling=false");
        _other.Open();
        if (bug == PlantedBug.SumIsNotKept)
            Execute("DROP TRIGGER spending_of_changed");

        // No program can notice what fools both clocks at once: a sleep while the clock is set back, or a clock set ahead and back again.
        _clockMayJumpBack = World.Draw(3);
        HasFallbacks = World.Draw(2);
        Panels =
        [
            new SimulatedPanel(World, Field, forgets: !_clockMayJumpBack, "panel", lastId: 23500),
            new SimulatedPanel(World, Field, forgets: !_clockMayJumpBack, "other", lastId: 77000),
        ];
        _promises = new Promises(World, Panels, folder.Ledger);
    }

    /// <summary>What the panel does with the client's id of an order. One that gives orders back was tested before.</summary>
    public PanelField Field { get; }

    public World World { get; }

    /// <summary>Two panels, with an account on each. Only orders with fallbacks go to the second.</summary>
    public IReadOnlyList<SimulatedPanel> Panels { get; }

    /// <summary>Whether some runs of the script have fallbacks.</summary>
    public bool HasFallbacks { get; }

    public PlantedBug Bug { get; }

    public string Path => _folder.Ledger;

    public string Journal => _folder.Journal;

    /// <summary>Whether a process of a number runs, as the system would say.</summary>
    public bool IsRunning(int number) =>
        _processes.Exists(process => process.Number == number && !process.Actor.IsGone && !process.HasEnded);

    /// <summary>Runs it to its end. Returns the promise that was broken; null when all were kept.</summary>
    public string? Run()
    {
        var processes = 2 + World.Below(2);
        for (var number = 0; number < processes; number++)
            Start(number);

        for (var step = 0; ; step++)
        {
            if (step < MostSteps / 2 && World.Draw(16))
                Disturb();
            else if (step == MostSteps / 2)
                Calm();
            if (step > MostSteps)
                World.Fail("it does not end");
            if (!World.Step() && !WakeOne())
                break;
            _promises.Check();
            if (World.Failure is not null)
                return World.Failure;
        }

        Recover();
        return World.Failure;
    }

    /// <summary>Stops a process for up to ten minutes.</summary>
    public void Pause(VirtualProcess process)
    {
        var clockStands = !_clockMayJumpBack && World.Draw(2);
        World.Note(clockStands ? "machine sleeps" : "process pauses");
        var time = World.DrawTime(Long);
        process.Actor.Sleep(clockStands);
        World.Schedule(World.Itself, "wakes", World.Now + time.Ticks, () =>
        {
            if (time > TimeSpan.FromMinutes(1))
                World.Note("pause ends past a lease");
            process.Actor.Wake();
        });
        if (time > TimeSpan.FromMinutes(1) && World.Draw(2))
            GoOnWithout(process);
    }

    public void Dispose()
    {
        World.IsCalm = true;
        if (_isLocked)
            Unlock();
        foreach (var process in _processes)
            process.Dispose();
        _other.Dispose();
        _promises.Dispose();
    }

    // All is well again: a person settles what is left, the same script runs once more, and everything is as it was promised.
    private void Recover()
    {
        Calm();
        World.Pass(Long - (World.Offset < TimeSpan.Zero ? World.Offset : TimeSpan.Zero));
        Finish(Look(calmly: true));
        Finish(Start(References.Length));
        Finish(Look(calmly: true));
        _promises.CheckEnd(References, Limit, HasFallbacks, _folder.Kept);
    }

    private void Finish(VirtualProcess process)
    {
        while (World.Failure is null && World.Step())
            _promises.Check();
        if (!process.HasEnded)
            World.Fail($"{process.Actor.Name} does not end");
    }

    private void Calm()
    {
        World.IsCalm = true;
        if (_isLocked)
            Unlock();
        if (_journalIsBroken)
            FixJournal();
        foreach (var process in _processes.Where(process => process.Actor.IsAsleep))
            process.Actor.Wake();
    }

    private void Disturb()
    {
        var alive = _processes.FindAll(process => process.Actor.Runs && !process.HasEnded);
        switch (World.Below(8))
        {
            case 0 when alive.Count > 0:
                Pause(World.Draw(alive));
                break;
            case 1:
                Jump();
                break;
            case 2 when !_isLocked:
                Lock();
                break;
            case 3 when !_journalIsBroken && World.GoesWrong("journal breaks", 2):
                _folder.BreakJournal();
                _journalIsBroken = true;
                World.Schedule(World.Itself, "journal is fixed", World.Now + World.DrawTime(Long).Ticks, FixJournal);
                break;
            case 4 when alive.Find(process => !process.IsPerson) is { } process && World.GoesWrong("Ctrl+C", 4):
                process.Stop();
                break;
            case 5 when !_processes.Exists(process => process.IsPerson && process.Actor.Runs && !process.HasEnded):
                Look(calmly: false);
                break;
            case 6 or 7 when _starts < MostStarts:
                StartAgain();
                break;
        }
    }

    private VirtualProcess Start(int number, TimeSpan after = default)
    {
        _starts++;
        var process = new VirtualProcess(this, number);
        _processes.Add(process);
        var references = References.OrderBy(_ => World.Below(1000)).ToList();
        World.Schedule(process.Actor, "starts", process.Actor.Now + after.Ticks, () => _ = process.RunAsync(references));
        return process;
    }

    private void StartAgain()
    {
        // In the place of one that has ended, under its number.
        if (_processes.Find(process => !process.IsPerson && (process.Actor.IsGone || process.HasEnded)) is not { } ended)
            return;

        World.Note("process starts again");

        // At once, or when an order may be sent again.
        Start(ended.Number, World.Draw(3) ? default : Long / 2);
    }

    // A person settles what the sleeper left, and the script runs elsewhere.
    private void GoOnWithout(VirtualProcess sleeper)
    {
        var lapsed = World.Now + TimeSpan.FromMinutes(1).Ticks;
        World.Schedule(
            World.Itself, "the lease runs out", lapsed + World.DrawTime(TimeSpan.FromSeconds(20)).Ticks, () => Look(calmly: false));
        World.Schedule(World.Itself, "others go on", lapsed + TimeSpan.FromSeconds(20).Ticks, () =>
        {
            if (_starts < MostStarts)
                Start(sleeper.Number + 10);
        });
    }

    private VirtualProcess Look(bool calmly)
    {
        var person = new VirtualProcess(this, 100 + _processes.Count, isPerson: true);
        if (!calmly)
            World.Note("person looks");
        _processes.Add(person);
        World.Schedule(person.Actor, "looks", person.Actor.Now, () => _ = person.ResolveAsync(References));
        return person;
    }

    private bool WakeOne()
    {
        if (_processes.Find(process => process.Actor.IsAsleep) is not { } asleep)
            return false;

        asleep.Actor.Wake();
        return true;
    }

    private void Jump()
    {
        World.Note(_clockMayJumpBack ? "clock jumps back" : "clock jumps ahead");
        World.Offset += _clockMayJumpBack ? -World.DrawTime(Long) : World.DrawTime(Long);
    }

    // By a connection of another program.
    private void Lock()
    {
        var isLong = World.Draw(4);
        World.Note(isLong ? "file locked for minutes" : "file locked briefly");
        Execute("BEGIN IMMEDIATE");
        _isLocked = true;
        var longest = isLong ? TimeSpan.FromMinutes(3) : TimeSpan.FromSeconds(2);
        World.Schedule(World.Itself, "file is unlocked", World.Now + World.DrawTime(longest).Ticks, Unlock);
    }

    private void Unlock()
    {
        if (!_isLocked)
            return;

        Execute("ROLLBACK");
        _isLocked = false;
    }

    private void FixJournal()
    {
        if (!_journalIsBroken)
            return;

        _folder.FixJournal();
        _journalIsBroken = false;
    }

    private void Execute(string sql)
    {
        using var command = _other.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
