namespace YallaTake;

public class CommandLineTests
{
    [Fact]
    public async Task Help_shows_the_usage()
    {
        var shell = await ShellProcess.Run("-Help");

        Assert.Equal(0, shell.ExitCode);
        Assert.StartsWith("Usage: ", shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'-Comand' is not an option", "-Comand", "1")]
    [InlineData("'Get-YtBalance' is not an option", "Get-YtBalance")]
    [InlineData("-Command needs a value", "-Command")]
    [InlineData("-Command was given twice", "-Command", "1", "-command", "2")]
    [InlineData("cannot be used together", "-Command", "1", "-File", "x.ps1")]
    [InlineData("'nowhere.ps1' is none", "-File", "nowhere.ps1")]
    public async Task What_is_not_understood_exits_with_64_and_says_why(string message, params string[] arguments)
    {
        var shell = await ShellProcess.Run(arguments);

        Assert.Equal(64, shell.ExitCode);
        Assert.Empty(shell.Output);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }
}
