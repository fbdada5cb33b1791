using System.Globalization;
using YallaTake.Sandboxing.Faults;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

/// <summary>A sandbox, one ledger that others beside it may share, and the processes that order by way of it.</summary>
internal sealed class Market : IDisposable
{
    public const string Key = "3c9f1b7a5d2e4f6081a3c5e7092b4d6f";

    private readonly TemporaryFolder _folder;
    private readonly Market? _beside;
    private readonly Dictionary<string, string> _environment;
    private readonly Sandbox _sandbox;

    /// <param name="latency">How many milliseconds every answer waits.</param>
    /// <param name="faults">How the sandbox misbehaves, as in <c>add:DropAfter</c>.</param>
    /// <param name="ledger">The shared ledger; null for a file.</param>
    /// <param name="balance">What there is to spend.</param>
    /// <param name="beside">The panel whose folder, and so whose file, this one shares.</param>
    public Market(int latency = 0, string[]? faults = null, string? ledger = null, decimal balance = 100_000, Market? beside = null)
    {
        (_folder, _beside) = (beside?._folder ?? new TemporaryFolder(), beside);
        _sandbox = Sandbox.Start(new SandboxOptions
        {
            ApiKey = Key,
            Balance = balance,
            TimeScale = 0.001,
            Latency = TimeSpan.FromMilliseconds(latency),
            Faults = [.. (faults ?? []).Select(fault => new SandboxFault(fault))],
            Seed = beside is null ? 0 : 1,
        });
        _environment = new()
        {
            ["YALLATAKE_URI"] = Uri,
            ["YALLATAKE_API_KEY"] = Key,
            ["YALLATAKE_DATA"] = _folder.Path,
            ["YALLATAKE_LEDGER"] = ledger ?? string.Empty,
        };
    }

    public string Uri => _sandbox.Uri.ToString();

    /// <summary>The ledger's file and those that SQLite keeps beside it.</summary>
    public string[] LedgerFiles => [.. Directory.GetFiles(_folder.Path, "orders.db*").Order()];

    /// <summary>Starts a process that places so many orders, <c>name-1</c> and on.</summary>
    public ShellProcess Place(string name, int count, params string[] parameters) =>
        Run("place", ["-Name", name, "-Count", count.ToString(CultureInfo.InvariantCulture), .. parameters]);

    /// <summary>Starts such a process on a host with a data folder of its own.</summary>
    public ShellProcess PlaceOn(int host, string name, int count, params string[] parameters) =>
        RunOn(host, "place", ["-Name", name, "-Count", count.ToString(CultureInfo.InvariantCulture), .. parameters]);

    /// <summary>
    /// Starts such a process that orders from the first of some panels, with the others as fallbacks. It says that it is connected, and
    /// orders once it is told to.
    /// </summary>
    /// <param name="host">The host with a data folder of its own; null for the one that all others are on.</param>
    /// <param name="panels">The panels, which share a ledger.</param>
    /// <param name="name">How the references begin.</param>
    /// <param name="count">How many orders there are.</param>
    public static ShellProcess PlaceOver(int? host, IReadOnlyList<Market> panels, string name, int count)
    {
        string[] parameters =
        [
            "-Uris", string.Join(' ', panels.Select(panel => panel.Uri)),
            "-Name", name, "-Count", count.ToString(CultureInfo.InvariantCulture),
        ];
        return host is { } number ? panels[0].RunOn(number, "fall-back", parameters) : panels[0].Run("fall-back", parameters);
    }

    /// <summary>Runs the example for schedulers on rows of reference, service, link and quantity.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunOrdersAsync(string[] rows, params string[] parameters)
    {
        var path = _folder.File("orders.csv");
        await File.WriteAllLinesAsync(path, rows.Prepend("Reference,ServiceId,Link,Quantity"));
        using var run = Run("Invoke-OrderRun", ["-Path", path, .. parameters]);
        return await run.LeaveAsync();
    }

    /// <summary>What the ledger knows of the orders of a name.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> WrittenDownAsync(string name)
    {
        using var list = Run("list", "-Name", name);
        return [.. (await list.EndAsync()).Select(LedgerEntry.Parse)];
    }

    /// <summary>Settles orders as a user would who looks at the panel.</summary>
    public async Task SettleAsync(IEnumerable<LedgerEntry> unknown, ILookup<string, long> sold)
    {
        var path = _folder.File("settle.txt");
        await File.WriteAllLinesAsync(
            path,
            unknown.Select(entry => sold[entry.Reference].Any() ? $"{entry.Reference} {sold[entry.Reference].First()}" : entry.Reference));
        using var settle = Run("settle", "-Path", path);
        await settle.EndAsync();
    }

    /// <summary>What the sandbox truly sold: order ids by reference, which the links hold.</summary>
    public async Task<ILookup<string, long>> SoldAsync() => (await SandboxState.ReadAsync(_sandbox.Uri)).Sold;

    /// <summary>What the sandbox charged.</summary>
    public async Task<decimal> ChargedAsync() => (await SandboxState.ReadAsync(_sandbox.Uri)).Charged;

    public void Dispose()
    {
        _sandbox.Dispose();
        if (_beside is null)
            _folder.Dispose();
    }

    private ShellProcess Run(string script, params string[] parameters) => Run(_environment, script, parameters);

    private ShellProcess RunOn(int host, string script, params string[] parameters) =>
        Run(new(_environment) { ["YALLATAKE_DATA"] = _folder.File($"host{host}") }, script, parameters);

    private static ShellProcess Run(Dictionary<string, string> environment, string script, string[] parameters) =>
        new(environment, ["-File", Path.Combine(AppContext.BaseDirectory, "Scripts", script + ".ps1"), .. parameters]);
}
