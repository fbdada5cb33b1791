using System.Net.Sockets;

namespace YallaTake;

public sealed class ImportTests : IDisposable
{
    private readonly Engine _engine = new();

#if !DESKTOP
    // Test-ModuleManifest takes no root module outside the manifest's folder, where the second edition's tests have it.
    [Fact]
    public void The_module_exports_the_cmdlets_of_its_manifest_and_nothing_else()
    {
        var promised = _engine.Values("(Test-ModuleManifest $Module).ExportedCmdlets.Keys");
        var exported = _engine.Values("(Get-Module YallaTake).ExportedCommands.Keys");

        Assert.NotEmpty(promised);
        Assert.Equal(promised.Order(), exported.Order());
    }
#endif

    [Fact]
    public void The_cmdlets_still_work_after_importing_twice_by_force()
    {
        _engine.Run("Import-Module $Module -Force; Import-Module $Module -Force").ThrowIfFailed();

        Assert.Equal(1000m, _engine.Value("Connect-YtPanel -Sandbox; (Get-YtBalance).Balance"));
    }

    [Fact]
    public void The_cmdlets_still_work_after_removing_and_importing_again()
    {
        _engine.Run("Remove-Module YallaTake").ThrowIfFailed();
        Assert.Empty(_engine.Run("Get-Command *-Yt* -ErrorAction Ignore").Output);

        _engine.Run("Import-Module $Module").ThrowIfFailed();
        Assert.Equal(1000m, _engine.Value("Connect-YtPanel -Sandbox; (Get-YtBalance).Balance"));
    }

    [Fact]
    public void Removing_the_module_stops_the_sandboxes_and_forgets_the_panels()
    {
        var ports = _engine.Values("(Start-YtSandbox).Port; (Connect-YtPanel -Sandbox -PassThru).Uri.Port").Cast<int>().ToArray();

        _engine.Run("Remove-Module YallaTake; Import-Module $Module").ThrowIfFailed();

        Assert.All(ports, port => Assert.False(Answers(port)));
        Assert.Empty(_engine.Run("Get-YtPanel; Get-YtSandbox").ThrowIfFailed().Output);
    }

    [Fact]
    public void Closing_the_runspace_stops_its_sandboxes()
    {
        var port = (int)_engine.Value("(Start-YtSandbox).Port")!;
        Assert.True(Answers(port));

        _engine.Dispose();

        Assert.False(Answers(port));
    }

    [Fact]
    public void Importing_connects_to_nothing() => Assert.Empty(_engine.Run("Get-YtPanel; Get-YtSandbox").ThrowIfFailed().Output);

    [Theory]
    [InlineData("Service")]
    [InlineData("Order")]
    [InlineData("OrderStatus")]
    [InlineData("Panel")]
    public void The_types_of_the_objects_can_be_named(string type) =>
        Assert.Equal($"YallaTake.{type}", _engine.Value($"[YallaTake.{type}].FullName"));

    [Fact]
    public void No_public_type_is_left_out() => Assert.Empty(_engine.Values(
        "[YallaTake.Service].Assembly, [YallaTake.Order].Assembly | ForEach-Object { $_.GetExportedTypes() } | "
        + "Where-Object { $null -eq ($_.FullName -as [type]) }"));

    [Fact]
    public void The_views_of_the_objects_load_without_a_complaint() =>
        Assert.Empty(_engine.Run("Remove-Module YallaTake; Import-Module $Module; $Error").ThrowIfFailed().Output);

    public void Dispose() => _engine.Dispose();

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
