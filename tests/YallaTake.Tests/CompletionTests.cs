namespace YallaTake;

public sealed class CompletionTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Service_ids_come_from_the_catalogue_with_name_and_rate()
    {
        _engine.Run("Get-YtService | Out-Null").ThrowIfFailed();

        Assert.Equal(["1", "10", "11"], Complete("New-YtOrder -ServiceId 1").Take(3));
        Assert.Matches(@"^.+: [\d.]+ USD per 1000$", Tooltips("Get-YtService -ServiceId 1")[0]);
    }

    [Theory]
    [InlineData("Default", "per 1000")]
    [InlineData("Package", "per package")]
    [InlineData("Custom Comments Package", "per package")]
    public void The_rate_of_a_service_is_shown_with_its_unit(string type, string unit)
    {
        var id = _engine.Value($"(Get-YtService -Type '{type}')[0].ServiceId");

        Assert.EndsWith($" USD {unit}", Tooltips($"Get-YtService -ServiceId {id}")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_its_name_finds_a_service()
    {
        var name = (string)_engine.Value("(Get-YtService)[3].Name")!;

        Assert.Contains("4", Complete($"Measure-YtOrder '{name[2..8]}"));
    }

    [Theory]
    [InlineData("Get-YtService -Category ", "Category")]
    [InlineData("Get-YtService -Type ", "Type")]
    public void Words_of_the_catalogue_are_offered_once_each_and_find_their_services(string line, string property)
    {
        var words = _engine.Values($"(Get-YtService).{property}").Distinct().ToArray();

        var choices = Complete(line);

        Assert.Equal(words.Length, choices.Count);
        Assert.All(choices, choice => Assert.NotEmpty(_engine.Values(line + choice)));
    }

    [Fact]
    public void Panels_are_offered_by_name()
    {
        _engine.Run("$sandbox | Connect-YtPanel -Name 'the other'").ThrowIfFailed();

        Assert.Equal(["'the other'", "test"], Complete("Get-YtBalance -Panel "));
        Assert.Equal(["test"], Complete("Disconnect-YtPanel te"));
    }

    [Fact]
    public void The_panel_that_the_command_names_is_the_one_completed_from()
    {
        _engine.Run("Get-YtService | Out-Null; $sandbox | Connect-YtPanel -Name other").ThrowIfFailed();

        Assert.Empty(Complete("Get-YtService -Category "));
        Assert.NotEmpty(Complete("Get-YtService -Panel test -Category "));
    }

    [Fact]
    public void Orders_are_offered_the_newest_first()
    {
        _engine.Run("1..3 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 100 -Reference row-$_ } | Out-Null").ThrowIfFailed();

        Assert.Equal(["23503", "23502", "23501"], Complete("Get-YtOrderStatus "));
        Assert.All(
            ["Get-YtOrder", "New-YtOrder", "Measure-YtOrder"],
            cmdlet => Assert.Equal(["row-3", "row-2", "row-1"], Complete($"{cmdlet} -Reference r")));
        Assert.Contains("https://example.com/p/3", Tooltips("Stop-YtOrder ")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Links_of_orders_are_offered_once_each()
    {
        _engine.Run("1, 2, 1 | ForEach-Object { New-YtOrder 1 https://example.com/p/$_ 100 } | Out-Null").ThrowIfFailed();

        Assert.All(
            ["Get-YtOrder", "New-YtOrder", "Measure-YtOrder"],
            cmdlet => Assert.Equal(["https://example.com/p/1", "https://example.com/p/2"], Complete($"{cmdlet} -Link h")));
    }

    [Fact]
    public void The_action_that_lists_orders_is_offered_where_the_connection_knows_it()
    {
        Assert.Empty(Complete("Invoke-YtPanel -Action "));
        _engine.Run("$sandbox | Connect-YtPanel -Name lists -OrderListAction orders").ThrowIfFailed();

        Assert.Equal(["orders"], Complete("Invoke-YtPanel -Action "));
    }

    [Fact]
    public void Only_orders_that_need_it_are_offered_to_be_settled()
    {
        _engine.Run(
            "New-YtOrder 1 https://example.com/p/1 100 -Reference known | Out-Null; Start-YtSandbox -Catalogue $Catalogue -Fault "
            + "add:DropAfter | Connect-YtPanel").ThrowIfFailed();
        _engine.Run("New-YtOrder 1 https://example.com/p/1 100 -Reference lost").Error("OrderOutcomeUnknown");

        Assert.Equal(["lost"], Complete("Resolve-YtOrder "));
    }

    [Theory]
    [InlineData("Get-YtOrder -State ", "Placed")]
    [InlineData("Start-YtSandbox -Fault ", "DropAfter")]
    [InlineData("Start-YtSandbox -Fault add:Drop", "add:DropAfter")]
    [InlineData("New-YtOrder -Device ios", "3")]
    [InlineData("New-YtOrder -TypeOfTraffic ", "1")]
    [InlineData("New-YtOrder -Delay 9", "90")]
    [InlineData("Get-YtService -Type Poll", "Poll")]
    public void What_can_be_known_beforehand_is_offered(string line, string choice) => Assert.Contains(choice, Complete(line));

    [Theory]
    [InlineData("Get-YtService -ServiceId 1")]
    [InlineData("Get-YtService -Category A")]
    [InlineData("Get-YtService -Type ")]
    [InlineData("Get-YtOrder -OrderId 2")]
    [InlineData("Get-YtOrder -Reference x")]
    [InlineData("Resolve-YtOrder ")]
    [InlineData("Get-YtRefillStatus ")]
    [InlineData("New-YtOrder 1")]
    [InlineData("Get-YtOrder -Link h")]
    [InlineData("Get-YtServiceChange -Consumer ")]
    [InlineData("Get-YtBalance -Panel ")]
    [InlineData("Get-YtBalance -Panel nobody -")]
    public void Completing_asks_no_panel_and_makes_no_connection_and_no_ledger(string line)
    {
        var requests = _engine.Value("$sandbox.RequestCount");

        Complete(line);
        Assert.Equal(requests, _engine.Value("$sandbox.RequestCount"));
        Assert.False(File.Exists((string)_engine.Value("(Get-YtPanel).LedgerPath")!));

        _engine.Run("Disconnect-YtPanel").ThrowIfFailed();
        Complete(line);
        Assert.Empty(_engine.Values("Get-YtPanel"));
        Assert.Empty(_engine.Values("$Error"));
    }

    [Fact]
    public void A_ledger_that_is_none_offers_nothing_and_complains_of_nothing()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, new string('x', 5000));
        _engine.Run($"$sandbox | Connect-YtPanel -SkipVerification -Ledger '{file}'").ThrowIfFailed();

        Assert.Empty(Complete("Get-YtOrder -Reference row"));
        Assert.Empty(_engine.Values("$Error"));
        File.Delete(file);
    }

    private List<string> Complete(string line) => Ask(line, "CompletionText");

    private List<string> Tooltips(string line) => Ask(line, "ToolTip");

    // Files of the current folder are PowerShell's own offer when there is no better one.
    private List<string> Ask(string line, string property) =>
        [.. _engine.Values($"(TabExpansion2 -inputScript \"{line.Replace("\"", "`\"", StringComparison.Ordinal)}\" -cursorColumn "
            + $"{line.Length}).CompletionMatches | Where-Object ResultType -notin 'ProviderItem', 'ProviderContainer' | ForEach-Object "
                + $"{property}").Cast<string>()];
}
