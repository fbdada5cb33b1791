using System.Diagnostics;
using System.Globalization;

namespace YallaTake;

/// <summary>A PostgreSQL of the tests' own, in a folder and on a port that nobody else uses. It is gone when they are.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Superuser = "owner";

    private static readonly string[] Programs = ["initdb", "pg_ctl", "psql"];

    private static readonly string? Binaries = FindBinaries();

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"yallatake-postgres-{Guid.NewGuid():N}");
    private readonly int _port = LocalPort.Free();
    private int _databases;

    /// <summary>Ends a test where there is no PostgreSQL to be had.</summary>
    public static void SkipIfMissing() =>
        Assert.SkipWhen(Binaries is null, "PostgreSQL is not installed: initdb, pg_ctl and psql are not found.");

    public async ValueTask InitializeAsync()
    {
        if (Binaries is null)
            return;

        await RunAsync("initdb", "-D", _folder, "-U", Superuser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "pg_hba.conf"),
            $"host all {Superuser} 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
        await StartAsync();
    }

    /// <summary>The settings that lead to a database.</summary>
    public string Address(string database, string user = Superuser) => $"Host=127.0.0.1;Port={_port};Database={database};Username={user}";

    public string Uri(string database, string user) => $"postgresql://{user}@127.0.0.1:{_port}/{database}";

    /// <summary>Makes an empty database and gives its name.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"ledger{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync("postgres", $"CREATE DATABASE {name}");
        return name;
    }

    public async Task ExecuteAsync(string database, string sql) =>
        await RunAsync("psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", Port, "-U", Superuser, "-d", database, "-c", sql);

    public async Task<string> AskAsync(string database, string sql) =>
        (await RunAsync("psql", "-A", "-t", "-h", "127.0.0.1", "-p", Port, "-U", Superuser, "-d", database, "-c", sql)).Trim();

    /// <summary>How long so many runs of a script of pgbench take, with so many clients.</summary>
    public async Task<TimeSpan> BenchAsync(string database, string script, int runs, int clients)
    {
        var path = Path.Combine(_folder, "script.sql");
        await File.WriteAllTextAsync(path, script);
        var told = await RunAsync(
            "pgbench", "-n", "-M", "prepared", "-f", path, "-c", Text(clients), "-j", "2", "-t", Text(runs / clients), "-D", "number=0",
            "-D", $"run={Interlocked.Increment(ref _databases)}", "-h", "127.0.0.1", "-p", Port, "-U", Superuser, database);
        var rate = told.Split('\n').First(line => line.StartsWith("tps = ", StringComparison.Ordinal)).Split(' ')[2];
        return TimeSpan.FromSeconds(runs / double.Parse(rate, CultureInfo.InvariantCulture));

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    public Task StartAsync() =>
        RunAsync(
            "pg_ctl",
            "start",
            "-s",
            "-w",
            "-t",
            "600",
            "-D",
            _folder,
            "-l",
            Path.Combine(_folder, "log"),
            "-o",
            $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200");

    /// <summary>Stops the server as a crash would: no connection is told, nothing is written first.</summary>
    public Task StopHardAsync() => RunAsync("pg_ctl", "stop", "-s", "-w", "-t", "600", "-m", "immediate", "-D", _folder);

    public async ValueTask DisposeAsync()
    {
        if (Binaries is null)
            return;

        await StopHardAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public string Port => _port.ToString(CultureInfo.InvariantCulture);

    // PostgreSQL refuses to run as root, and Debian's package brings a user for it.
    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        string[] line = [Path.Combine(Binaries!, program), .. arguments];
        if (Environment.UserName == "root")
            line = ["runuser", "-u", "postgres", "--", .. line];

        // The server outlives pg_ctl and would hold its pipes.
        var server = program == "pg_ctl";
        using var process = Process.Start(
            new ProcessStartInfo(line[0], line[1..])
            {
                WorkingDirectory = Path.GetTempPath(),
                RedirectStandardOutput = !server,
                RedirectStandardError = !server,
                RedirectStandardInput = true,
            })!;
        process.StandardInput.Close();
        var output = server ? string.Empty : await process.StandardOutput.ReadToEndAsync();
        var errors = server ? string.Empty : await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}. {errors}");
    }

    private static string? FindBinaries()
    {
        var debian = new DirectoryInfo("/usr/lib/postgresql");
        var versions = debian.Exists
            ? debian.GetDirectories()
                .OrderByDescending(folder => folder.Name, StringComparer.Ordinal)
                .Select(folder => Path.Combine(folder.FullName, "bin"))
            : [];
        return versions.Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
            .FirstOrDefault(folder => Programs.All(program => File.Exists(Path.Combine(folder, program))));
    }
}
