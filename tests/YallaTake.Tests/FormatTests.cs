using System.Globalization;
using System.Xml.Linq;

namespace YallaTake;

public sealed class FormatTests : IDisposable
{
    private const string Change =
        "[YallaTake.ServiceChange] @{ Kind = 'RateRaised'; ServiceId = 1; Name = 'More likes'; OldValue = 1; NewValue = 2; Percent = 100 }";

    private readonly Engine _engine = Engine.Connected();

    [Theory]
    [InlineData("Get-YtService 1", "ServiceId Name Rate Min Max Refill Cancel", "")]
    [InlineData("Get-YtBalance", "Panel Balance Currency", "")]
    [InlineData("Get-YtOrder", "OrderId Status Created Count Charge Link", "Reference ServiceId")]
    [InlineData("Get-YtOrderStatus 23501", "OrderId Status Charge Currency StartCount Remains Link", "Panel")]
    [InlineData("Get-YtOrder -History", "SeenAt OrderId Status Charge Remains Reference", "Currency SeenBefore")]
    [InlineData("Find-YtOrder 23501 23501", "OrderId Status Charge Currency StartCount Remains Reference", "")]
    [InlineData("[YallaTake.Cancellation] @{ OrderId = 1; Requested = $true }", "OrderId Requested Panel", "")]
    [InlineData("Measure-YtOrder 1 a 1", "Reference ServiceId Count Charge Problem", "")]
    [InlineData("Compare-YtService", "Charge Currency Panel ServiceId Name", "Min Max Refill Orders Problem")]
    [InlineData("Measure-YtService", "ServiceId Name Orders Completed% Partial% TimeToEnd", "DeliveredRate TimeToStart TimeToEnd90")]
    [InlineData("'service,link', '1,a' | Import-YtOrder", "Line Reference ServiceId Link Quantity", "Panel")]
    [InlineData(Change, "Kind ServiceId Name OldValue NewValue", "Percent SeenAt Panel")]
    [InlineData("Get-YtPanel", "Name State Spent SpendLimit Currency Uri", "")]
    [InlineData("Get-YtSandbox | Select-Object -First 1", "Uri ApiKey OrderCount Balance", "ServiceCount TimeScale")]
    public void Tables_fit_80_columns_with_what_is_looked_for_and_use_the_room_of_more(string script, string headers, string more)
    {
        _engine.Run("$null = New-YtOrder 1 https://example.com/p/1 100 | Get-YtOrderStatus").ThrowIfFailed();

        Assert.Equal(headers, Headers(script, 80));
        Assert.Equal($"{headers} {more}".Trim(), Headers(script, 120));
    }

    [Fact]
    public void A_name_is_readable_beside_large_limits_at_80_columns()
    {
        _engine.Host.Columns = 80;

        _engine.Run(
            "[YallaTake.Service] @{ ServiceId = 12345; Name = 'TikTok Views | Fast | Refill 30 Days | HQ'; Type = 'Default'; Category = 'TikTok'; "
            + "Rate = 0.025; Min = 100; Max = 2147483647; Refill = $true; Cancel = $false } | Out-Default").ThrowIfFailed();

        Assert.Matches(@"12345 TikTok Views \| Fast \| Refill 3.*… +0\.025 +100 +2\.1G +True", _engine.Host.Text);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(99_999L, "99999")]
    [InlineData(100_000L, "100K")]
    [InlineData(1_999_999L, "1.9M")]
    [InlineData(25_300_000L, "25.3M")]
    [InlineData(999_999_999L, "999M")]
    [InlineData(long.MaxValue, "9223372T")]
    [InlineData(-2_500_000L, "-2.5M")]
    public void A_large_count_is_shown_short_and_never_higher_than_it_is(long? count, string? shown) =>
        Assert.Equal(
            shown ?? string.Empty,
            _engine.Value($"\"$([YallaTake.ShortCount]::Of({count?.ToString(CultureInfo.InvariantCulture) ?? "$null"}))\""));

    [Fact]
    public void The_problems_of_a_quote_begin_on_a_line_each()
    {
        _engine.Host.Columns = 160;

        _engine.Run("Measure-YtOrder 1 '' 1 -Reference invoice-42 -MaximumRate 0.01 | Out-Default").ThrowIfFailed();

        Assert.Contains("invoice-42 ", _engine.Host.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["FieldMissing", "QuantityOutOfRange", "RateTooHigh"],
            _engine.Host.Text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Contains(": ", StringComparison.Ordinal))
                .Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)].Split(' ')[^1]).Order());
    }

    [Theory]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100", "OrderId", "23501")]
    [InlineData("Get-YtPanel", "Name", "test")]
    [InlineData("Get-YtSandbox", "Uri", "http://127.0.0.1")]
    [InlineData("[YallaTake.ServiceChange] @{ Kind = 'Renamed'; ServiceId = 1; Name = 'More likes' }", "OldValue", "More likes")]
    public void Other_objects_are_tables_too(string script, string header, string value)
    {
        _engine.Run($"{script} | Out-Default").ThrowIfFailed();

        Assert.Contains(header, _engine.Host.Text, StringComparison.Ordinal);
        Assert.Contains("---", _engine.Host.Text, StringComparison.Ordinal);
        Assert.Contains(value, _engine.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_cmdlets_emit_has_a_view_and_says_what_a_list_shows_of_it()
    {
        // What a panel answers to an action of its own has its own fields.
        var emitted = _engine.Values("(Get-Command -Module YallaTake).OutputType.Name").Cast<string>()
            .Where(name => name.StartsWith("YallaTake.", StringComparison.Ordinal)).ToHashSet();

        Assert.Contains("YallaTake.Order", emitted);
        Assert.Empty(emitted.Except(File("ExportedFormatFiles").Descendants("TypeName").Select(type => type.Value)));
        Assert.Empty(emitted.Except(File("ExportedTypeFiles").Descendants("Type")
            .Where(type => type.Descendants("Name").Any(name => name.Value == "DefaultDisplayPropertySet"))
            .Select(type => type.Element("Name")!.Value)));
    }

    [Fact]
    public void An_error_is_shown_with_what_went_wrong()
    {
        _engine.Run("Get-YtOrderStatus 5 2>&1 | Out-Default").ThrowIfFailed();

        Assert.Contains("Incorrect order ID", _engine.Host.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _engine.Dispose();

    private string Headers(string script, int columns)
    {
        var before = _engine.Host.Text.Length;
        _engine.Host.Columns = columns;
        _engine.Run($"{script} | Out-Default").ThrowIfFailed();

        var lines = _engine.Host.Text[before..].Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();
        Assert.StartsWith("--", lines[1].TrimStart(), StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(line.Length <= columns));
        return string.Join(' ', lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private XDocument File(string property) => XDocument.Load((string)_engine.Value($"(Get-Module YallaTake).{property}")!);
}
