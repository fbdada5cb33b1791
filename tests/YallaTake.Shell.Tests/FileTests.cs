namespace YallaTake;

public sealed class FileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yallatake shell's ");

    [Fact]
    public async Task Arguments_bind_to_the_parameters_of_the_script()
    {
        var script = Write("param([string] $Name, [switch] $Force, [long[]] $Id, [switch] $Old) \"$Name|$Force|$Id|$Old\"");

        var shell = await ShellProcess.Run("-File", script, "-Name", "it's $HOME", "-Force", "-Old:$false", "-Id", "23501");

        Assert.Equal(new ShellResult(0, "it's $HOME|True|23501|False" + Environment.NewLine, ""), shell);
    }

    [Fact]
    public async Task Arguments_without_a_parameter_are_in_args()
    {
        var script = Write("$args.Count; $args");

        var shell = await ShellProcess.Run("-File", script, "two words", "-5", "*", "");

        Assert.Equal(["4", "two words", "-5", "*"], shell.OutputLines);
    }

    [Fact]
    public async Task A_script_knows_where_it_lies()
    {
        var script = Write("$PSScriptRoot; $PSCommandPath");

        var shell = await ShellProcess.Run("-File", script);

        Assert.Equal([_folder.FullName, script], shell.OutputLines);
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("function Leave { exit 7 }; Leave", 7)]
    [InlineData("throw 'no funds'", 1)]
    [InlineData("if (", 1)]
    [InlineData("param([Parameter(Mandatory)] $Key) $Key", 1)]
    [InlineData("1 / 0; 'goes on'", 0)]
    [InlineData("Get-Command nowhere", 0)]
    public async Task A_script_decides_the_exit_code(string text, int exitCode)
    {
        Assert.Equal(exitCode, (await ShellProcess.Run("-File", Write(text))).ExitCode);
    }

    [Fact]
    public async Task The_exit_code_of_a_script_called_last_is_not_lost()
    {
        var script = Write("exit 7");

        var shell = await ShellProcess.Run("-Command", $"& {ShellOptions.Quote(script)}");

        Assert.Equal(7, shell.ExitCode);
    }

    [Fact]
    public async Task An_error_names_the_script_and_the_line()
    {
        var script = Write("\nthrow 'no funds'");

        var shell = await ShellProcess.Run("-File", script);

        Assert.Contains($"{script}:2", shell.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', shell.Error);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string text)
    {
        var path = Path.Combine(_folder.FullName, "place orders.ps1");
        File.WriteAllText(path, text);
        return path;
    }
}
