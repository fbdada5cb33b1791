using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace YallaTake.Help;

/// <summary>A folder with pages, and a module of one function whose help is made from them.</summary>
internal sealed class HelpFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yallatake-help-");

    public HelpFolder()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Directory.CreateDirectory(Pages);
    }

    public string Output => Path.Combine(_folder.FullName, "en-US");

    private string Pages => Path.Combine(_folder.FullName, "pages");

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
        var module = Path.Combine(_folder.FullName, "Thing.psm1");
        File.WriteAllText(module, "<# .EXTERNALHELP Thing-Help.xml #>\nfunction Get-Thing { [CmdletBinding()] param([long] $Count, [switch] $All) }");
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        var output = shell.AddScript($"$ErrorActionPreference = 'Stop'; Import-Module '{module}'; {script}").Invoke();
        return [.. output.Select(item => item?.BaseObject is string text ? text.TrimEnd() : item?.BaseObject)];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
