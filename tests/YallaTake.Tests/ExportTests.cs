using System.Text.Json;

namespace YallaTake;

/// <summary>What cmdlets emit opens in a spreadsheet and in other programs, and what is input comes back from there.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ExportTests : IDisposable
{
    private const string DataFolder = "YALLATAKE_DATA";

    // One object of each kind at least; those that take a story to get are made.
    private const string Everything =
        """
        $order = New-YtOrder 1 https://example.com/p/1 1000 -Reference first
        do { $status = $order | Get-YtOrderStatus } until ($status.IsFinal)
        $refill = $order | Invoke-YtRefill
        Register-YtPanel other -Uri https://panel.example/api/v2 -Secret shop-key -SpendLimit 12.5
        @(
            Get-YtService 1
            [YallaTake.Service] @{ ServiceId = 7; Name = 'Views'; Type = 'Default'; Category = 'New'; Rate = 0.025; Extra = $more }
            [YallaTake.ServiceChange] @{
                Kind = 'RateRaised'; ServiceId = 1; Name = 'Likes'; Category = 'New'; OldValue = 0.9; NewValue = 1.025
            }
            Compare-YtService -Quantity 1000
            Measure-YtService
            Get-YtOrder
            [YallaTake.Order] @{ ServiceId = 1; CandidateId = 23501, 'A7'; RefillId = 1, 2; Fields = $more }
            Get-YtOrder -History
            $status
            [YallaTake.OrderStatus] @{ OrderId = 7; Status = 'Active'; ChildOrders = 8, 9; Extra = $more }
            $refill
            $refill | Get-YtRefillStatus
            [YallaTake.OrderInquiry] @{ Reference = 'a'; ServiceId = 1; State = 'Unknown'; CreatedAt = [DateTimeOffset]::UtcNow }
            [YallaTake.Cancellation] @{ OrderId = 7; Requested = $true }
            Find-YtOrder $order.OrderId $order.OrderId
            Get-YtBalance
            Get-YtPanel
            Measure-YtOrder 1 https://example.com/p/4 1 -MaximumRate 0.01
            Measure-YtOrder 1 https://example.com/p/4 1 -MaximumRate 0.01 -Summary
            Get-YtSandbox
            [YallaTake.LedgerCopy] @{ Path = 'a'; Ledger = 'b'; Orders = 1; Copied = 1; Different = 0; Refills = 0 }
            $rows | Import-YtOrder
        )
        """;

    private readonly Engine _engine = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000");
    private readonly TemporaryFolder _folder = new();
    private readonly string? _dataFolder = Environment.GetEnvironmentVariable(DataFolder);

    public ExportTests()
    {
        Environment.SetEnvironmentVariable(DataFolder, _folder.Path);
        _engine.Run(
            """
            function Get-Secret { 'the-key' }
            $more = [Collections.Generic.Dictionary[string,string]]::new()
            $more['comments'] = 'nice'
            $more['speed'] = 'fast'
            $rows = 'service,link,quantity,comments,MaximumRate,MaximumCharge,Reference',
                '1,https://example.com/p/1,1000,,1.025,2.025,r1', '5,https://example.com/p/2,,nice,1234.567,12.5,r2',
                '2,https://example.com/p/3,100,,12.5,12.345,r3'
            """).ThrowIfFailed();
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(DataFolder, _dataFolder);
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void Cells_and_values_are_texts_numbers_and_words(string culture)
    {
        var objects = _engine.Run($"[cultureinfo]::CurrentCulture = '{culture}'; {Everything}").ThrowIfFailed().Output;

        Assert.Empty(Emitted().Except(objects.Select(item => item.BaseObject.GetType().FullName)));
        foreach (var item in objects)
        {
            var exported = _engine.Values(
                $"[cultureinfo]::CurrentCulture = '{culture}'; $item = $input | % {{ $_ }}; $item | ConvertTo-Csv | Out-String; "
                + "$item | ConvertTo-Json -Compress",
                item).Cast<string>().ToArray();
            Assert.All(exported, text => Assert.DoesNotMatch(@"System\.|YallaTake\.|\[\]""|`", text));

            var json = JsonDocument.Parse(exported[1]).RootElement;
            Assert.All(
                json.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object),
                nested => Assert.True(
                    nested.Name is "Fields" or "Extra" || nested.Value.TryGetProperty("TotalSeconds", out _), nested.Name));
            Assert.All(
                json.EnumerateObject().Where(property => property.Name is "State" or "Kind" or "Dialect"
                    || (property.Name == "Status" && property.Value.ValueKind != JsonValueKind.Null)),
                word => Assert.Matches("^[A-Z][A-Za-z ]+$", word.Value.GetString()));
            Assert.Equal(json.EnumerateObject().Select(property => property.Name).Order(), Header(exported[0]).Order());
        }
    }

    [Theory]
    [InlineData("en-US", "")]
    [InlineData("de-DE", "")]
    [InlineData("de-DE", "-UseCulture")]
    [InlineData("fr-FR", "-UseCulture")]
    public void Orders_to_place_come_back_as_they_were(string culture, string form)
    {
        const string values = "ForEach-Object { \"$($_.Reference)|$($_.ServiceId)|$($_.Link)|$($_.Quantity)|"
            + "$($_.MaximumRate)|$($_.MaximumCharge)|$($_.Comments)\" }";
        _engine.Run(
            $"[cultureinfo]::CurrentCulture = '{culture}'; $orders = $rows | Import-YtOrder; $csv = $orders | ConvertTo-Csv {form}")
            .ThrowIfFailed();
        var before = _engine.Values($"$orders | {values}");

        Assert.Equal("r1|1|https://example.com/p/1|1000|1.0250|2.0250|", before[0]);
        Assert.Equal(before, _engine.Values($"[cultureinfo]::CurrentCulture = '{culture}'; $csv | Import-YtOrder | {values}"));
        Assert.Equal(
            ["r1 True ", "r2 True ", "r3 True "],
            _engine.Values(
                $"[cultureinfo]::CurrentCulture = '{culture}'; $csv | ConvertFrom-Csv {form} | Measure-YtOrder | "
                + "ForEach-Object { \"$($_.Reference) $($_.Orderable) $($_.Problem)\" }"));
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void A_file_of_services_becomes_orders_with_a_link_and_a_quantity(string culture)
    {
        _engine.Run(
            $"[cultureinfo]::CurrentCulture = '{culture}'; $csv = Get-YtService 1, 2 | ConvertTo-Csv -UseCulture | "
            + "ConvertFrom-Csv -UseCulture | Select-Object *, @{ n = 'Link'; e = { 'https://example.com/p/1' } }, "
            + "@{ n = 'Quantity'; e = { 100 } } | ConvertTo-Csv -UseCulture").ThrowIfFailed();

        Assert.Equal(
            ["1 100 True", "2 100 True", "1 100 True", "2 100 True"],
            _engine.Values(
                $"[cultureinfo]::CurrentCulture = '{culture}'; $csv | ConvertFrom-Csv -UseCulture | Measure-YtOrder | "
                + "ForEach-Object { \"$($_.ServiceId) $($_.Quantity) $($_.Orderable)\" }; $csv | Import-YtOrder | Measure-YtOrder | "
                + "ForEach-Object { \"$($_.ServiceId) $($_.Quantity) $($_.Orderable)\" }"));
    }

    private static string[] Header(string csv) => csv.Split('\n')[0].Trim().Trim('"').Split("\",\"");

    private IEnumerable<string> Emitted() => _engine.Values("(Get-Command -Module YallaTake).OutputType.Name").Cast<string>()
        .Where(name => name.StartsWith("YallaTake.", StringComparison.Ordinal)).Distinct();
}
