namespace YallaTake;

public class InterruptTests
{
    private const string Loop = "'ready'; while ($true) { }";

    [Fact]
    public async Task Ctrl_C_ends_a_command_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal for one process.");
        using var shell = new ShellProcess("-Command", Loop);
        Assert.Equal("ready", await shell.ReadLine());

        await shell.Interrupt();

        Assert.Equal(new ShellResult(130, "", ""), await shell.End());
    }

    [Fact]
    public async Task Ctrl_C_at_the_prompt_stops_the_command_and_keeps_the_shell()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal for one process.");
        using var shell = new ShellProcess();
        await shell.Type($"{Loop}\n");
        Assert.Equal("ready", await shell.ReadLine());

        await shell.Interrupt();
        await shell.Type("'still here'\n");

        Assert.Equal(new ShellResult(0, "still here\n", ""), await shell.End());
    }
}
