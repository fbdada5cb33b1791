using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using System.Runtime.Versioning;

namespace YallaTake;

public sealed class LoadContextTests(ImportedModule module) : IClassFixture<ImportedModule>
{
    [Fact]
    public void The_module_lives_in_a_context_of_its_own()
    {
        Assert.Equal("YallaTake", module.Context().Name);
        Assert.NotSame(AssemblyLoadContext.Default, module.Context());
        Assert.DoesNotContain(
            AssemblyLoadContext.Default.Assemblies,
            assembly => assembly.GetName().Name is "YallaTake" or "YallaTake.Client" or "YallaTake.Sandbox" or "YallaTake.Ledger");
    }

    [Theory]
    [InlineData("Core", ".NETCoreApp,Version=v8.0")]
    [InlineData("Desktop", ".NETStandard,Version=v2.0")]
    public void Each_edition_has_the_loader_that_was_built_for_it(string edition, string framework)
    {
        var context = new AssemblyLoadContext(edition, isCollectible: true);
        var loader = context.LoadFromAssemblyPath(Path.Combine(Repository.Root, "bin", edition, "YallaTake.Loader.dll"));

        Assert.Equal(framework, loader.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName);
        context.Unload();
    }

    [Fact]
    public void The_cmdlets_and_their_objects_share_the_context()
    {
        var cmdlet = (CmdletInfo)module.Value("Get-Command Get-YtService")!;

        Assert.Same(module.Context(), AssemblyLoadContext.GetLoadContext(cmdlet.ImplementingType.Assembly));
    }

    [Fact]
    public void The_hosts_Newtonsoft_and_the_modules_are_two()
    {
        module.Run("Connect-YtPanel -Sandbox; Get-YtBalance; Disconnect-YtPanel").ThrowIfFailed();

        var own = module.Own("Newtonsoft.Json");
        Assert.NotSame(module.HostJson, own);
        Assert.Same(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(module.HostJson));
        Assert.Equal("net8.0", new FileInfo(own.Location).Directory?.Name);
    }

    [Fact]
    public void System_Management_Automation_is_shared_with_the_host()
    {
        var cmdlet = (CmdletInfo)module.Value("Get-Command Get-YtService")!;

        Assert.True(typeof(PSCmdlet).IsAssignableFrom(cmdlet.ImplementingType));
        Assert.DoesNotContain(module.Context().Assemblies, assembly => assembly.GetName().Name == "System.Management.Automation");
    }

    // The sandbox's among them: a parameter is of an enum of its. No library of others is needed yet.
    [Fact]
    public void Importing_alone_loads_nothing_but_the_module_s_own_assemblies() =>
        Assert.Equal(["YallaTake", "YallaTake.Client", "YallaTake.Sandbox"], module.AfterImport.Order());

    [Fact]
    public void Importing_again_finds_the_same_types()
    {
        var before = module.Type("YallaTake.Service");

        module.Run(
            $"Remove-Module YallaTake; Import-Module '{Repository.Manifest}'; "
            + $"Import-Module '{Repository.Manifest}' -Force").ThrowIfFailed();

        Assert.Same(before, module.Type("YallaTake.Service"));
    }

    [Fact]
    public void A_second_runspace_gets_the_same_types()
    {
        using var second = new ImportedModule();

        Assert.Same(module.Type("YallaTake.Service"), second.Type("YallaTake.Service"));
    }
}
