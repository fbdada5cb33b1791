namespace YallaTake;

public sealed class FirstBuildTests
{
    // `dotnet run` builds with this verbosity, and shows nothing of it through a pipe.
    [Theory]
    [InlineData("none", "Restoring and building YallaTake. The first time takes a minute or two.")]
    [InlineData("YallaTake.Shell.csproj", "")]
    public async Task A_build_says_at_once_that_it_restores_what_was_not_restored(string restored, string said)
    {
        var project = Repository.PathOf("src", "YallaTake.Shell");

        var (exitCode, _, error) = await ShellProcess.RunSdkAsync(
            "msbuild", project, "-target:TellOfFirstBuild", $"-property:ProjectAssetsFile={restored}", "-verbosity:quiet");

        Assert.Equal((0, said), (exitCode, error.Trim()));
    }
}
