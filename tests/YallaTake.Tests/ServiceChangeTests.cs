namespace YallaTake;

/// <summary>What a user sees of a catalogue that changes.</summary>
public sealed class ServiceChangeTests : IDisposable
{
    private const string One = """{"service":1,"name":"Likes","type":"Default","category":"Instagram","rate":"1","min":"10","max":"100"}""";
    private const string Two = """{"service":2,"name":"Views","type":"Default","category":"TikTok","rate":"2","min":"10","max":"100"}""";
    private static readonly string Dear = One.Replace("\"rate\":\"1\"", "\"rate\":\"1.25\"", StringComparison.Ordinal);
    private static readonly string Three = One.Replace(":1,", ":3,", StringComparison.Ordinal);

    private readonly Engine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly CannedServer _panel;
    private string _catalogue = $"[{One},{Two}]";

    public ServiceChangeTests() => _panel = new CannedServer(_ => CannedAnswer.Of(_catalogue));

    public void Dispose()
    {
        _engine.Dispose();
        _panel.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_first_look_says_that_it_is_the_first_and_the_next_one_emits_what_changed()
    {
        Connect();
        var first = _engine.Run("Get-YtServiceChange");
        Assert.Empty(first.Output);
        Assert.Contains(
            "first look at the catalogue of shop. 2 services are remembered", Assert.Single(first.Warnings), StringComparison.Ordinal);

        _catalogue = $"[{Dear}]";
        Assert.Equal("RateRaised 1 1 1.25 25 shop,Removed 2 2   shop", Changes("Get-YtServiceChange"));
        Assert.Equal("", Changes("Get-YtServiceChange"));
    }

    [Fact]
    public void A_name_that_no_service_has_is_said_and_one_without_changes_is_not()
    {
        Connect();
        _engine.Run("Get-YtServiceChange 3> $null").ThrowIfFailed();
        _catalogue = $"[{Dear},{Two}]";

        Assert.Empty(_engine.Run("Get-YtServiceChange -Name Views -Consumer a").ThrowIfFailed().Warnings);
        Assert.Equal(
            "No service was found with the whole name 'Like'. For a part of it write '*Like*'.",
            Assert.Single(_engine.Run("Get-YtServiceChange -Name Like -Consumer b").ThrowIfFailed().Warnings));
    }

    [Fact]
    public void Those_who_read_under_a_name_are_offered_to_read_on()
    {
        const string offered = "(TabExpansion2 'Get-YtServiceChange -Consumer n').CompletionMatches.CompletionText";
        Connect();
        _engine.Run("Get-YtServiceChange 3> $null").ThrowIfFailed();
        _catalogue = $"[{Dear},{Two}]";
        Assert.Empty(_engine.Values(offered).OfType<string>());

        _engine.Run("Get-YtServiceChange; Get-YtServiceChange -Consumer nightly; Get-YtServiceChange -Consumer hourly").ThrowIfFailed();

        Assert.Equal(["nightly"], _engine.Values(offered));
    }

    [Fact]
    public void What_others_recorded_comes_out_for_each_reader_once()
    {
        Connect();
        _engine.Run("Get-YtService | Out-Null").ThrowIfFailed();
        _catalogue = $"[{Dear},{Two}]";
        Assert.Equal("RateRaised 1 1 1.25 25 shop", Changes("Get-YtServiceChange -Consumer other"));

        Assert.Equal("RateRaised 1 1 1.25 25 shop", Changes("Get-YtServiceChange"));
        Assert.Equal("", Changes("Get-YtServiceChange; Get-YtServiceChange -Consumer other"));
        Assert.Equal("RateRaised 1 1 1.25 25 shop", Changes("Get-YtServiceChange -Since (Get-Date).AddHours(-1)"));
    }

    [Fact]
    public void Changes_that_were_not_emitted_because_the_pipeline_was_stopped_come_out_again()
    {
        Connect();
        _engine.Run("Get-YtServiceChange 3> $null").ThrowIfFailed();
        _catalogue = $"[{Dear},{Three},{Two}]";

        Assert.Equal("RateRaised 1 1 1.25 25 shop", Changes("Get-YtServiceChange | Select-Object -First 1"));
        Assert.Equal("RateRaised 1 1 1.25 25 shop,Added 3  1  shop", Changes("Get-YtServiceChange"));
    }

    [Theory]
    [InlineData("-Kind Removed", "Removed 2 2   shop")]
    [InlineData("-ServiceId 1", "RateRaised 1 1 1.25 25 shop")]
    [InlineData("-Name like*", "RateRaised 1 1 1.25 25 shop")]
    [InlineData("-Category tik*", "Removed 2 2   shop")]
    [InlineData("-Category tik* -Kind RateRaised", "")]
    public void Changes_are_filtered(string filter, string expected)
    {
        Connect();
        _engine.Run("Get-YtServiceChange 3> $null").ThrowIfFailed();
        _catalogue = $"[{Dear}]";

        Assert.Equal(expected, Changes($"Get-YtServiceChange {filter}"));
    }

    [Fact]
    public void An_empty_catalogue_is_believed_only_by_force()
    {
        Connect();
        _engine.Run("Get-YtServiceChange 3> $null").ThrowIfFailed();
        _catalogue = "[]";

        var doubted = _engine.Run("Get-YtServiceChange");
        Assert.Empty(doubted.Output);
        Assert.Contains("The catalogue of shop is empty", Assert.Single(doubted.Warnings), StringComparison.Ordinal);
        Assert.Equal("Removed 1 1   shop,Removed 2 2   shop", Changes("Get-YtServiceChange -Force"));
    }

    [Fact]
    public void The_catalogue_is_given_as_it_was()
    {
        Connect();
        var before = _engine.Run("Get-YtService -At (Get-Date)");
        Assert.Contains("knows no catalogue of shop yet", Assert.Single(before.Warnings), StringComparison.Ordinal);

        _engine.Run("Get-YtService | Out-Null; $then = Get-Date; Start-Sleep -Milliseconds 5").ThrowIfFailed();
        _catalogue = $"[{Dear}]";
        _engine.Run("Get-YtServiceChange | Out-Null").ThrowIfFailed();

        Assert.Equal("1 2", _engine.Value("(Get-YtService -At $then).Rate -join ' '"));
        Assert.Equal(1.25m, _engine.Value("(Get-YtService -Name Likes -At (Get-Date)).Rate"));
        Assert.Equal(2L, _engine.Value("(Get-YtService 2 -At $then).ServiceId"));
    }

    [Fact]
    public void Without_a_ledger_nothing_is_remembered_and_services_come_out_all_the_same()
    {
        _engine.Connect(_panel);

        Assert.Equal(2, _engine.Run("Get-YtService").Output.Count);
        _engine.Run("Get-YtServiceChange").End("LedgerUnavailable");
    }

    private void Connect() => _engine.Run(
        $"Connect-YtPanel -ApiKey key -Uri {_panel.Uri} -Name shop -SkipVerification "
            + $"-NewLedger -Ledger '{_folder.File("orders.db")}'").ThrowIfFailed();

    private string Changes(string command) => (string)_engine.Value(
        $"@({command} | ForEach-Object {{ '{{0}} {{1}} {{2}} {{3}} {{4}} {{5}}' "
        + "-f $_.Kind, $_.ServiceId, $_.OldValue, $_.NewValue, $_.Percent, $_.Panel }) -join ','")!;
}
