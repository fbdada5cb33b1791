using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace YallaTake;

/// <summary>THIRD-PARTY-NOTICES.txt names what bin ships, and nothing else.</summary>
public sealed class NoticesTests
{
    private static readonly string[] Notices = File.ReadAllLines(Repository.PathOf("THIRD-PARTY-NOTICES.txt"));

    private static readonly string[] Libraries = [.. Notices.Where(line => line.Contains(" | ", StringComparison.Ordinal))];

    // As packages named them before they named the licence itself.
    private static readonly Dictionary<string, string> LicencesByAddress = new()
    {
        ["https://raw.githubusercontent.com/aspnet/AspNetCore/2.0.0/LICENSE.txt"] = "Apache-2.0",
    };

    [Fact]
    public void Every_library_that_is_shipped_is_named_with_its_version_and_licence_and_no_other() =>
        Assert.Equal(ShippedPackages().Select(Describe).Append(ChartLibrary()).Order(StringComparer.Ordinal), Libraries);

    [Fact]
    public void Every_licence_that_is_named_is_there_in_full_and_no_other() => Assert.Equal(
        Libraries.Select(line => line.Split(" | ")[1]).Distinct().Order(StringComparer.Ordinal),
        Notices.Where(line => line.StartsWith("===", StringComparison.Ordinal)).Select(line => line.Trim('=', ' ')));

    private static IEnumerable<string> ShippedPackages()
    {
        var packaged = PackagedFiles().ToLookup(Path.GetFileName);
        return Directory.GetFiles(Repository.PathOf("bin"), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".dll" or ".so" or ".dylib")
            .Where(path => !Path.GetFileName(path).StartsWith("YallaTake.", StringComparison.Ordinal))
            .Select(path => packaged[Path.GetFileName(path)].FirstOrDefault(file => IsSame(file, path))
                ?? throw new InvalidOperationException($"{path} is in no package of the module. Delete bin and build again."))
            .Select(PackageOf)
            .Distinct();
    }

    // The one that is not of NuGet: its files say what they are.
    private static string ChartLibrary()
    {
        string[] Lines(string name) => File.ReadAllLines(Repository.PathOf("src", "YallaTake", "Reports", "uPlot", name));
        var licence = Lines("LICENSE");
        var version = Regex.Match(Lines("uPlot.iife.min.js")[0], @"\(v(?<number>[\d.]+)\)").Groups["number"].Value;
        Assert.Equal("The MIT License (MIT)", licence[0]);
        return $"uPlot {version} | MIT | {licence[2]}";
    }

    private static bool IsSame(string file, string other) => File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(other));

    // All files of all packages that the module was built with.
    private static IEnumerable<string> PackagedFiles()
    {
        using var stream = File.OpenRead(Repository.PathOf("src", "YallaTake", "obj", "project.assets.json"));
        var assets = JsonNode.Parse(stream)!;
        var cache = assets["packageFolders"]!.AsObject().First().Key;
        return
        [
            .. from library in assets["libraries"]!.AsObject()
               where (string?)library.Value!["type"] == "package"
               from file in library.Value["files"]!.AsArray()
               select Path.Combine(cache, (string)library.Value["path"]!, (string)file!)
        ];
    }

    // The nuspec is at the top of a package.
    private static string PackageOf(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        while (Directory.GetFiles(folder, "*.nuspec") is [])
            folder = Path.GetDirectoryName(folder)!;
        return Directory.GetFiles(folder, "*.nuspec").Single();
    }

    private static string Describe(string nuspec)
    {
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        return string.Join(
            " | ", $"{Value("id")} {Value("version")}", Value("license") ?? LicencesByAddress[Value("licenseUrl")!], Value("copyright"));

        string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
    }
}
