using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace YallaTake;

/// <summary>Starts this program once more, as a worker.</summary>
internal static class WorkerProcess
{
    public static async Task<WorkerReport> RunAsync(string name, TimeSpan time, int seed, IReadOnlyDictionary<string, string> environment)
    {
        string[] arguments =
        [
            typeof(WorkerProcess).Assembly.Location,
            "work",
            name,
            time.TotalMinutes.ToString(CultureInfo.InvariantCulture),
            seed.ToString(CultureInfo.InvariantCulture),
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<WorkerReport>(output)!
            : throw new InvalidOperationException($"The worker {name} ended with {process.ExitCode}.");
    }
}
