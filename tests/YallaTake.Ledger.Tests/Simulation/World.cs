using YallaTake.Client.Resilience;

namespace YallaTake;

/// <summary>The one thread of a history: all that waits, in an order that the seed draws, under a clock that moves only here.</summary>
internal sealed class World
{
    private const int MostSteps = 1000;

    private const ulong HashPrime = 1099511628211;

    private readonly Random _random;
    private readonly Marks _marks;
    private readonly List<Waiting> _waiting = [];
    private readonly List<Waiting> _ready = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<string>? _story;

    public World(int seed, Marks marks, List<string>? story)
    {
        (_random, _marks, _story) = (new Random(seed), marks, story);
        Itself = new Actor(this, "world");
        Chance = new Chance(_random.NextBytes);
    }

    /// <summary>The true time since the beginning, in ticks.</summary>
    public long Now { get; private set; }

    /// <summary>How far the time of day is set off.</summary>
    public TimeSpan Offset { get; set; }

    /// <summary>What happens outside of all processes.</summary>
    public Actor Itself { get; }

    public Chance Chance { get; }

    /// <summary>From now on nothing goes wrong by itself.</summary>
    public bool IsCalm { get; set; }

    /// <summary>Names the run: the same seed gives the same.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    /// <summary>The first promise that was broken; null while all are kept.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether anything has changed since the last check.</summary>
    public bool HasChanged { get; set; }

    public int Below(int limit) => _random.Next(limit);

    public bool Draw(int oneIn) => _random.Next(oneIn) == 0;

    public T Draw<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    public TimeSpan DrawTime(TimeSpan longest) => TimeSpan.FromMilliseconds(_random.Next((int)longest.TotalMilliseconds));

    /// <summary>Draws whether something goes wrong, and notes it.</summary>
    public bool GoesWrong(string mark, int oneIn)
    {
        if (IsCalm || !Draw(oneIn))
            return false;

        Note(mark);
        return true;
    }

    /// <summary>Notes that a rare case was met.</summary>
    public void Note(string mark)
    {
        _marks.Meet(mark);
        Tell(mark);
    }

    public void Fail(string promise)
    {
        Tell("FAILED: " + promise);
        Failure ??= promise;
    }

    public void Tell(string happened)
    {
        EnsureOneThread(happened);
        foreach (var letter in happened)
            Hash = (Hash ^ letter) * HashPrime;
        _story?.Add($"{TimeSpan.FromTicks(Now):c} {happened}");
    }

    /// <summary>Waits until it is the actor's turn; for ever when it is gone.</summary>
    public Task TurnAsync(Actor actor, string what, TimeSpan after = default)
    {
        var turn = new TaskCompletionSource();
        if (!actor.IsGone)
            Schedule(actor, what, actor.Now + after.Ticks, turn.SetResult, isTurn: true);
        return turn.Task;
    }

    public Waiting Schedule(Actor actor, string what, long due, Action run, bool isTurn = false)
    {
        EnsureOneThread(what);
        var waiting = new Waiting(actor, what, due, run, isTurn);
        _waiting.Add(waiting);
        return waiting;
    }

    private void EnsureOneThread(string what)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            Environment.FailFast($"'{what}' left the thread of its history");
    }

    public void Cancel(Waiting waiting) => _waiting.Remove(waiting);

    /// <summary>Lets one of those act whose time has come. False when nobody waits for anything.</summary>
    public bool Step()
    {
        CollectReady();
        if (_ready.Count == 0 || Draw(10))
        {
            var soonest = long.MaxValue;
            foreach (var waiting in _waiting)
            {
                if (waiting.Actor.Runs && waiting.Due > waiting.Actor.Now)
                    soonest = Math.Min(soonest, waiting.Due - waiting.Actor.Now);
            }

            if (soonest < long.MaxValue)
                Now += soonest;
            else if (_ready.Count == 0)
                return false;
            CollectReady();
        }

        var next = Draw(_ready);
        _waiting.Remove(next);
        Tell($"{next.Actor.Name}: {next.What}");
        if (next.IsTurn && next.Actor.MayCrash && Marks.IsCrashPoint(next.What) && GoesWrong("crash " + next.What, 25))
            next.Actor.Kill();
        else
            next.Run();
        return true;
    }

    /// <summary>Ends the waits of an actor early.</summary>
    public void EndWaits(Actor actor)
    {
        foreach (var waiting in _waiting.FindAll(waiting => waiting.Actor == actor && waiting.What == SimulatedTime.Wait))
        {
            if (_waiting.Remove(waiting))
                waiting.Run();
        }
    }

    /// <summary>Ends what a process has left running, for its file to be closed.</summary>
    public void RunOut(Actor actor)
    {
        for (var steps = 0; _waiting.Find(waiting => waiting.Actor == actor && !waiting.IsTurn) is { } left; steps++)
        {
            // What waits for a file that another process holds, and no longer goes on, loses its patience only as time passes.
            if (steps > MostSteps)
                Pass(TimeSpan.FromSeconds(1));
            _waiting.Remove(left);
            left.Run();
        }

        _waiting.RemoveAll(waiting => waiting.Actor == actor);
    }

    public void Pass(TimeSpan time) => Now += time.Ticks;

    private void CollectReady()
    {
        _ready.Clear();
        foreach (var waiting in _waiting)
        {
            if (waiting.Actor.Runs && waiting.Due <= waiting.Actor.Now)
                _ready.Add(waiting);
        }
    }
}
