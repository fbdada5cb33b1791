using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace YallaTake;

/// <summary>What is asked of all orders of a ledger that has a million.</summary>
internal sealed class LedgerOfYears : Benchmark
{
    private const int Services = 300;
    private const double MostSeconds = 10;
    private const double MostMilliseconds = 20;

    private static readonly string[] Lists =
    [
        "", "-State Placed", "-State Placed, Unknown", "-ServiceId 1007", "-ServiceId 1007, 1008 -State Placed", "-Open",
        "-After 1970-06-01", "-Before 1971-01-01", "-Link https://example.com/*", "-Link https://example.com/p/12345*",
        "-Reference 'years 9*'", "-OrderId 1000123",
    ];

    // One in ten is partial, one in a thousand is open; it starts after up to a minute, and ends after up to an hour and a half.
    private const string Orders =
        """
        WITH RECURSIVE series (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < 1000000)
        INSERT INTO entries (account, reference, service, service_name, link, fields, quantity, estimate, currency, state, order_id,
            created_at, sent_at, settled_at, spent, is_open, status, charge, remains, status_at, started_after, started_at, ended_after,
            ended_at)
        SELECT o.account, 'years ' || n, 1000 + n % $services, 'Likes ' || n % $services, 'https://example.com/p/' || n, o.fields, 1000,
            '0.9', 'USD', 'Placed', 1000000 + n, n * 60000, n * 60000, n * 60000, 90000000, n % 1000 = 0,
            CASE WHEN n % 1000 = 0 THEN 'In progress' WHEN n % 10 = 1 THEN 'Partial' ELSE 'Completed' END,
            CASE WHEN n % 10 = 1 THEN '0.72' ELSE '0.9' END, CASE WHEN n % 10 = 1 THEN 200 ELSE 0 END, n * 60000 + 5400000,
            n * 60000, n * 60000 + n % 60000, n * 60000 + 60000, CASE WHEN n % 1000 > 0 THEN n * 60000 + 60000 + n * 7 % 5400000 END
        FROM series CROSS JOIN (SELECT account, fields FROM entries LIMIT 1) AS o
        """;

    public override string Title => "A ledger of a million orders";

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        var ledger = Path.Combine(AppContext.BaseDirectory, $"ledger-{Guid.NewGuid():N}.db");
        using var engine = Engine.WithSandbox($"-Balance 1000000; $sandbox | Connect-YtPanel -Name free -NewLedger -Ledger '{ledger}'");
        try
        {
            // Two copies of SQLite in one process take each other's locks away: what one has open, the other must not touch.
            engine.Run("$null = New-YtOrder 1 https://example.com/p/1 100; Disconnect-YtPanel *").ThrowIfFailed();
            using (var connection = new SqliteConnection($"Data Source={ledger};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = Orders;
                command.Parameters.AddWithValue("$services", Services);
                command.ExecuteNonQuery();
            }

            engine.Run($"$sandbox | Connect-YtPanel -Name free -Ledger '{ledger}'").ThrowIfFailed();
            foreach (var row in RunLists(rounds, engine))
                yield return row;
            yield return Row.Ratio(
                $"{Title}: Measure-YtService",
                rounds.Compare(() => engine.Time("Measure-YtService"), () => ReadByHand(ledger)),
                4,
                "reading the same columns by hand");
            foreach (var script in new[] { "Get-YtOrder -Stuck", "Get-YtOrder -Longer 3650.00:00:00" })
                yield return Measure(rounds, engine, script);
            yield return Row.Megabytes(
                $"{Title}: Measure-YtService: growth of the live heap",
                engine.HeapGrowth("Measure-YtService", every: 10),
                100,
                "while what was read is still held");
            engine.Run($"$sandbox | Connect-YtPanel -Name limited -Ledger '{ledger}' -SpendLimit 100000000 -SpendWindow 36500.00:00:00")
                .ThrowIfFailed();
            yield return Row.Ratio(
                $"{Title}: New-YtOrder under a limit over all time",
                rounds.Compare(() => Order(engine, "limited"), () => Order(engine, "free")),
                1.25,
                "without a limit");
        }
        finally
        {
            engine.Run("Disconnect-YtPanel *").ThrowIfFailed();
            foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, Path.GetFileName(ledger) + "*"))
                File.Delete(file);
        }
    }

    private static TimeSpan Order(Engine engine, string panel) =>
        engine.Time($"1..20 | ForEach-Object {{ New-YtOrder 1 https://example.com/p/1 100 -Panel {panel} }}");

    private IEnumerable<Row> RunLists(Rounds rounds, Engine engine)
    {
        var first = rounds.Measure(() => Lists.Max(list => engine.Time($"Get-YtOrder {list} | Select-Object -First 1").TotalMilliseconds));
        yield return Milliseconds("the first object of Get-YtOrder", first, $"the slowest of {Lists.Length} lists");
        var few = rounds.Measure(() => engine.Time("Get-YtOrder -Link https://example.com/p/12345*").TotalMilliseconds);
        yield return Milliseconds("Get-YtOrder -Link https://example.com/p/12345*", few, "11 orders");
    }

    private Row Milliseconds(string what, double milliseconds, string from) => new(
        $"{Title}: {what}",
        string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms"),
        string.Create(CultureInfo.InvariantCulture, $"{MostMilliseconds:0} ms"),
        milliseconds <= MostMilliseconds,
        from);

    // The least that it takes, in the order in which the rows are stored.
    private static TimeSpan ReadByHand(string ledger)
    {
        var begun = Stopwatch.GetTimestamp();
        using var connection = new SqliteConnection($"Data Source={ledger};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT service, status, estimate, charge, currency, quantity, remains, sent_at, started_at, ended_after, ended_at "
            + "FROM entries";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            for (var column = 0; column < reader.FieldCount; column++)
                reader.GetValue(column);
        }

        return Stopwatch.GetElapsedTime(begun);
    }

    private Row Measure(Rounds rounds, Engine engine, string script)
    {
        var seconds = rounds.Measure(() => engine.Time(script).TotalSeconds);
        return new Row(
            $"{Title}: {script}",
            string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
            string.Create(CultureInfo.InvariantCulture, $"{MostSeconds:0} s"),
            seconds < MostSeconds,
            string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} µs for one"));
    }
}
