using System.Diagnostics;

namespace YallaTake;

/// <summary>The soak in its short form; tests/YallaTake.Soak is the long one.</summary>
public sealed class SoakTests
{
    [Fact]
    public async Task Sixteen_users_on_a_panel_that_fails_in_every_way_lose_and_double_no_order()
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "YallaTake.Soak.dll"), "--minutes", "0.3"])
        { RedirectStandardOutput = true };
        using var soak = Process.Start(start)!;
        var counts = await soak.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await soak.WaitForExitAsync(TestContext.Current.CancellationToken);

        Proof.Tell(counts);
        Assert.True(soak.ExitCode == 0, counts);
    }
}
