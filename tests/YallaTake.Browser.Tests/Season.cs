using YallaTake.Sandboxing.Faults;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

/// <summary>
/// Nine weeks of a reseller's orders at two panels, placed and followed by the cmdlets while the clocks are moved; and the report of them.
/// </summary>
public sealed class Season : IDisposable
{
    private const int Days = 63;

    private const string Prepare = """
        $Ledger, $Uris = @($input)
        $random = [Random]::new(20)
        $shops = 'harbour', 'northstar'
        foreach ($number in 0, 1) {
            Connect-YtPanel -ApiKey sandbox-key -Uri $Uris[$number] -Name $shops[$number] -Ledger $Ledger -NewLedger -MaximumRetryCount 0
        }
        # A service, the smallest and the largest order in hundreds, and how often it is ordered.
        $goods = (17, 10, 60, 9), (4, 5, 30, 6), (32, 50, 400, 7), (147, 100, 800, 8), (142, 10, 50, 5), (132, 5, 40, 4), (182, 10, 80, 3),
            (202, 5, 20, 2), (272, 10, 60, 3), (276, 50, 500, 4)
        $tickets = foreach ($good in $goods) { , $good * $good[3] }
        $written = 0
        """;

    private const string Count = "[int](5 + @($input)[0] / 9 + 4 * (@($input)[0] % 7 -ge 4) + $random.Next(5))";

    private const string Order = """
        $good = $tickets[$random.Next($tickets.Count)]
        $written++
        $order = @{
            Panel = $shops[[int]($random.Next(10) -gt 6)]
            ServiceId = $good[0]
            Link = $(if ($written % 60) { "https://social.example/p/$($random.Next(1000, 9999))" } else { 'ask the customer' })
            Quantity = 100 * $random.Next($good[1], $good[2])
            Reference = "invoice-$(1000 + $written)"
        }
        $null = New-YtOrder @order -ErrorAction SilentlyContinue
        $random.Next(3, 40)
        """;

    private const string Follow = """
        foreach ($panel in Get-YtPanel) {
            Get-YtOrder -Open -State Placed -Panel $panel | Get-YtOrderStatus | Out-Null
            Get-YtBalance -Panel $panel | Out-Null
        }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly RunningSandbox[] _panels = [Panel(seed: 4), Panel(seed: 9)];
    private readonly MovedTime _time = new(new DateTimeOffset(2026, 9, 27, 22, 0, 0, TimeSpan.Zero));

    public Season()
    {
        Shell.GoBy(_time);
        Shell.Run(Prepare, _folder.File("orders.db"), _panels.Select(panel => panel.Sandbox.Uri).ToArray()).ThrowIfFailed();
        for (var day = 0; day < Days; day++)
        {
            Pass(TimeSpan.FromHours(9));
            var evening = _time.GetUtcNow().AddHours(15);
            for (var left = (int)Shell.Value(Count, day)!; left > 0; left--)
            {
                Pass(TimeSpan.FromMinutes((int)Shell.Value(Order)!));
                if (left % 3 == 0)
                    Shell.Run(Follow).ThrowIfFailed();
            }

            if (day == Days - 1)
                break;
            foreach (var later in new[] { _time.GetUtcNow().AddMinutes(25), evening })
            {
                Pass(later - _time.GetUtcNow());
                Shell.Run(Follow).ThrowIfFailed();
            }
        }

        Report = new Uri(Export("report.html"));
    }

    /// <summary>A session in which both panels are connected.</summary>
    public PowerShellSession Shell { get; } = new(Repository.Manifest);

    /// <summary>The report of the whole time.</summary>
    public Uri Report { get; }

    /// <summary>Writes another report.</summary>
    public string Export(string name, string parameters = "")
    {
        Shell.Run($"Export-YtReport -Path @($input)[0] {parameters}", _folder.File(name)).ThrowIfFailed();
        return _folder.File(name);
    }

    public void Dispose()
    {
        Shell.Dispose();
        foreach (var panel in _panels)
            panel.Dispose();
        _folder.Dispose();
    }

    private static RunningSandbox Panel(int seed) =>
        new(new SandboxOptions { Balance = 2000, Seed = seed, Faults = [new SandboxFault("add:DropAfter=0.004")] });

    private void Pass(TimeSpan time)
    {
        _time.Pass(time);
        foreach (var panel in _panels)
            panel.Pass(time.TotalMinutes);
    }

    /// <summary>A clock that goes on by itself and is moved besides: those who wait for it are not kept waiting.</summary>
    private sealed class MovedTime(DateTimeOffset start) : TimeProvider
    {
        private TimeSpan _moved = start - System.GetUtcNow();

        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _moved;

        public override long GetTimestamp() => GetUtcNow().Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _moved += time;
    }
}
