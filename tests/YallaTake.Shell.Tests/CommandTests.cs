namespace YallaTake;

public class CommandTests
{
    [Fact]
    public async Task The_module_is_imported_at_the_start()
    {
        var shell = await ShellProcess.Run("-Command", "(Get-Command -Module YallaTake).Name");

        Assert.Equal(0, shell.ExitCode);
        Assert.Contains("Get-YtBalance", shell.Output, StringComparison.Ordinal);
        Assert.Empty(shell.Error);
    }

    [Fact]
    public async Task Objects_come_out_as_a_table_without_colours()
    {
        var shell = await ShellProcess.Run("-Command", "[pscustomobject]@{ Order = 12; Status = 'Partial' }");

        Assert.Equal(["Order Status", "----- ------", "12 Partial"], shell.OutputLines);
    }

    [Fact]
    public async Task A_table_in_a_pipe_is_wider_than_a_terminal()
    {
        var link = "https://example.com/" + new string('x', 80);

        var shell = await ShellProcess.Run("-Command", $"[pscustomobject]@{{ Link = '{link}'; Remains = 7 }}");

        Assert.Contains($"{link}       7", shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'before'; throw 'no funds'; 'after'", "no funds")]
    [InlineData("'before'; Get-Command nowhere -ErrorAction Stop; 'after'", "'nowhere' is not recognized")]
    [InlineData("$ErrorActionPreference = 'Stop'; 'before'; Get-Command nowhere; 'after'", "'nowhere' is not recognized")]
    public async Task An_error_that_ends_the_run_exits_with_1(string command, string message)
    {
        var shell = await ShellProcess.Run("-Command", command);

        Assert.Equal(1, shell.ExitCode);
        Assert.Equal(["before"], shell.OutputLines);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 / 0", "Attempted to divide by zero.")]
    [InlineData("Get-Nothing", "'Get-Nothing' is not recognized")]
    [InlineData("Clear-History -Nonsense", "parameter name 'Nonsense'")]
    public async Task An_error_that_ends_the_last_statement_exits_with_1(string command, string message)
    {
        var shell = await ShellProcess.Run("-Command", command);

        Assert.Equal(1, shell.ExitCode);
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("if (")]
    [InlineData("1 +* 2")]
    public async Task A_text_that_cannot_be_parsed_exits_with_1_and_says_why(string command)
    {
        var shell = await ShellProcess.Run("-Command", command);

        Assert.Equal(1, shell.ExitCode);
        Assert.Empty(shell.Output);
        Assert.StartsWith("ParserError: ", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_non_terminating_error_is_told_and_exits_with_0()
    {
        var shell = await ShellProcess.Run("-Command", "Get-Command nowhere");

        Assert.Equal(0, shell.ExitCode);
        Assert.Empty(shell.Output);
        Assert.Contains("'nowhere' is not recognized", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_was_caught_exits_with_0()
    {
        var shell = await ShellProcess.Run("-Command", "try { throw 'no funds' } catch { }");

        Assert.Equal(new ShellResult(0, "", ""), shell);
    }

    [Theory]
    [InlineData("exit 7")]
    [InlineData("function Leave { exit 7 }; & { Leave }; 'after'")]
    public async Task Exit_ends_the_shell_with_its_number(string command)
    {
        var shell = await ShellProcess.Run("-Command", command);

        Assert.Equal(new ShellResult(7, "", ""), shell);
    }

    [Fact]
    public async Task Warnings_stay_out_of_what_is_piped_on()
    {
        var shell = await ShellProcess.Run(
            "-Command",
            "function Warn { [CmdletBinding()] param() $PSCmdlet.WriteWarning('low balance'); $PSCmdlet.WriteVerbose('asking'); 5 }; Warn -Verbose");

        Assert.Equal(["5"], shell.OutputLines);
        Assert.Equal(["WARNING: low balance", "VERBOSE: asking"], shell.ErrorLines);
    }

    [Fact]
    public async Task Progress_is_silent_when_the_output_is_redirected()
    {
        var shell = await ShellProcess.Run(
            "-Command",
            "function Wait { [CmdletBinding()] param() $PSCmdlet.WriteProgress([Management.Automation.ProgressRecord]::new(1, 'Waiting', 'now')) }; Wait");

        Assert.Equal(new ShellResult(0, "", ""), shell);
    }
}
