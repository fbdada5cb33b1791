using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace YallaTake;

public sealed class FormatTests : IDisposable
{
    private const int Least = 80;
    private const int Most = 180;
    private const string Change =
        "[YallaTake.ServiceChange] @{ Kind = 'RateRaised'; ServiceId = 1; Name = 'More likes'; OldValue = 1; NewValue = 2; Percent = 100; "
        + "SeenAt = [datetimeoffset] [datetime] '2026-11-28T14:03:11'; Panel = 'shop1' }";

    private readonly Engine _engine = Engine.Connected();

    /// <summary>The views that are tables, what each is shown of, and its headings.</summary>
    public static TheoryData<string, string, string> Tables => new()
    {
        { "Service", "Get-YtService 1", "ServiceId|Name|Rate|Min|Max|Refill|Cancel" },
        { "AccountBalance", "Get-YtBalance", "Panel|Balance|Currency" },
        { "Order", "Get-YtOrder", "OrderId|Status|Created|Count|Charge|Link (Reference)" },
        { "OrderStatus", "Get-YtOrderStatus 23501", "OrderId|Status|Charge|Currency|StartCount|Remains|Link" },
        { "OrderChange", "Get-YtOrder -History", "SeenAt|OrderId|Status|Charge|Remains|Reference" },
        { "FoundOrder", "Find-YtOrder 23501 23501", "OrderId|Status|Charge|Currency|StartCount|Remains|Reference" },
        { "Refill", "[YallaTake.Refill] @{ RefillId = 1; OrderId = 1 }", "RefillId|OrderId|Panel" },
        { "RefillStatus", "[YallaTake.RefillStatus] @{ RefillId = 1; Status = 'Pending' }", "RefillId|Status|IsFinal|Panel" },
        { "Cancellation", "[YallaTake.Cancellation] @{ OrderId = 1; Requested = $true }", "OrderId|Requested|Panel" },
        { "Quote", "Measure-YtOrder 1 a 1", "Reference|ServiceId|Count|Charge|Problem" },
        { "ServiceOffer", "Compare-YtService", "Charge|Panel|ServiceId|Name|Max|Refill" },
        { "ServiceRecord", "Measure-YtService", "ServiceId|Name|Orders|Completed%|Partial%|TimeToEnd" },
        { "ImportedOrder", "'service,link', '1,a' | Import-YtOrder", "Line|Reference|ServiceId|Link|Quantity|Panel" },
        { "ServiceChange", Change, "Kind|ServiceId|Name|OldValue|NewValue|Percent" },
        { "Panel", "Get-YtPanel", "Name|State|Spent|SpendLimit|Currency|Uri" },
        { "LedgerCopy", "[YallaTake.LedgerCopy] @{ Orders = 1; Path = '/a/b' }", "Orders|Copied|Different|Refills|Panel|Path" },
        { "Sandbox", "Get-YtSandbox | Select-Object -First 1", "Uri|ApiKey|OrderCount|Balance" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Tables_fit_80_columns_and_no_heading_is_broken_in_more(string view, string script, string headings)
    {
        _engine.Run(
            "$null = New-YtOrder 1 https://example.com/p/1 100 -Reference one | Get-YtOrderStatus; "
            + $"$shown = @({script} | Select-Object -First 3)").ThrowIfFailed();
        Assert.Contains($"YallaTake.{view}", _engine.Values("$shown[0].PSTypeNames"));

        var texts = _engine.Values($"{Least}..{Most} | ForEach-Object {{ $shown | Out-String -Width $_ }}").Cast<string>().ToArray();
        for (var columns = Least; columns <= Most; columns++)
        {
            AssertTable(headings, texts[columns - Least], columns);
            AssertTable(headings, Shown(columns), columns);
        }
    }

    [Fact]
    public void Every_view_that_is_a_table_is_looked_at() => Assert.Equal(
        Views.Descendants("View").Where(view => view.Element("TableControl") is not null)
            .Select(view => view.Element("Name")!.Value).Order(StringComparer.Ordinal),
        Tables.Select(table => $"YallaTake.{table.Data.Item1}").Order(StringComparer.Ordinal));

    [Fact]
    public void An_offer_that_does_not_compare_says_why_on_as_many_lines_as_it_takes()
    {
        var problem = (string)_engine.Value("$shown = Compare-YtService -Quantity 5 | Where-Object ServiceId -eq 1; $shown.Problem")!;

        // A line ends anywhere in a word.
        Assert.Contains(Regex.Replace(problem, @"\s", ""), Regex.Replace(Shown(80), @"\s", ""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-YtService 1")]
    [InlineData("Compare-YtService -Name *50K")]
    [InlineData("Measure-YtService")]
    [InlineData("[YallaTake.ServiceChange] @{ Kind = 'Added'; ServiceId = 1; Name = (Get-YtService 1).Name; NewValue = 1 }")]
    public void A_name_of_60_letters_is_whole_at_120_columns(string script)
    {
        const string name = "Instagram Likes | Real accounts | 30 days refill | Up to 50K";
        Assert.Equal(60, name.Length);
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder.File("services.json"),
            $$"""[{"service":1,"name":"{{name}}","type":"Default","category":"Likes","rate":"0.9","min":"1","max":"10000"}]""");
        _engine.Run(
            "Start-YtSandbox -Catalogue @($input)[0] | Connect-YtPanel -Name other; $null = New-YtOrder 1 https://example.com/p/1 100",
            folder.File("services.json")).ThrowIfFailed();

        _engine.Run($"$shown = {script}").ThrowIfFailed();

        Assert.Contains(name, Shown(120), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_is_shown_with_its_link_and_its_reference()
    {
        _engine.Run("$shown = New-YtOrder 1 https://www.tiktok.com/@example/video/1 100 -Reference invoice-41").ThrowIfFailed();

        Assert.Contains("tiktok.com/@example/video/1", Shown(80), StringComparison.Ordinal);
        Assert.Contains("tiktok.com/@example/video/1 (invoice-41)", Shown(120), StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_of_a_catalogue_stand_under_when_and_where_they_were_seen()
    {
        _engine.Run($"$shown = {Change}").ThrowIfFailed();

        Assert.Matches("Seen: 2026-11-28 ..:..:11 on shop1", Shown(80));
    }

    [Fact]
    public void A_name_is_readable_beside_large_limits_at_80_columns()
    {
        _engine.Host.Columns = 80;

        _engine.Run(
            "[YallaTake.Service] @{ ServiceId = 12345; Name = 'TikTok Views | Fast | Refill 30 Days | HQ'; Type = 'Default'; "
            + "Category = 'TikTok'; Rate = 0.025; Min = 100; Max = 2147483647; Refill = $true; Cancel = $false } | Out-Default")
            .ThrowIfFailed();

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

    [Theory]
    [InlineData("0.0123456", 9, "0.0123456")]
    [InlineData("0.01234500000", 9, "0.012345")]
    [InlineData("0.01234567891", 9, "0.012345…")]
    [InlineData("-0.0123456789", 9, "-0.01234…")]
    [InlineData("1234567.891", 10, "1234567.8…")]
    [InlineData("1234567.891", 9, "1.234567M")]
    [InlineData("123456789012.123456789", 9, "123.4567G")]
    [InlineData("-123456789012", 9, "-123.456G")]
    [InlineData("9999999999.99", 9, "9.999999G")]
    [InlineData("79228162514264337593543950335", 9, "79228162514264337T")]
    public void A_long_amount_is_shown_by_its_first_digits_and_never_higher_than_it_is(string amount, int width, string shown) =>
        Assert.Equal(shown, _engine.Value($"\"$([YallaTake.ShortAmount]::Of([decimal] '{amount}', {width}))\""));

    [Theory]
    [InlineData("10 to 10000", "10 to 10000")]
    [InlineData("100 to 2147483647", "100 to 2.1G")]
    [InlineData("10000 to 10000000", "10000 to 1…")]
    [InlineData("Instagram Followers 100000", "Instagram …")]
    public void A_long_text_keeps_its_beginning(string text, string shown) =>
        Assert.Equal(shown, _engine.Value($"[YallaTake.ShortAmount]::Of('{text}', 11)"));

    [Theory]
    [InlineData(99_999_999L, "99999999")]
    [InlineData(100_000_000L, "100M")]
    [InlineData(null, "")]
    public void A_count_is_short_only_where_it_does_not_fit(long? count, string shown) => Assert.Equal(
        shown,
        _engine.Value($"\"$([YallaTake.ShortCount]::Of({count?.ToString(CultureInfo.InvariantCulture) ?? "$null"}, 8))\""));

    [Theory]
    [InlineData("Service", "ServiceId = 1; Name = 'a'; Type = 'Default'; Category = 'c'; Rate = $amount")]
    [InlineData("AccountBalance", "Balance = $amount; Currency = 'USD'")]
    [InlineData("Order", "ServiceId = 1; EstimatedCharge = $amount")]
    [InlineData("Order", "ServiceId = 1; Charge = $amount")]
    [InlineData("OrderStatus", "OrderId = 1; Charge = $amount")]
    [InlineData("OrderChange", "OrderId = 1; Charge = $amount")]
    [InlineData("FoundOrder", "OrderId = 1; Charge = $amount")]
    [InlineData("Quote", "ServiceId = 1; EstimatedCharge = $amount")]
    [InlineData("ServiceChange", "Kind = 'RateRaised'; ServiceId = 1; Name = 'a'; OldValue = $amount; NewValue = $amount")]
    public void No_table_cuts_the_front_of_an_amount(string type, string properties)
    {
        _engine.Run($"$amount = 123456789012.123456789d; $shown = [YallaTake.{type}] @{{ {properties} }}").ThrowIfFailed();

        foreach (var columns in new[] { 80, 200 })
        {
            var text = Shown(columns);
            Assert.Contains("123", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"…\d", text);
        }
    }

    [Theory]
    [InlineData("OrderStatus", "OrderId = 1; StartCount = 123456789012; Remains = 123456789012")]
    [InlineData("FoundOrder", "OrderId = 1; StartCount = 123456789012; Remains = 123456789012")]
    [InlineData("OrderChange", "OrderId = 1; Remains = 123456789012")]
    public void No_table_cuts_the_front_of_a_count(string type, string properties)
    {
        _engine.Run($"$shown = [YallaTake.{type}] @{{ {properties} }}").ThrowIfFailed();

        Assert.Contains(" 123G", Shown(80), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"…\d", Shown(80));
    }

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
    public void Everything_that_cmdlets_emit_says_what_a_list_shows_of_it()
    {
        // What a panel answers to an action of its own has its own fields.
        var emitted = _engine.Values("(Get-Command -Module YallaTake).OutputType.Name").Cast<string>()
            .Where(name => name.StartsWith("YallaTake.", StringComparison.Ordinal)).ToHashSet();

        Assert.Contains("YallaTake.Order", emitted);
        Assert.Empty(emitted.Except(Views.Descendants("View").Where(view => view.Element("ListControl") is not null)
            .Descendants("TypeName").Select(type => type.Value)));
    }

    [Fact]
    public void An_error_is_shown_with_what_went_wrong()
    {
        _engine.Run("Get-YtOrderStatus 5 2>&1 | Out-Default").ThrowIfFailed();

        Assert.Contains("Incorrect order ID", _engine.Host.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _engine.Dispose();

    private string Shown(int columns)
    {
        var before = _engine.Host.Text.Length;
        _engine.Host.Columns = columns;
        _engine.Run("$shown | Out-Default").ThrowIfFailed();
        return _engine.Host.Text[before..];
    }

    private static void AssertTable(string headings, string text, int columns)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();
        Assert.All(lines, line => Assert.True(line.Length <= columns, $"At {columns}: {line}"));

        // A heading that is wrapped stands on the lines above the last, and its dashes are as short as its column.
        var dashes = Array.FindIndex(lines, line => line.Trim(' ', '-').Length == 0);
        var shown = Regex.Matches(lines[dashes], "-+").Select(
            dash => lines[dashes - 1].PadRight(columns).Substring(dash.Index, dash.Length));
        Assert.Equal($"{columns}: {headings}", $"{columns}: {string.Join('|', shown)}");
    }

    private XDocument Views => XDocument.Load((string)_engine.Value("(Get-Module YallaTake).ExportedFormatFiles")!);
}
