namespace YallaTake;

public class UnattendedTests
{
    [Fact]
    public async Task A_missing_parameter_is_an_error_instead_of_a_question()
    {
        var shell = await ShellProcess.Run("-Command", "function Ask { param([Parameter(Mandatory)] $Key) $Key }; Ask");

        Assert.Equal(1, shell.ExitCode);
        Assert.Contains("missing mandatory parameters: Key.", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmation_is_an_error_that_names_the_way_around_it()
    {
        var shell = await ShellProcess.Run("-Command", "Clear-History -Confirm");

        Assert.Equal(1, shell.ExitCode);
        Assert.Empty(shell.Output);
        Assert.Contains("Add -Confirm:$false to go on without the question.", shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$Host.UI.ReadLine()", "Cannot read a line")]
    [InlineData("$Host.UI.ReadLineAsSecureString()", "Cannot read a secret")]
    [InlineData("$Host.UI.PromptForCredential('', '', '', '')", "Cannot ask for a user name and a password")]
    [InlineData("$Host.UI.RawUI.ReadKey()", "There is no keyboard")]
    public async Task Nothing_waits_for_a_keyboard_that_is_not_there(string command, string message)
    {
        var shell = await ShellProcess.Run("-Command", command);

        Assert.Equal(1, shell.ExitCode);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }
}
