using System.Diagnostics;
using System.Globalization;

namespace YallaTake;

/// <summary>A real proxy in a process of its own: tinyproxy, which asks for a name and a password.</summary>
internal sealed class ProxyProcess : IAsyncDisposable
{
    public const string UserName = "somebody";
    public const string Password = "p4ssw0rd";

    private readonly Process _process;
    private readonly string _folder;

    private ProxyProcess(Process process, string folder, Uri uri) => (_process, _folder, Uri) = (process, folder, uri);

    public Uri Uri { get; }

    /// <summary>The lines of its log that tell of requests.</summary>
    public string[] Requests =>
        [.. File.ReadAllLines(Path.Combine(_folder, "log")).Where(line => line.Contains("Request (", StringComparison.Ordinal))];

    /// <summary>Starts one; skips the test on machines that have none.</summary>
    public static async Task<ProxyProcess> StartAsync(CancellationToken cancellationToken)
    {
        var program = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "tinyproxy"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "There is no tinyproxy on this machine.");

        var folder = Directory.CreateTempSubdirectory("proxy").FullName;
        var port = LocalPort.Free();
        var settings = Path.Combine(folder, "settings");
        await File.WriteAllTextAsync(
            settings,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Port {port}\nListen 127.0.0.1\nTimeout 60\nMaxClients 20\nLogLevel Connect\nLogFile \"{folder}/log\"\nBasicAuth "
                + $"{UserName} {Password}\n"),
            cancellationToken);

        var process = Process.Start(
            new ProcessStartInfo(program, ["-d", "-c", settings]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var proxy = new ProxyProcess(process, folder, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));
        await LocalPort.AwaitAsync(port, process, cancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
