using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace YallaTake;

/// <summary>A report of a large ledger, in a process of its own, which does nothing else.</summary>
internal sealed class ReportSpeed : Benchmark
{
    private const string Option = "--report";
    private const int Orders = 1_000_000;
    private const int Services = 400;
    private const int MostSeconds = 60;
    private const int MostMegabytes = 300;

    public override string Title => "Export-YtReport, a million orders";

    /// <summary>What a child process is for: one report, its milliseconds and the most memory of the process on standard output.</summary>
    public static bool RunAsChild(string[] arguments)
    {
        if (arguments is not [Option, var uri, var ledger])
            return false;

        using var engine = Engine.Plain();
        engine.Run(
            $"Import-Module '{Repository.Manifest}'; Connect-YtPanel -ApiKey sandbox-key -Uri '{uri}' -Ledger '{ledger}'").ThrowIfFailed();
        var milliseconds = engine.Time($"Export-YtReport '{ledger}.html'").TotalMilliseconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} {process.PeakWorkingSet64}"));
        return true;
    }

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        var ledger = Path.Combine(AppContext.BaseDirectory, $"ledger-{Guid.NewGuid():N}.db");
        using var engine = Engine.WithSandbox($"; $sandbox | Connect-YtPanel -NewLedger -Ledger '{ledger}'");
        try
        {
            engine.Run("New-YtOrder 1 https://example.com/p/1 100 | Get-YtOrderStatus").ThrowIfFailed();
            Multiply(ledger);
            var memory = 0L;
            var milliseconds = rounds.Measure(() =>
            {
                var (time, most) = Export(engine.Value<Uri>("$sandbox.Uri"), ledger);
                memory = Math.Max(memory, most);
                return time;
            });
            yield return new Row(
                $"{Title}: time",
                string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s"),
                $"{MostSeconds} s",
                milliseconds < MostSeconds * 1000,
                $"{Services} services in three years");
            yield return Row.Megabytes($"{Title}: memory of the whole process", memory, MostMegabytes, "the most of all rounds");
        }
        finally
        {
            engine.Run("Disconnect-YtPanel *").ThrowIfFailed();
            foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, Path.GetFileName(ledger) + "*"))
                File.Delete(file);
        }
    }

    private static (double Milliseconds, long Bytes) Export(Uri uri, string ledger)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(ReportSpeed).Assembly.Location, Option, uri.ToString(), ledger])
            {
                RedirectStandardOutput = true,
            })!;
        var output = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return process.ExitCode == 0
            ? (double.Parse(output[0], CultureInfo.InvariantCulture), long.Parse(output[1], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The report in a process of its own ended with {process.ExitCode}.");
    }

    // What the cmdlets wrote of one order, a million times: of many services, over three years, some of them partial.
    private static void Multiply(string ledger)
    {
        var sent = $"sent_at - n * {3L * 365 * 86_400_000 / Orders}";
        var changed = new Dictionary<string, string>
        {
            ["entry"] = "NULL",
            ["reference"] = "'order ' || n",
            ["service"] = $"n * 7919 % {Services}",
            ["service_name"] = $"'Service ' || (n * 7919 % {Services})",
            ["link"] = "'https://example.com/p/' || n",
            ["order_id"] = "1000000 + n",
            ["status"] = "iif(n % 9, 'Completed', 'Partial')",
            ["charge"] = "iif(n % 9, estimate, '0.01')",
            ["is_open"] = "0",
            ["created_at"] = sent,
            ["sent_at"] = sent,
            ["started_at"] = $"{sent} + 60000 + n % 1000 * 1000",
            ["ended_after"] = $"{sent} + 600000",
            ["ended_at"] = $"{sent} + 1200000 + n % 5000 * 1000",
        };
        using var connection = new SqliteConnection($"Data Source={ledger};Pooling=False");
        connection.Open();
        var columns = new List<string>();
        using (var command = new SqliteCommand("SELECT name FROM pragma_table_info('entries')", connection))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                columns.Add(reader.GetString(0));
        }

        using var insert = new SqliteCommand(
            $"WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {Orders}) "
            + $"INSERT INTO entries ({string.Join(", ", columns)}) "
            + $"SELECT {string.Join(", ", columns.Select(column => changed.GetValueOrDefault(column, column)))} FROM number, entries",
            connection)
        {
            CommandTimeout = 0,
        };
        insert.ExecuteNonQuery();
    }
}
