using System.Diagnostics;

namespace YallaTake;

/// <summary>
/// The quick tests of this project once more, in a process of their own, at panels that mix all dialects. What holds for the strict dialect
/// alone is left out.
/// </summary>
[Trait("Speed", "Slow")]
public sealed class DialectTests
{
    // Left out: what no dialect changes, the module's make, its pages.
    private static readonly string[] Alike =
    [
        "Canary",
        "Color",
        "Convention",
        "Environment",
        "EveryDialect",
        "Example",
        "Help",
        "Import",
        "PublicSurface",
        "Runspace",
        "ScriptSyntax",
        "SharedLedger",
    ];

    [Fact]
    public async Task The_module_works_the_same_at_a_panel_that_mixes_all_dialects()
    {
        string[] arguments =
        [
            typeof(DialectTests).Assembly.Location,
            "-noColor",
            "-trait-",
            "Dialect=Strict",
            "-trait-",
            "Speed=Slow",
            .. Alike.SelectMany(name => new[] { "-class-", $"YallaTake.{name}Tests" }),
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment[Engine.DialectVariable] = "Sloppy";

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
        Assert.Matches(@"Total: [1-9]\d\d", output);
    }
}
