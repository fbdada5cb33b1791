using System.Diagnostics;
using System.Management.Automation;

namespace YallaTake;

/// <summary>One user in a runspace of its own, who does whatever comes to mind.</summary>
internal sealed class Client : IDisposable
{
    private const string Connect = "Connect-YtPanel -Name soak -TimeoutSec 2 -MaximumRetryCount 2 -SkipVerification";
    private const string Order =
        "ForEach-Object { [pscustomobject]@{ reference = $_; service = 149; link = \"https://example.com/$_\"; quantity = 100 } }";

    private readonly PowerShellSession _session = new(Repository.Manifest);
    private readonly Random _random;
    private readonly Journal _journal;
    private readonly string _name;
    private readonly List<string> _references = [];
    private readonly List<long> _orders = [];
    private readonly List<long> _refills = [];
    private readonly (int Weight, string Name, Action Act)[] _actions;
    private readonly Stopwatch _acting = new();
    private volatile string _current = "nothing";

    public Client(string name, int seed, Journal journal)
    {
        (_name, _random, _journal) = (name, new Random(seed), journal);
        _actions =
        [
            (6, "order one", () => Place(NewReferences(1))),
            (4, "order many", () => Place(NewReferences(_random.Next(2, 30)))),
            (2, "order again", () => Place(Some(_references, 10))),
            (2, "order what all order", () => Place([$"shared-{DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 2}"])),
            (2, "order and press Ctrl+C", () => Place(NewReferences(50), stopAfter: TimeSpan.FromMilliseconds(_random.Next(400)))),
            (2, "measure", () => Ask($"$input | {Order} | Measure-YtOrder", Some(_references, 5))),
            (6, "status", () => Ask("$input | Get-YtOrderStatus", Some(_orders, 150))),
            (2, "status of one", () => Ask("$input | Get-YtOrderStatus", Some(_orders, 1))),
            (2, "status and press Ctrl+C", () => Run(
                "1..1000 | Get-YtOrderStatus", stopAfter: TimeSpan.FromMilliseconds(_random.Next(200)))),
            (2, "status of the newest in the ledger", () => Run(
                "Get-YtOrder -After ([DateTimeOffset]::UtcNow.AddSeconds(-2)) | Where-Object OrderId | Get-YtOrderStatus")),
            (1, "cancel", () => Ask("$input | Stop-YtOrder -Confirm:$false", Some(_orders, 20))),
            (2, "refill", Refill),
            (1, "refill status", () => Ask("$input | Get-YtRefillStatus", Some(_refills, 120))),
            (1, "services", () => Run("Get-YtService -Category TikTok* -MaximumRate 0.05")),
            (1, "services anew", () => Run("Get-YtService -Name *views* -Refresh")),
            (2, "balance", () => Run("Get-YtBalance")),
            (1, "connect anew", () => Run($"Disconnect-YtPanel; {Connect}")),
        ];
        Run(Connect);
    }

    /// <summary>What it is doing, and for how long.</summary>
    public (string Action, TimeSpan Since) Current => (_current, _acting.Elapsed);

    public void Work(TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            var (_, name, act) = Choose();
            _journal.Act(_current = name);
            _acting.Restart();
            try
            {
                act();
            }
            catch (Exception exception)
            {
                _journal.Trouble($"{name} failed: {exception}");
            }
        }

        _acting.Reset();
    }

    public void Dispose() => _session.Dispose();

    private (int Weight, string Name, Action Act) Choose()
    {
        var ticket = _random.Next(_actions.Sum(action => action.Weight));
        return _actions.First(action => (ticket -= action.Weight) < 0);
    }

    private string[] NewReferences(int count)
    {
        var references = Enumerable.Range(_references.Count, count).Select(number => $"{_name}-{number}").ToArray();
        _references.AddRange(references);
        return references;
    }

    private T[] Some<T>(List<T> all, int most) =>
        all.Count == 0 ? [] : [.. Enumerable.Range(0, _random.Next(1, most + 1)).Select(_ => all[_random.Next(all.Count)]).Distinct()];

    private void Place(string[] references, TimeSpan? stopAfter = null)
    {
        var outcome = stopAfter is null ? Ask(Script, references) : Run(Script, references, stopAfter);
        foreach (var placed in outcome.Values)
        {
            var id = Number(placed!, "OrderId");
            _journal.Place((string)Property(placed!, "Reference")!, id);
            _orders.Add(id);
        }
    }

    private static string Script => $"$input | {Order} | New-YtOrder";

    // One whose number a fault made too long is a text.
    private void Refill() =>
        _refills.AddRange(
            Ask("$input | Invoke-YtRefill", Some(_orders, 20)).Values.Select(refill => Property(refill!, "RefillId")).OfType<long>());

    /// <summary>Runs a script that must say something about each of its items.</summary>
    private Outcome Ask<T>(string script, T[] items)
    {
        var outcome = Run(script, items.Cast<object>());
        if (outcome.Terminating is null && outcome.Output.Count + outcome.Errors.Count != items.Length)
            _journal.Trouble($"{_current}: {items.Length} items had {outcome.Output.Count} results and {outcome.Errors.Count} errors.");
        return outcome;
    }

    private Outcome Run(string script, IEnumerable<object>? items = null, TimeSpan? stopAfter = null)
    {
        var stop = new Timer(_ => _session.Stop(), null, stopAfter ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var outcome = _session.Run(script, [.. items ?? []]);

        // A Ctrl+C that comes late is over before the next command begins.
        stop.DisposeAsync().AsTask().Wait();
        foreach (var error in outcome.Errors.Concat(outcome.WasStopped || outcome.Terminating is null ? [] : [outcome.Terminating]))
            _journal.Meet(_current, error);
        return outcome;
    }

    private static long Number(object item, string name) => (long)Property(item, name)!;

    private static object? Property(object item, string name) => PSObject.AsPSObject(item).Properties[name].Value;
}
