namespace YallaTake;

/// <summary>Ids of orders, services and refills are what the panel says, numbers and texts, in every cmdlet, object and export.</summary>
public sealed class IdTests : IDisposable
{
    private const string Link = "https://example.com/p/1";

    private readonly Engine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly LetteredPanel _panel = new("VEGA123ABC", "5001", "007", "507f1f77bcf86cd799439011", "12e45678", "999", "10000");

    public IdTests() => _engine.Run($"""
        Connect-YtPanel -ApiKey any-key -Uri {_panel.Uri} -Name letters -NewLedger -Ledger '{_folder.File("orders.db")}'
        function Order($count) {"{"} 1..$count | ForEach-Object {"{"} New-YtOrder ig-likes {Link} 100 -Reference "row-$_" {"}"} {"}"}
        """).ThrowIfFailed();

    public void Dispose()
    {
        _engine.Dispose();
        _panel.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_order_with_letters_in_its_id_is_followed_refilled_and_canceled_by_it()
    {
        _engine.Run("""
            $order = Order 1
            $status = $order | Get-YtOrderStatus
            $refill = $order | Invoke-YtRefill
            $refilled = $refill | Get-YtRefillStatus
            $stopped = $order | Stop-YtOrder -Confirm:$false
            """).ThrowIfFailed();

        Assert.Equal(
            ["VEGA123ABC", "ig-likes", "Placed"],
            _engine.Values("$order.OrderId; $order.ServiceId; \"$($order.State)\""));
        Assert.Equal(
            ["VEGA123ABC", "Completed", "d458005f6fc6", "VEGA123ABC", "d458005f6fc6", "VEGA123ABC"],
            _engine.Values("$status.OrderId; $status.Status; $refill.RefillId; $refill.OrderId; $refilled.RefillId; $stopped.OrderId"));
        Assert.Equal(
            ["add ig-likes", "status VEGA123ABC", "refill VEGA123ABC", "refill_status d458005f6fc6", "cancel VEGA123ABC"],
            _panel.Asked);

        // The ledger knows all of it, and running again orders nothing.
        Assert.Equal(
            ["VEGA123ABC", "Completed", "d458005f6fc6"],
            _engine.Values("$again = Get-YtOrder -OrderId VEGA123ABC; $again.OrderId; $again.Status; $again.RefillId"));
        Assert.Equal(["VEGA123ABC", "VEGA123ABC"], _engine.Values("(Order 1).OrderId; (Get-YtOrder -ServiceId ig-likes).OrderId"));
        Assert.Equal("Completed", _engine.Value("($again | Wait-YtOrder).Status"));
        Assert.Single(_panel.Asked, asked => asked.StartsWith("add", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sandbox_has_ids_with_letters_if_it_is_asked_for_them()
    {
        _engine.Run($$"""
            Start-YtSandbox -Catalogue $Catalogue -Dialect Letters -TimeScale 1000000000 | Connect-YtPanel -Name sandbox
            $orders = 1..2 | ForEach-Object { New-YtOrder id1 {{Link}} 100 }
            $refills = $orders | Invoke-YtRefill
            """).ThrowIfFailed();

        Assert.Equal(["id23501", "id23502"], _engine.Values("($orders | Wait-YtOrder).OrderId"));
        Assert.Equal(["id1", "id2"], _engine.Values("($refills | Get-YtRefillStatus).RefillId"));
        Assert.Equal("id1", _engine.Value("(Get-YtOrder -OrderId id23502 | Get-YtService).ServiceId"));
    }

    [Fact]
    public void A_batch_of_both_kinds_is_answered_in_input_order()
    {
        _engine.Run("$orders = Order 5; $refills = $orders | Invoke-YtRefill").ThrowIfFailed();
        object[] ids = ["VEGA123ABC", 5001L, "007", "507f1f77bcf86cd799439011", "12e45678"];

        foreach (var cmdlet in new[] { "Get-YtOrderStatus", "Wait-YtOrder", "Stop-YtOrder -Confirm:$false", "Invoke-YtRefill" })
            Assert.Equal(ids, _engine.Values($"($orders | {cmdlet}).OrderId"));
        Assert.Equal(ids.Select(id => $"r-{id}"), _engine.Values("($refills | Get-YtRefillStatus).RefillId"));
        Assert.Equal(ids, _engine.Values("(Get-YtOrder).OrderId"));
        Assert.Equal(ids, _engine.Values("(Get-YtOrder -OrderId VEGA123ABC, '12e45678', '007', 507f1f77bcf86cd799439011, 5001).OrderId"));
    }

    [Fact]
    public void An_unknown_id_with_letters_is_an_error_that_names_it()
    {
        var outcome = _engine.Run("'none1', 'VEGA1' | Get-YtOrderStatus");

        var error = outcome.Error("OrderNotFound");
        Assert.Equal("none1", error.TargetObject);
        Assert.StartsWith("none1, row 1: ", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("r-9", _engine.Run("Get-YtOrder -OrderId r-9").Error("OrderNotFound").TargetObject);
        Assert.Equal("nosuch", _engine.Run("Get-YtService nosuch").Error("ServiceNotFound").TargetObject);
        _engine.Run($"New-YtOrder likes {Link} 100").Error("ServiceNotFound");
    }

    [Theory]
    [InlineData("'ig-likes'", "ig-likes")]
    [InlineData("'007'", "007")]
    [InlineData("7", 7L)]
    [InlineData("'7'", 7L)]
    [InlineData("'12e45678'", "12e45678")]
    [InlineData("'#7'", 7L)]
    public void A_service_is_found_measured_and_ordered_by_what_the_panel_calls_it(string id, object service)
    {
        Assert.Equal(
            [service, service, service],
            _engine.Values(
                $"(Get-YtService {id}).ServiceId; (Measure-YtOrder {id} {Link} 1).ServiceId; (New-YtOrder {id} {Link} 1).ServiceId"));
        Assert.Equal([$"add {service}"], _panel.Asked);
        var row = $"[pscustomobject]@{{ service = {id}; link = '{Link}'; quantity = 100 }}";
        Assert.Equal(service, _engine.Value($"({row} | Measure-YtOrder).ServiceId"));
        Assert.Equal(service, _engine.Value("Get-YtOrder | New-YtOrder | ForEach-Object ServiceId"));
    }

    [Fact]
    public void An_unknown_outcome_is_settled_by_an_id_with_letters()
    {
        using var lost = new CannedServer(request => request.Body.Split("action=")[1].Split('&')[0] switch
        {
            "add" => CannedAnswer.Dropped,
            "services" => CannedAnswer.Of("""[{"service":"ig-likes","rate":"1","type":"Default"}]"""),
            _ => CannedAnswer.Of("""{"status":"Completed","balance":"1"}"""),
        });
        _engine.Run($"Connect-YtPanel -ApiKey any-key -Uri {lost.Uri} -Name lost -Ledger '{_folder.File("orders.db")}'").ThrowIfFailed();
        _engine.Run($"New-YtOrder ig-likes {Link} 100 -Reference lost").Error("OrderOutcomeUnknown");

        Assert.Equal("ig-likes", _engine.Value("(Resolve-YtOrder lost).ServiceId"));
        _engine.Run("$order = Resolve-YtOrder lost -OrderId '0x1F' -Confirm:$false").ThrowIfFailed();
        Assert.Equal(["0x1F", "Completed"], _engine.Values("$order.OrderId; $order.Status"));
    }

    [Fact]
    public void Exports_have_numbers_as_numbers_and_texts_as_texts()
    {
        _engine.Run("$orders = Order 3; $statuses = $orders | Get-YtOrderStatus; $refills = $orders | Invoke-YtRefill").ThrowIfFailed();

        Assert.Equal("""["VEGA123ABC",5001,"007"]""", _engine.Value("ConvertTo-Json -Compress @($orders | ForEach-Object OrderId)"));
        Assert.Equal("""{"OrderId":5001,"ServiceId":"ig-likes"}""", Json("$orders[1] | Select-Object OrderId, ServiceId"));
        Assert.Contains("\"OrderId\":5001,", Json("$statuses[1]"), StringComparison.Ordinal);
        Assert.Contains("\"OrderId\":\"007\",", Json("$statuses[2]"), StringComparison.Ordinal);
        Assert.Contains("\"RefillId\":\"r-5001\",\"OrderId\":5001,", Json("$refills[1]"), StringComparison.Ordinal);
        Assert.Equal(["VEGA123ABC", "5001", "007"], _engine.Values("($statuses | ConvertTo-Csv | ConvertFrom-Csv).OrderId"));

        string Json(string script) => (string)_engine.Value($"{script} | ConvertTo-Json -Compress -WarningAction SilentlyContinue")!;
    }

    [Fact]
    public void Objects_come_back_from_a_file_by_their_ids()
    {
        var (csv, xml) = (_folder.File("orders.csv"), _folder.File("orders.xml"));
        _engine.Run($"$orders = Order 5; $orders | Export-Csv '{csv}'; $orders | Export-Clixml '{xml}'").ThrowIfFailed();
        var ids = _engine.Values("$orders.OrderId");

        Assert.Equal(ids, _engine.Values($"(Import-Csv '{csv}' | Get-YtOrderStatus).OrderId"));
        Assert.Equal(ids, _engine.Values($"(Import-Clixml '{xml}' | Get-YtOrderStatus).OrderId"));
        Assert.Equal(ids, _engine.Values("(($orders | ConvertTo-Json -Depth 3 | ConvertFrom-Json) | Get-YtOrderStatus).OrderId"));
    }

    [Fact]
    public void Ids_are_compared_grouped_and_looked_up_as_a_person_expects()
    {
        _engine.Run("$orders = Order 4").ThrowIfFailed();

        Assert.Equal(
            [true, true, false],
            _engine.Values("$orders[0].OrderId -eq 'VEGA123ABC'; $orders[1].OrderId -eq 5001; $orders[2].OrderId -eq '7'"));
        Assert.Equal([true, true], _engine.Values("5001 -in $orders.OrderId; '007' -in $orders.OrderId"));
        Assert.Equal(["007", "507f1f77bcf86cd799439011"], _engine.Values("($orders | Where-Object OrderId -like '*0*7*').OrderId"));
        Assert.Equal(["5001"], _engine.Values("(($orders + $orders[1]) | Group-Object OrderId | Where-Object Count -gt 1).Name"));
        Assert.Equal(
            [5001L], _engine.Values("(Compare-Object $orders ($orders | Where-Object OrderId -ne 5001) -Property OrderId).OrderId"));
    }

    [Fact]
    public void Ids_of_one_kind_are_sorted_as_they_are_and_a_mix_by_PanelId_numbers_first()
    {
        _engine.Run("$orders = Order 7").ThrowIfFailed();

        Assert.Equal([999L, 5001L, 10000L], _engine.Values("($orders | Where-Object OrderId -is [long] | Sort-Object OrderId).OrderId"));
        Assert.Equal(
            ["007", "12e45678", "507f1f77bcf86cd799439011", "VEGA123ABC"],
            _engine.Values("($orders | Where-Object OrderId -is [string] | Sort-Object OrderId).OrderId"));
        Assert.Equal(
            [null, 999L, 5001L, 10000L, "007", "12e45678", "507f1f77bcf86cd799439011", "VEGA123ABC"],
            _engine.Values("($orders + [pscustomobject]@{ OrderId = $null } | Sort-Object { [YallaTake.PanelId] $_.OrderId }).OrderId"));
    }

    [Fact]
    public void Completion_quotes_what_PowerShell_would_read_as_a_number()
    {
        _engine.Run("$null = Order 5; $null = Get-YtOrder | Invoke-YtRefill").ThrowIfFailed();

        Assert.Equal(["'12e45678'", "'507f1f77bcf86cd799439011'", "'007'", "5001", "VEGA123ABC"], Complete("Get-YtOrderStatus "));
        Assert.Equal(["'507f1f77bcf86cd799439011'", "5001"], Complete("Stop-YtOrder 50"));
        Assert.Equal(["ig-likes", "'007'", "7", "'12e45678'"], Complete("New-YtOrder -ServiceId "));
        Assert.Contains("r-5001", Complete("Get-YtRefillStatus r-5"));
    }

    [Fact]
    public void WhatIf_names_the_id_as_the_panel_writes_it()
    {
        _engine.Run("Stop-YtOrder '12e45678' -WhatIf; Invoke-YtRefill '007' -WhatIf").ThrowIfFailed();

        Assert.Contains("Order 12e45678", _engine.Host.Text, StringComparison.Ordinal);
        Assert.Contains("Order 007", _engine.Host.Text, StringComparison.Ordinal);
        Assert.Empty(_panel.Asked);
    }

    private IEnumerable<string> Complete(string line) => _engine.Values($"""
        (TabExpansion2 -inputScript '{line}' -cursorColumn {line.Length}).CompletionMatches |
            Where-Object ResultType -notin 'ProviderItem', 'ProviderContainer' | ForEach-Object CompletionText
        """).Cast<string>();
}
