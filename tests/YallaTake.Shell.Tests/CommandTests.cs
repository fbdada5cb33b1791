using System.Globalization;

namespace YallaTake;

public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yallatake shell's ");

    [Fact]
    public async Task The_module_of_this_build_is_imported_at_the_start()
    {
        var (exitCode, output, error) = await ShellProcess.RunAsync("-Command", "(Get-Module YallaTake).Path | Split-Path | Split-Path");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith(Path.Combine(Assert.Single(output), "tests"), AppContext.BaseDirectory, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_modules_that_PowerShell_comes_with_are_there()
    {
        // PSReadLine is what completes at the prompt.
        const string Script = "(Get-Command Set-PSReadLineOption, Start-ThreadJob, Save-PSResource, Compress-Archive).Name";

        var (exitCode, output, error) = await ShellProcess.RunAsync("-Command", Script);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(4, output.Length);
    }

    [Fact]
    public async Task The_first_command_of_the_readme_lists_the_cheap_services()
    {
        const string Script = "Connect-YtPanel -Sandbox; Get-YtService | Where rate -lt 1";

        var (exitCode, output, error) = await ShellProcess.RunAsync("-Command", Script);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches("^ServiceId Name +Rate +Min +Max +Refill +Cancel", output[0]);
        Assert.True(output.Length > 100, "The table has few rows.");
        Assert.All(output[2..], row => Assert.Matches(@"^ *\d+ .* 0\.\d+ +[\d.]+[KMG]? +[\d.]+[KMG]? +(True|False) +(True|False)$", row));
    }

    [Fact]
    public async Task Services_go_through_a_csv_file_and_back()
    {
        const string Script = """
            Connect-YtPanel -Sandbox
            Get-YtService | Sort-Object Rate | Select-Object -First 5 | Export-Csv cheap.csv
            (Import-Csv cheap.csv).Rate
            """;

        var (exitCode, output, error) = await ShellProcess.RunAsync("-WorkingDirectory", _folder.FullName, "-Command", Script);

        Assert.Equal((0, ""), (exitCode, error));
        var rates = output.Select(rate => decimal.Parse(rate, CultureInfo.CurrentCulture)).ToArray();
        Assert.Equal(5, rates.Length);
        Assert.Equal(rates.Order(), rates);
    }

    [Theory]
    [InlineData("'done'", 0, "done", "")]
    [InlineData("'before'; throw 'no funds'; 'after'", 1, "before", "no funds")]
    [InlineData("Get-YtBalance", 1, "", "Connect-YtPanel")]
    [InlineData("'before'; exit 7; 'after'", 7, "before", "")]
    public async Task A_command_decides_the_exit_code(string command, int exitCode, string output, string error)
    {
        var shell = await ShellProcess.RunAsync("-Command", command);

        Assert.Equal((exitCode, output), (shell.ExitCode, string.Concat(shell.Output)));
        Assert.Contains(error, shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("throw 'no funds'", 1)]
    public async Task A_script_gets_its_parameters_and_decides_the_exit_code(string end, int exitCode)
    {
        var script = Path.Combine(_folder.FullName, "place orders.ps1");
        var text = $"param([string] $Name, [switch] $Force, [long] $Id) \"$Name|$Force|$Id\"; {end}";
        await File.WriteAllTextAsync(script, text, TestContext.Current.CancellationToken);

        var shell = await ShellProcess.RunAsync("-File", script, "-Name", "it's $HOME", "-Force", "-Id", "23501");

        Assert.Equal((exitCode, "it's $HOME|True|23501"), (shell.ExitCode, Assert.Single(shell.Output)));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
