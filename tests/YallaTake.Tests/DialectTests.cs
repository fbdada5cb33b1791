using System.Diagnostics;

namespace YallaTake;

/// <summary>Tests of this project once more, in processes of their own, against panels of other kinds. What holds for the strict dialect alone is left out.</summary>
public sealed class DialectTests
{
    // Left out: what no dialect changes, the module's make, its pages, patience; and these tests themselves.
    private static readonly string[] Alike = ["Canary", "Color", "Convention", "Dialect", "Environment", "Example", "Help", "Import", "Patience", "PublicSurface", "Runspace", "ScriptSyntax", "SharedLedger"];

    private static readonly string[] Whole = [.. Alike.SelectMany(name => new[] { "-class-", $"YallaTake.{name}Tests" })];

    private static readonly string[] Core = [.. new[] { "Cancel", "Error", "Measure", "Order", "OrderCheck", "OrderOutcome", "Refill", "Resolve", "Service", "Status", "Story" }.SelectMany(name => new[] { "-class", $"YallaTake.{name}Tests" })];

    // The whole set takes most of a minute, so it is for the mix of all dialects. CONTRIBUTING.md says how to run it for any.
    [Theory]
    [InlineData("Numbers")]
    [InlineData("Commas")]
    [InlineData("Wrapped")]
    [InlineData("Arrays")]
    [InlineData("NestedErrors")]
    [InlineData("DottedErrors")]
    [InlineData("Statuses4xx")]
    [InlineData("Subscriptions")]
    [InlineData("Sloppy", true)]
    public async Task The_module_works_the_same_whatever_dialect_the_panel_speaks(string dialect, bool whole = false)
    {
        string[] arguments = [typeof(DialectTests).Assembly.Location, "-noColor", "-trait-", "Dialect=Strict", .. whole ? Whole : Core];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment[Engine.DialectVariable] = dialect;

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
        Assert.Matches(@"Total: [1-9]\d\d", output);
    }
}
