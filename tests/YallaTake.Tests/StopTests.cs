namespace YallaTake;

public sealed class StopTests
{
    [Theory]
    [InlineData("Get-YtService", "services")]
    [InlineData("Get-YtService 1", "services")]
    [InlineData("Get-YtBalance", "balance")]
    [InlineData("1..250 | Get-YtOrderStatus", "status")]
    [InlineData("Get-YtOrderStatus 1", "status")]
    [InlineData("Invoke-YtRefill 1", "refill")]
    [InlineData("Stop-YtOrder 1 -Confirm:$false", "cancel")]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100", "services")]
    [InlineData("$sandbox | Connect-YtPanel", "balance")]
    public async Task Ctrl_C_ends_a_cmdlet_whose_panel_takes_a_minute(string script, string action)
    {
        using var engine = Engine.Connected("-Latency 60000", "-Name test -SkipVerification");
        var api = (Uri)engine.Value("$sandbox.Uri")!;

        var running = Task.Run(() => engine.Run(script));
        await SandboxState.WaitForAsync(api, action);
        engine.Stop();
        var outcome = await running;

        Assert.Empty(outcome.Output);
        Assert.True(outcome.WasStopped);
        Assert.Equal("test", engine.Value("(Get-YtPanel).Name"));
    }

    [Fact]
    public async Task Ctrl_C_hangs_up_on_a_catalogue_that_is_still_arriving()
    {
        using var engine = new Engine();
        using var panel = new CannedServer(
            CannedAnswer.UntilClosed("200 OK", """[{"service":1,"name":"Likes","rate":"1"},""", never: true));
        engine.Connect(panel);

        var running = Task.Run(() => engine.Run("Get-YtService"));
        await panel.Answered.WaitAsync(TestContext.Current.CancellationToken);
        engine.Stop();

        Assert.True((await running).WasStopped);
        await panel.ClientGone.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_sandbox_that_serves_until_then()
    {
        using var engine = new Engine();

        var running = Task.Run(() => engine.Run("Start-YtSandbox -Wait | ForEach-Object { $sandbox = $_; $Host.UI.WriteLine('it runs') }"));
        while (!engine.Host.Text.Contains("it runs", StringComparison.Ordinal))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.False(running.IsCompleted);
        engine.Stop();

        Assert.True((await running).WasStopped);
        Assert.Equal(false, engine.Value("$sandbox.IsRunning"));
    }
}
