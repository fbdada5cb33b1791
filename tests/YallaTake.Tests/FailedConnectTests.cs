namespace YallaTake;

/// <summary>
/// What follows a connect that did not succeed was meant for that panel, and reaches no other: not the account before, not the
/// environment's.
/// </summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class FailedConnectTests : IDisposable
{
    private const string Key = "key-of-the-account-before";
    private const string Order = "New-YtOrder 1 https://example.com/p/1 100";

    private readonly Engine _engine = new();

    public FailedConnectTests()
    {
        _engine.Run(
            $"$before = Start-YtSandbox -ApiKey {Key} -Catalogue $Catalogue; $before | Connect-YtPanel -Name before").ThrowIfFailed();
        Environment.SetEnvironmentVariable("YALLATAKE_API_KEY", Key);
        Environment.SetEnvironmentVariable("YALLATAKE_URI", _engine.Value("[string]$before.Uri") as string);
    }

    [Theory]
    [InlineData("Connect-YtPanel -ApiKey a-refused-key -Uri $before.Uri")]
    [InlineData("Connect-YtPanel -SpendLimit '50,5' -Ledger ./shared.db")]
    [InlineData("Connect-YtPanel -SpendLimit -1")]
    [InlineData("Connect-YtPanel -SpendWindow 7")]
    [InlineData("Connect-YtPanel -SpendWindow soon")]
    [InlineData("Connect-YtPanel -TimeoutSec abc")]
    [InlineData("Connect-YtPanel -TimeoutSec 1.5")]
    [InlineData("Connect-YtPanel -ThrottleLimit 0")]
    [InlineData("Connect-YtPanel -MaximumRetryCount 101")]
    [InlineData("Connect-YtPanel -Uri panel.example")]
    [InlineData("Connect-YtPanel -Proxy proxy.example")]
    [InlineData("Connect-YtPanel -Lodger x")]
    [InlineData("Connect-YtPanel -Lodger:x")]
    [InlineData("Connect-YtPanel one two")]
    [InlineData("Connect-YtPanel -Uri")]
    [InlineData("Connect-YtPanel -S")]
    [InlineData("Connect-YtPanel -NoLedger:maybe")]
    [InlineData("Connect-YtPanel -Sandbox -ApiKey abc")]
    [InlineData("Connect-YtPanel -ApiKey $null")]
    [InlineData("Connect-YtPanel -SpendLimit $null")]
    [InlineData("Connect-YtPanel -Uri $null")]
    [InlineData("Connect-YtPanel -NewLedger -Ledger ''")]
    [InlineData("Connect-YtPanel -NoLedger -SpendLimit 50")]
    [InlineData("Connect-YtPanel -ApiKey another-key -Name before")]
    [InlineData("Connect-YtPanel -ApiKey abc -Uri http://panel.example/api/v2")]
    [InlineData("$null | Connect-YtPanel")]
    [InlineData("Get-YtSandbox | Where-Object Port -eq 0 | Connect-YtPanel")]
    [InlineData("Get-Item -Nosuch 1 | Connect-YtPanel")]
    [InlineData("Start-YtSandbox -Port $before.Port")]
    [InlineData("Start-YtSandbox -Port $before.Port | Connect-YtPanel")]
    [InlineData("Start-YtSandbox -Port many")]
    [InlineData("Start-YtSandbox -Fault Sulk")]
    [InlineData("Start-YtSandbox -Lodger x")]
    public void After_a_line_that_failed_nothing_is_current_and_nothing_is_bought(string line)
    {
        _engine.Run(line);

        var refused = _engine.Run(Order).End("NotConnected").ToString();
        _engine.Run("Get-YtBalance").End("NotConnected");

        Assert.Contains("did not succeed", refused, StringComparison.Ordinal);
        Assert.Empty(_engine.State("$before").Orders);
        Assert.Equal(["before"], _engine.Values("(Get-YtPanel).Name"));
        Assert.Equal(1000m, _engine.Value("(Get-YtBalance -Panel before).Balance"));
    }

    [Theory]
    [InlineData("$null = TabExpansion2 'Connect-YtPanel -' 17")]
    [InlineData("$null = TabExpansion2 'Connect-YtPanel -NewLedger -Ledger ' 24")]
    [InlineData("$null = TabExpansion2 'Connect-YtPanel -TimeoutSec abc -NewLedger -Ledger ' 40")]
    [InlineData("$null = TabExpansion2 'Connect-YtPanel -Lodger x -' 27")]
    [InlineData("$null = TabExpansion2 'Start-YtSandbox -Fault ' 23")]
    [InlineData("$null = Get-Command Connect-YtPanel -Syntax")]
    [InlineData("$null = Get-Command Connect-YtPanel -ArgumentList abc | ForEach-Object Parameters")]
    [InlineData("$null = Get-Help Connect-YtPanel -Full")]
    [InlineData("$null = (Get-Command Connect-YtPanel).ResolveParameter('Uri')")]
    [InlineData("$null = [System.Management.Automation.ProxyCommand]::Create((Get-Command Connect-YtPanel))")]
    [InlineData("Start-YtSandbox -WhatIf")]
    [InlineData("$null = Start-YtSandbox")]
    [InlineData("Remove-Variable * -ErrorAction Ignore")]
    public void What_only_looks_at_the_cmdlet_is_no_connect(string line)
    {
        _engine.Run(line).ThrowIfFailed();

        Assert.Equal("before", _engine.Value("(Get-YtBalance).Panel"));
    }

    [Theory]
    [InlineData("-ThrottleLimit 0", "-ThrottleLimit")]
    [InlineData("-SpendLimit '50,5'", "-SpendLimit")]
    [InlineData("-Lodger x", "-Lodger")]
    [InlineData("-Uri panel.example", "https://")]
    [InlineData("-SpendWindow 7", "7 seconds or 7 days")]
    public void The_error_says_what_is_wrong_and_that_nothing_is_current(string parameters, string expected)
    {
        var error = _engine.Run($"Connect-YtPanel {parameters}").End("FieldInvalid");

        Assert.Equal("InvalidArgument", error.CategoryInfo.Category.ToString());
        Assert.Contains(expected, error.Read(), StringComparison.Ordinal);
        Assert.Contains("no panel is current", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-YtPanel {0} {0}")]
    [InlineData("Connect-YtPanel {0} and-more")]
    [InlineData("Connect-YtPanel -Sandbox {0}")]
    [InlineData("Connect-YtPanel ({0}, {0})")]
    [InlineData("Connect-YtPanel @{{ key = {0} }}")]
    [InlineData("Connect-YtPanel -ApiKey {0} -TimeoutSec {0}")]
    [InlineData("Connect-YtPanel -TimeoutSec {0}")]
    [InlineData("Connect-YtPanel -Uri {0}")]
    [InlineData("Connect-YtPanel -ApiKey {0} -Uri $before.Uri")]
    [InlineData("{0} | Connect-YtPanel")]
    public void No_error_repeats_a_key(string line)
    {
        var outcome = _engine.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, "'k3y-that-was-mistyped'"));

        Assert.NotNull(outcome.Terminating);
        Assert.All([.. outcome.Errors, outcome.Terminating], error =>
            Assert.DoesNotContain(
                "k3y",
                $"{error} {error.Exception} {error.CategoryInfo} {error.TargetObject} {error.FullyQualifiedErrorId} {error.ErrorDetails}",
                StringComparison.Ordinal));
    }

    [Fact]
    public void A_tenant_whose_key_is_refused_orders_nothing_from_another()
    {
        var outcome = _engine.Run($$"""
            foreach ($key in '{{Key}}', 'refused-key') {
                try { Connect-YtPanel -ApiKey $key -Uri $before.Uri -Name $key } catch { 'refused' }
                try { {{Order}} } catch { $_.FullyQualifiedErrorId }
            }
            """);

        Assert.Equal("refused", outcome.Values[1]);
        Assert.StartsWith("NotConnected,", outcome.Values[2] as string, StringComparison.Ordinal);
        Assert.Single(_engine.State("$before").Orders);
    }

    [Fact]
    public void Rows_of_a_tenant_whose_key_is_refused_go_to_no_other_in_one_pipeline()
    {
        _engine.Run($$"""
            '{{Key}}', 'refused-key' | ForEach-Object {
                $length = $_.Length
                try { Connect-YtPanel -ApiKey $_ -Uri $before.Uri -Name $length } catch { Write-Verbose $_ }
                [pscustomobject]@{ ServiceId = 1; Link = "https://example.com/p/$length"; Quantity = 100 }
            } | New-YtOrder
            """).End("NotConnected");

        Assert.Equal([$"{Key.Length}"], _engine.State("$before").Sold.Select(sold => sold.Key));
    }

    [Fact]
    public void A_connect_that_succeeds_ends_it()
    {
        _engine.Run("Connect-YtPanel -TimeoutSec abc");

        Assert.Equal("after", _engine.Value("$before | Connect-YtPanel -Name after; (Get-YtBalance).Panel"));
    }

    [Fact]
    public void The_account_before_a_failed_connect_does_not_come_back_by_itself()
    {
        _engine.Run("Connect-YtPanel -TimeoutSec abc");

        _engine.Run("$before | Connect-YtPanel -Name after; Disconnect-YtPanel").ThrowIfFailed();

        Assert.NotEqual("before", _engine.Value("(Get-YtBalance).Panel"));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("YALLATAKE_API_KEY", null);
        Environment.SetEnvironmentVariable("YALLATAKE_URI", null);
        _engine.Dispose();
    }
}
