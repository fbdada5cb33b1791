using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace YallaTake;

/// <summary>The tests in tests/Pester, on the module as it is built in this clone: run once, in a PowerShell of their own.</summary>
public class PesterTests
{
    private static readonly string Root = BuiltWith("RepositoryRoot");

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(RunAsync))]
    public void Pester(PesterResult result) => Assert.True(result.Result == "Passed", $"{result.Result}. {result.Message}");

    public static async Task<IEnumerable<TheoryDataRow<PesterResult>>> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "results.json");
            await RunAsync(file, folder.FullName);
            await using var stream = File.OpenRead(file);
            var results = await JsonSerializer.DeserializeAsync<PesterResult[]>(stream);
            return [.. results!.Select(Row)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string file, string data)
    {
        string[] arguments =
        [
            "pwsh", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass",
            "-File", Path.Combine(AppContext.BaseDirectory, "Invoke-Tests.ps1"),
            "-Pester", BuiltWith("Pester"),
            "-Path", Path.Combine(Root, "tests", "Pester"),
            "-Module", Path.Combine(Root, "YallaTake.psd1"),
            "-Results", file,
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A developer's own connection, orders and profiles must not be what the tests find.
        start.Environment["YALLATAKE_DATA"] = data;
        foreach (var name in new[] { "YALLATAKE_API_KEY", "YALLATAKE_URI", "YALLATAKE_LEDGER" })
            start.Environment.Remove(name);
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        var errors = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        if (shell.ExitCode != 0)
            throw new InvalidOperationException($"Pester's process exited with {shell.ExitCode}. {await errors}{output}");
    }

    private static TheoryDataRow<PesterResult> Row(PesterResult result) => new(result)
    {
        TestDisplayName = result.Name,
        Label = "",
        Skip = result.Result == "Skipped" ? $"Skipped. {result.Message}" : null,
    };

    private static string BuiltWith(string key) =>
        typeof(PesterTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
