namespace YallaTake;

public class PromptTests
{
    [Fact]
    public async Task Lines_run_one_after_the_other_and_share_what_they_set()
    {
        var shell = await ShellProcess.RunWithInput("$rate = 0.9\n\n$rate * 2\n");

        Assert.Equal(new ShellResult(0, "1.8" + Environment.NewLine, ""), shell);
    }

    [Fact]
    public async Task A_command_goes_on_until_it_is_complete()
    {
        var shell = await ShellProcess.RunWithInput("function Twice {\nparam($Value)\n\n$Value * 2\n}\nTwice 21\n");

        Assert.Equal(new ShellResult(0, "42" + Environment.NewLine, ""), shell);
    }

    [Fact]
    public async Task The_prompt_outlives_errors()
    {
        var shell = await ShellProcess.RunWithInput("throw 'no funds'\n1 +* 2\n'still here'\n");

        Assert.Equal(0, shell.ExitCode);
        Assert.Equal(["still here"], shell.OutputLines);
        Assert.Contains("no funds", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exit_leaves_with_its_number()
    {
        var shell = await ShellProcess.RunWithInput("exit 3\n'never'\n");

        Assert.Equal(new ShellResult(3, "", ""), shell);
    }

    [Fact]
    public async Task Commands_are_in_the_history_and_the_import_is_not()
    {
        var shell = await ShellProcess.RunWithInput("$rate = 0.9\n(Get-History).CommandLine\n");

        Assert.Equal(["$rate = 0.9"], shell.OutputLines);
    }

    [Fact]
    public async Task Whether_the_last_command_failed_is_known_on_the_next_line()
    {
        var shell = await ShellProcess.RunWithInput("throw 'no funds'\n$?\n$?\n");

        Assert.Equal(["False", "True"], shell.OutputLines);
    }

    [Fact]
    public async Task A_nested_prompt_resumes_its_pipeline_on_exit()
    {
        var shell = await ShellProcess.RunWithInput("$Host.EnterNestedPrompt(); 'resumed'\n'nested'\nexit\nexit 3\n");

        Assert.Equal(3, shell.ExitCode);
        Assert.Equal(["nested", "resumed"], shell.OutputLines);
    }
}
