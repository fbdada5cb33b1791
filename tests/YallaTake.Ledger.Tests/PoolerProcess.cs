using System.Diagnostics;
using System.Globalization;

namespace YallaTake;

/// <summary>A real pooler between the tests and their server: PgBouncer, which lends connections for a transaction each.</summary>
internal sealed class PoolerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TemporaryFolder _folder;
    private readonly int _port;

    private PoolerProcess(Process process, TemporaryFolder folder, int port) => (_process, _folder, _port) = (process, folder, port);

    /// <summary>Starts one; skips the test on machines that have none.</summary>
    public static async Task<PoolerProcess> StartAsync(PostgresServer server, CancellationToken cancellationToken)
    {
        var program = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, "pgbouncer"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "There is no pgbouncer on this machine.");

        var folder = new TemporaryFolder();
        var port = LocalPort.Free();
        await File.WriteAllTextAsync(folder.File("users"), "\"owner\" \"\"\n", cancellationToken);
        await File.WriteAllTextAsync(
            folder.File("settings"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"[databases]\n* = host=127.0.0.1 port={server.Port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n"
                + $"unix_socket_dir =\nauth_type = trust\nauth_file = {folder.File("users")}\npool_mode = transaction\n"
                + $"default_pool_size = 3\nserver_round_robin = 1\nserver_reset_query =\n"
                + $"log_connections = 0\nlog_disconnections = 0\n"),
            cancellationToken);

        // It refuses to run as root, and Debian's package of the server brings a user for it.
        string[] line = [program, folder.File("settings")];
        if (Environment.UserName == "root")
        {
            using var own = Process.Start("chown", ["-R", "postgres", folder.Path]);
            await own.WaitForExitAsync(cancellationToken);
            line = ["runuser", "-u", "postgres", "--", .. line];
        }

        var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardError = true })!;
        var pooler = new PoolerProcess(process, folder, port);
        await LocalPort.AwaitAsync(port, process, cancellationToken);
        return pooler;
    }

    /// <summary>The settings that lead to a database through it.</summary>
    public string Address(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Database={database};Username=owner");

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }
}
