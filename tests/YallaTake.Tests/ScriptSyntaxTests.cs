using System.Management.Automation.Language;

namespace YallaTake;

public sealed class ScriptSyntaxTests
{
    private static readonly string[] Built = ["bin", "obj", "output", ".git"];

    public static TheoryData<string> Scripts =>
        [.. Find(new DirectoryInfo(Repository.Root)).Select(file => Path.GetRelativePath(Repository.Root, file.FullName))];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_script_of_the_repository_can_be_read(string script)
    {
        Parser.ParseFile(Repository.PathOf(script), out _, out var errors);

        Assert.Empty(errors.Select(error => $"{error.Extent.StartLineNumber}: {error.Message}"));
    }

    private static IEnumerable<FileInfo> Find(DirectoryInfo folder) => folder.GetFiles()
        .Where(file => file.Extension is ".ps1" or ".psm1" or ".psd1")
        .Concat(folder.GetDirectories().Where(child => !Built.Contains(child.Name)).SelectMany(Find));
}
