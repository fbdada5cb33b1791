namespace YallaTake.Help;

/// <summary>A folder with pages, and a module of one function whose help is made from them.</summary>
internal sealed class HelpFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public HelpFolder() => Directory.CreateDirectory(Pages);

    public string Pages => _folder.File("pages");

    public string Output => _folder.File("en-US");

    public string AddPage(string name, string text)
    {
        var path = Path.Combine(Pages, name + ".md");
        File.WriteAllText(path, text);
        return path;
    }

    public void Write() => Program.Write(Pages, Output);

    public string Text(string name) => File.ReadAllText(Path.Combine(Output, name));

    /// <summary>What the engine gives for a script, without line ends, with the function <c>Get-Thing</c> of the pages there.</summary>
    public IReadOnlyList<object?> Engine(string script)
    {
        var module = _folder.File("Thing.psm1");
        File.WriteAllText(module, """
            <# .EXTERNALHELP Thing-Help.xml #>
            function Get-Thing { [CmdletBinding()] param([long] $Count, [switch] $All, $State) }
            """);
        using var session = new PowerShellSession(module);
        return [.. session.Values(script).Select(item => item is string text ? text.TrimEnd() : item)];
    }

    public void Dispose() => _folder.Dispose();
}
