namespace YallaTake;

public sealed class RunspaceTests
{
    [Fact]
    public async Task Two_runspaces_of_one_process_never_use_each_others_panel_or_key()
    {
        using var blue = Engine.Connected("-ApiKey blue-key -Balance 1", "-Name panel");
        using var green = Engine.Connected("-ApiKey green-key -Balance 2", "-Name panel");

        const string Ask = "foreach ($round in 1..25) { (Get-YtBalance).Balance; $null = 1..150 | Get-YtOrderStatus -ErrorAction Ignore }";
        var balances = await Task.WhenAll(Task.Run(() => blue.Values(Ask)), Task.Run(() => green.Values(Ask)));

        Assert.All(balances[0], balance => Assert.Equal(1m, balance));
        Assert.All(balances[1], balance => Assert.Equal(2m, balance));
        Assert.All([blue, green], engine =>
        {
            Assert.Equal(0, engine.State().RefusedKeys);
            Assert.Equal(50, engine.State().Requests("status"));
        });
    }

    [Fact]
    public void A_panel_of_one_runspace_is_not_connected_in_another()
    {
        using var connected = Engine.Connected();
        using var other = new Engine();

        Assert.Empty(other.Values("Get-YtPanel"));
        other.Run("Get-YtBalance -Panel test").End("NotConnected");
    }

    [Fact]
    public void A_runspace_that_is_used_again_has_nothing_of_the_item_before()
    {
        using var engine = new Engine();
        engine.Run("$sandbox = Start-YtSandbox -Catalogue $Catalogue").ThrowIfFailed();

        var outcome = engine.Run("""
            1..2 | ForEach-Object -ThrottleLimit 1 -Parallel {
                Import-Module $using:Module
                if ($_ -eq 1) {
                    $using:sandbox | Connect-YtPanel -Name first
                    Connect-YtPanel -Sandbox -Name own
                    Get-YtSandbox
                }
                $given = $_ -eq 1 ? @{ Panel = 'first' } : @{}
                (New-YtOrder 1 "https://example.com/p/$_" 100 @given).OrderId
                (Get-YtPanel).Count
                (Get-YtSandbox).Count
            }
            """);

        Assert.Equal([2, 1, 0, 0], outcome.Values.OfType<int>());
        Assert.Single(outcome.Errors, error => error.FullyQualifiedErrorId.StartsWith("NotConnected,", StringComparison.Ordinal));
        Assert.Equal(["1"], engine.State().Sold.Select(sold => sold.Key));
        Assert.Equal(false, engine.Value("@($input)[0].IsRunning", outcome.Values[0]!));
    }

    [Fact]
    public void A_panel_object_works_in_another_runspace_without_becoming_its_current_one()
    {
        using var connected = Engine.Connected("-Balance 7");
        using var other = new Engine();
        var panel = connected.Value("Get-YtPanel")!;

        Assert.Equal([7m], other.Values("$input | ForEach-Object { (Get-YtBalance -Panel $_).Balance }", panel));
        Assert.Empty(other.Values("Get-YtPanel"));
    }
}
