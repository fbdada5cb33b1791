namespace YallaTake;

public sealed class CatalogueCacheTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_recent_reading_serves_lists_and_checks()
    {
        _engine.Run(
            "Get-YtService | Out-Null; Get-YtService -Name * | Out-Null; Get-YtService -ServiceId 1 | Out-Null; "
            + "New-YtOrder 1 https://example.com/p/1 100 | Out-Null").ThrowIfFailed();

        Assert.Equal(1, _engine.State().Requests("services"));
    }

    [Fact]
    public void A_reading_for_a_check_serves_lists_too()
    {
        _engine.Run("Measure-YtOrder 1 https://example.com/p/1 100 | Out-Null; Get-YtService | Out-Null").ThrowIfFailed();

        Assert.Equal(1, _engine.State().Requests("services"));
    }

    [Fact]
    public void Refresh_asks_the_panel()
    {
        var first = _engine.Values("(Get-YtService).ServiceId");
        var again = _engine.Values("(Get-YtService -Refresh).ServiceId");

        Assert.Equal(first, again);
        Assert.Equal(2, _engine.State().Requests("services"));
    }

    [Fact]
    public void A_reading_that_was_not_finished_is_not_taken_for_the_whole()
    {
        Connect("-ServiceCount 5000");
        _engine.Run("Get-YtService | Select-Object -First 1").ThrowIfFailed();

        Assert.Equal(5000, _engine.Value("@(Get-YtService).Count"));
        Assert.Equal(2, _engine.State().Requests("services"));
    }

    [Fact]
    public void Every_connection_has_its_own()
    {
        _engine.Run("Get-YtService | Out-Null; $sandbox | Connect-YtPanel -Name other; Get-YtService | Out-Null").ThrowIfFailed();

        Assert.Equal(2, _engine.State().Requests("services"));
    }

    [Fact]
    public async Task Two_runspaces_that_share_a_panel_read_it_once()
    {
        var (uri, panel) = Connect("-ServiceCount 5000 -Latency 2000");
        using var other = new Engine();

        var first = Task.Run(() => _engine.Values("(Get-YtService).ServiceId"));
        await SandboxState.WaitForAsync(uri, "services");
        var second = other.Values("(Get-YtService -Panel @($input)[0]).ServiceId", panel);

        Assert.Equal(Enumerable.Range(1, 5000).Select(id => (object?)(long)id), second);
        Assert.Equal(await first, second);
        Assert.Equal(1, (await SandboxState.ReadAsync(uri)).Requests("services"));
    }

    [Fact]
    public async Task A_list_and_a_check_at_the_same_time_read_it_once()
    {
        var (uri, panel) = Connect("-Latency 2000");
        using var other = new Engine();

        var list = Task.Run(() => _engine.Value("@(Get-YtService).Count"));
        await SandboxState.WaitForAsync(uri, "services");
        other.Run("Measure-YtOrder 1 https://example.com/p/1 100 -Panel @($input)[0]", panel).ThrowIfFailed();

        Assert.Equal(_engine.Value("$sandbox.ServiceCount"), await list);
        Assert.Equal(1, (await SandboxState.ReadAsync(uri)).Requests("services"));
    }

    [Theory]
    [InlineData("Select-Object -First 1")]
    [InlineData("ForEach-Object { throw 'enough' }")]
    public async Task One_runspace_that_has_enough_leaves_the_other_all_that_follows(string ending)
    {
        var (uri, panel) = Connect("-ServiceCount 5000 -Fault services:Slow");
        using var bothRead = new Barrier(2);
        using var other = new Engine();

        const string Meet = "ForEach-Object { if ($_.ServiceId -eq 1) { $null = $meet.SignalAndWait() }; $_ }";
        var first = Task.Run(() => _engine.Run($"$meet = @($input)[0]; Get-YtService | {Meet} | {ending}", bothRead));
        var second = other.Values($"$panel, $meet = @($input); (Get-YtService -Panel $panel | {Meet}).ServiceId", panel, bothRead);

        await first;
        Assert.Equal(5000, second.Count);
        Assert.Equal(1, (await SandboxState.ReadAsync(uri)).Requests("services"));
    }

    [Fact]
    public async Task Ctrl_C_in_one_runspace_ends_at_once_and_leaves_the_other_its_reading()
    {
        var (uri, panel) = Connect("-Latency 3000");
        using var other = new Engine();

        var first = Task.Run(() => _engine.Run("Get-YtService"));
        await SandboxState.WaitForAsync(uri, "services");
        using var waits = new ManualResetEventSlim();
        const string Read = "$panel, $waits = @($input); $waits.Set(); (Get-YtService -Panel $panel).ServiceId";
        var second = Task.Run(() => other.Values(Read, panel, waits));
        waits.Wait(TestContext.Current.CancellationToken);
        _engine.Stop();

        Assert.True((await first).WasStopped);
        Assert.NotEmpty(await second);
    }

    [Fact]
    public void A_reading_that_failed_is_not_kept()
    {
        Connect("-Fault services:Http500=0.5 -Seed 1");

        var outcomes = Enumerable.Range(0, 20).Select(_ => _engine.Run("Get-YtService -Refresh")).ToList();

        var counts = outcomes.Where(outcome => outcome.Terminating is null).Select(outcome => outcome.Output.Count).Distinct();
        Assert.Contains(outcomes, outcome => outcome.Terminating is not null);
        Assert.Equal(_engine.Value("$sandbox.ServiceCount"), Assert.Single(counts));
        Assert.Equal(20, _engine.State().Requests("services"));
    }

    // A panel that only the catalogue is asked of, as the current one.
    private (Uri Uri, object Panel) Connect(string sandbox)
    {
        _engine.Run($"$sandbox = Start-YtSandbox {sandbox}; $sandbox | Connect-YtPanel -Name own -SkipVerification").ThrowIfFailed();
        return ((Uri)_engine.Value("$sandbox.Uri")!, _engine.Value("Get-YtPanel own")!);
    }
}
