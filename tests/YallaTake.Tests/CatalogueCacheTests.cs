namespace YallaTake;

public sealed class CatalogueCacheTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_recent_reading_serves_lists_and_checks()
    {
        _engine.Run("Get-YtService | Out-Null; Get-YtService -Name * | Out-Null; Get-YtService -Id 1 | Out-Null; New-YtOrder 1 https://example.com/p/1 100 | Out-Null").ThrowIfFailed();

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
        var first = _engine.Values("(Get-YtService).Id");
        var again = _engine.Values("(Get-YtService -Refresh).Id");

        Assert.Equal(first, again);
        Assert.Equal(2, _engine.State().Requests("services"));
    }

    [Fact]
    public void A_reading_that_was_not_finished_is_not_taken_for_the_whole()
    {
        _engine.Run("Get-YtService | Select-Object -First 1").ThrowIfFailed();

        Assert.Equal(20, _engine.Value("@(Get-YtService).Count"));
        Assert.Equal(2, _engine.State().Requests("services"));
    }

    [Fact]
    public void Every_connection_has_its_own()
    {
        _engine.Run("Get-YtService | Out-Null; $sandbox | Connect-YtPanel -Name other; Get-YtService | Out-Null").ThrowIfFailed();

        Assert.Equal(2, _engine.State().Requests("services"));
    }
}
