using System.Diagnostics;
using System.Globalization;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Postgres;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>A process that claims and settles orders in a ledger, without a panel, a desk or a cmdlet.</summary>
internal static class LedgerHost
{
    private const string Option = "--ledger-host";

    // As many by each of several hosts, which have less of the processors each: the compiler works on in the background.
    private const int WarmUps = 10_000;

    /// <summary>What a child process is for: so many orders, their milliseconds on standard output. False in any other process.</summary>
    public static bool RunAsChild(string[] arguments)
    {
        if (arguments is not [Option, var location, var name, var orders, var atOnce])
            return false;

        var milliseconds = PlaceAsync(location, name, Number(orders), Number(atOnce)).GetAwaiter().GetResult();
        Console.WriteLine(milliseconds.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>The time from the first order to the last of several hosts that place so many each, side by side.</summary>
    /// <param name="location">The ledger, which exists.</param>
    /// <param name="hosts">How many processes.</param>
    /// <param name="orders">How many orders each.</param>
    /// <param name="atOnce">How many each has under way.</param>
    public static TimeSpan Run(string location, int hosts, int orders, int atOnce)
    {
        var processes = Enumerable.Range(0, hosts).Select(host => Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    typeof(LedgerHost).Assembly.Location, Option, location, $"{Guid.NewGuid():N} {host}",
                    orders.ToString(CultureInfo.InvariantCulture), atOnce.ToString(CultureInfo.InvariantCulture),
                ])
            { RedirectStandardOutput = true, RedirectStandardInput = true })!).ToList();

        // All begin when all are ready.
        processes.ForEach(process => process.StandardOutput.ReadLine());
        processes.ForEach(process => process.StandardInput.Close());
        return TimeSpan.FromMilliseconds(processes.ConvertAll(
            process => double.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture)).Max());
    }

    /// <summary>An order as they place it.</summary>
    public static OrderIntent Intent(string reference) => new()
    {
        Reference = reference,
        Request = new OrderRequest(1, [new("link", "https://example.com/" + reference), new("quantity", "100")]),
        Service = new Service { ServiceId = 1L, Name = "Likes", Type = "Default", Category = "Likes", Rate = 0.9m },
        Estimate = new OrderEstimate(100, 0.09m),
        Currency = "USD",
        Lease = TimeSpan.FromSeconds(60),
    };

    /// <summary>The ledger that they use; made where it does not exist.</summary>
    public static StoredLedger Open(string location)
    {
        var key = new AccountKey("https://panel.example/api/v2", null, salt => "key " + Convert.ToHexString(salt), _ => "earlier");
        var journal = new OutcomeJournal(Path.Combine(Path.GetTempPath(), $"yallatake-journal-{Environment.ProcessId}"));
        Ledger.Store.ILedgerStore store = location.Contains('=', StringComparison.Ordinal)
            ? new PostgresStore(PostgresAddress.Parse(location, null), makes: true, TimeProvider.System, Chance.System)
            : new SqliteStore(location, makes: true, TimeProvider.System, Chance.System);
        return new StoredLedger(store, key, journal, "panel", LedgerHolder.ThisProcess, TimeProvider.System, Chance.System);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<double> PlaceAsync(string location, string name, int orders, int atOnce)
    {
        using var ledger = Open(location);
        await PlaceAsync(ledger, $"{name} before", WarmUps, atOnce).ConfigureAwait(false);
        Console.WriteLine("ready");
        Console.ReadLine();
        var begun = Stopwatch.GetTimestamp();
        await PlaceAsync(ledger, name, orders, atOnce).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static Task PlaceAsync(StoredLedger ledger, string name, int orders, int atOnce)
    {
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= orders)
            {
                var intent = Intent(FormattableString.Invariant($"{name} {number}"));
                var claim = await ledger.ClaimAsync(intent, CancellationToken.None).ConfigureAwait(false);
                var (_, notRecorded) = await ledger.SettleAsync(
                    claim, intent, OrderOutcome.Placed(FormattableString.Invariant($"{number}"))).ConfigureAwait(false);
                if (notRecorded is not null)
                    throw notRecorded;
            }
        })));
    }
}
