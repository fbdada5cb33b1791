using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.Loader;

namespace YallaTake;

/// <summary>A host that has a Newtonsoft.Json of its own, and the built module imported into it: once, for a process has one load context of the module.</summary>
public sealed class ImportedModule : IDisposable
{
    private readonly Runspace _runspace;

    public ImportedModule()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        HostJson = typeof(Newtonsoft.Json.JsonConvert).Assembly;

        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Run($"Import-Module '{Manifest()}'");
        AfterImport = [.. Context().Assemblies.Select(assembly => assembly.GetName().Name)];
    }

    /// <summary>The library as the host has it.</summary>
    public Assembly HostJson { get; }

    /// <summary>The names of the assemblies that importing alone brought into the module's context.</summary>
    public IReadOnlyList<string?> AfterImport { get; }

    /// <summary>The type of an object of the module, by its name in PowerShell.</summary>
    public Type Type(string name) => (Type)Run($"[{name}]").Single().BaseObject;

    public IReadOnlyList<PSObject> Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        var output = shell.AddScript(script).Invoke();
        if (shell.HadErrors)
            throw shell.Streams.Error[0].Exception;
        return output;
    }

    /// <summary>An assembly in the context of the module's own types.</summary>
    public Assembly Own(string name) => Context().Assemblies.Single(assembly => assembly.GetName().Name == name);

    public AssemblyLoadContext Context() => AssemblyLoadContext.GetLoadContext(Type("YallaTake.Service").Assembly)!;

    public void Dispose() => _runspace.Dispose();

    private static string Manifest()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "YallaTake.psd1")))
            folder = folder.Parent ?? throw new FileNotFoundException($"No folder above {AppContext.BaseDirectory} holds YallaTake.psd1.");
        return Path.Combine(folder.FullName, "YallaTake.psd1");
    }
}
