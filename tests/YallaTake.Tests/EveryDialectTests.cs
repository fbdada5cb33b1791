using System.Globalization;
using System.Text.RegularExpressions;
using Mono.Cecil;

namespace YallaTake;

/// <summary>A user's whole way at a panel of each dialect: the cmdlets say the same of the same things.</summary>
public sealed class EveryDialectTests : IDisposable
{
    private readonly Engine _engine = new();

    public static TheoryData<string> Dialects
    {
        get
        {
            using var sandbox = AssemblyDefinition.ReadAssembly(Repository.PathOf("bin", "net8.0", "YallaTake.Sandbox.dll"));
            return [.. sandbox.MainModule.GetType("YallaTake.SandboxDialect").Fields
                .Where(name => name.IsLiteral).Select(name => name.Name).Except(["Strict"])];
        }
    }

    public void Dispose() => _engine.Dispose();

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Open_orders_are_placed_followed_and_canceled_alike(string dialect)
    {
        const string steps = """
            Get-YtService | ForEach-Object { "$($_.ServiceId) $([double] $_.Rate) $($_.Min) $($_.Max)" }
            Get-YtService -Name 'likes, neither*' -Category likes | ForEach-Object { "named $($_.ServiceId)" }
            $orders = 1..3 | ForEach-Object { New-YtOrder "${id}1" https://example.com/p/$_ (1000 * $_) -Reference row-$_ }
            $orders += New-YtOrder "${id}2" https://example.com/p/4 100
            $orders | ForEach-Object { "$($_.OrderId) $($_.State)" }
            New-YtOrder "${id}1" https://example.com/p/1 1000 -Reference row-1 | ForEach-Object { "again $($_.OrderId)" }
            New-YtOrder "${id}1" 'two words' 100
            New-YtOrder "${id}1" https://example.com/p/9 100000
            $orders[0] | Get-YtOrderStatus | ForEach-Object { "$($_.OrderId) $($_.Status) $($_.IsFinal)" }
            "${id}23503", "${id}77", "${id}23501" | Get-YtOrderStatus |
                ForEach-Object { "$($_.OrderId) $($_.Status) $($_.IsFinal) $([double] $_.Charge)" }
            "${id}78" | Get-YtOrderStatus
            $orders[0] | Stop-YtOrder -Confirm:$false | ForEach-Object { "$($_.OrderId) $($_.Requested)" }
            "${id}23504", "${id}23502", "${id}77" | Stop-YtOrder -Confirm:$false | ForEach-Object { "$($_.OrderId) $($_.Requested)" }
            $orders[2] | Invoke-YtRefill
            "${id}23503", "${id}77" | Invoke-YtRefill
            "${id}7" | Get-YtRefillStatus
            Get-YtBalance | ForEach-Object { "balance $([double] $_.Balance)" }
            """;

        var (strict, said) = (Say("Strict", "-TimeScale 0.001 -Balance 10", steps), Say(dialect, "-TimeScale 0.001 -Balance 10", steps));

        // A warning of PHP's before a refusal leaves open what the panel did.
        if (dialect == "Untidy")
        {
            said = [.. said.Zip(strict, (text, known) =>
                text == "OrderOutcomeUnknown " && known is "OrderRefused " or "InsufficientFunds " ? known : text)];
        }

        Assert.Equal(strict, said);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Completed_orders_are_waited_for_and_refilled_alike(string dialect)
    {
        const string steps = """
            $orders = 1..10 | ForEach-Object { New-YtOrder "${id}1" https://example.com/p/$_ 1000 }
            $orders | Wait-YtOrder -PollingInterval 1 -TimeoutSec 600 |
                ForEach-Object { "$($_.OrderId) $($_.IsFinal) $([double] $_.Charge)" }
            Get-YtOrder -Open
            $refills = @($orders[0] | Invoke-YtRefill) + @("${id}23502", "${id}77", "${id}23503" | Invoke-YtRefill)
            $refills | ForEach-Object { "$($_.OrderId) $($_.RefillId)" }
            $refills[0] | Get-YtRefillStatus | ForEach-Object { "$($_.RefillId) $($_.IsFinal)" }
            "${id}3", "${id}9", "${id}1" | Get-YtRefillStatus | ForEach-Object { "$($_.RefillId) $($_.IsFinal)" }
            """;

        Assert.Equal(Say("Strict", "-TimeScale 1000000000", steps), Say(dialect, "-TimeScale 1000000000", steps));
    }

    [Fact]
    public void A_panel_that_wants_a_quantity_gets_it_as_a_field()
    {
        _engine.Run("Start-YtSandbox -Catalogue $Catalogue -Dialect OneByOne | Connect-YtPanel").ThrowIfFailed();

        var refused = _engine.Run("New-YtOrder 5 https://example.com/p/1 -Comments one, two").Errors;

        Assert.Contains("Quantity is required", Assert.Single(refused).ToString(), StringComparison.Ordinal);
        Assert.Equal(23501L, _engine.Value("(New-YtOrder 5 https://example.com/p/1 -Comments one, two -Field @{ quantity = 2 }).OrderId"));
        Assert.Equal(23502L, _engine.Value("(New-YtOrder 3 https://example.com/p/2 -Field @{ quantity = 1 }).OrderId"));
    }

    [Fact]
    public void What_an_untidy_panel_offers_is_sold_and_what_cannot_be_read_is_told_once()
    {
        _engine.Run("Start-YtSandbox -Catalogue $Catalogue -Dialect Untidy | Connect-YtPanel").ThrowIfFailed();

        var outcome = _engine.Run("Get-YtService").ThrowIfFailed();

        Assert.Equal(20, outcome.Output.Count);
        Assert.Contains("2 of 22 services", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    // What was emitted, then what failed.
    private List<string> Say(string dialect, string options, string steps)
    {
        var id = dialect == "Letters" ? "id" : "";
        _engine.Run($"$id = '{id}'; Start-YtSandbox -Catalogue $Catalogue -Dialect {dialect} {options} | Connect-YtPanel -Name {dialect}")
            .ThrowIfFailed();
        var outcome = _engine.Run(steps);
        Assert.Null(outcome.Terminating);
        _engine.Run($"Disconnect-YtPanel {dialect}; Get-YtSandbox | Stop-YtSandbox").ThrowIfFailed();
        return
        [
            .. outcome.Values.Select(said => Plain(said, id)),
            .. outcome.Errors.Select(error => Plain(
                $"{error.FullyQualifiedErrorId.Split(',')[0]} {(error.TargetObject is long or string ? error.TargetObject : "")}", id)),
        ];
    }

    private static string Plain(object? said, string id) =>
        Regex.Replace(string.Format(CultureInfo.InvariantCulture, "{0}", said), $@"\b{id}(?=\d)", "");
}
