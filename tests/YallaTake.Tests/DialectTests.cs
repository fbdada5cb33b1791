using System.Diagnostics;

namespace YallaTake;

/// <summary>Tests of this project once more, in processes of their own, against panels of other kinds. What holds for the strict dialect alone is left out.</summary>
public sealed class DialectTests
{
    [Theory]
    [InlineData("Numbers", "Service")]
    [InlineData("Commas", "Service")]
    [InlineData("Wrapped", "Service")]
    [InlineData("Arrays")]
    [InlineData("NestedErrors", "Error")]
    [InlineData("DottedErrors", "Error")]
    [InlineData("Statuses4xx", "Error")]
    [InlineData("Subscriptions")]
    [InlineData("Sloppy", "Service", "Error")]
    public async Task The_module_works_the_same_whatever_dialect_the_panel_speaks(string dialect, params string[] more)
    {
        string[] classes = ["Status", "Refill", "Cancel", "Story", .. more];
        string[] arguments = [typeof(DialectTests).Assembly.Location, "-noColor", "-trait-", "Dialect=Strict", .. classes.SelectMany(name => new[] { "-class", $"YallaTake.{name}Tests" })];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment[Engine.DialectVariable] = dialect;

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
        Assert.Matches(@"Total: [1-9]\d", output);
    }
}
