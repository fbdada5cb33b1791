namespace YallaTake;

/// <summary>
/// No order is bought twice or past what was meant, whatever comes down the pipeline and whatever becomes of the ledger. Counted at the
/// panel.
/// </summary>
public sealed class OrderSafetyTests : IDisposable
{
    private const string Link = "https://example.com/p/1";

    private readonly TemporaryFolder _folder = new();
    private readonly Engine _engine = Engine.Connected();

    private string Ledger => _folder.File("orders.db");

    [Fact]
    public void A_quote_that_is_piped_on_is_the_order_that_was_measured()
    {
        var values = _engine.Values(
            $"$quote = Measure-YtOrder 2 {Link} 500 -Runs 3 -Interval 10 -Reference drip; "
            + $"$quote | New-YtOrder | ForEach-Object {{ $_.Reference; $_.Quantity; $_.Count }}");

        Assert.Equal(["drip", 500L, 1500L], values);
        Assert.Equal($"interval=10 link={Link} quantity=500 runs=3 service=2", _engine.State().Fields());
    }

    [Fact]
    public void Rows_without_a_reference_are_refused_when_each_must_have_one()
    {
        var rows = $"'one', $null, \" `t\" | ForEach-Object {{ [pscustomobject]@{{ service = 1; link = '{Link}'; quantity = 100; "
            + "reference = $_ } }";

        var outcome = _engine.Run($"{rows} | New-YtOrder -RequireReference");

        Assert.Single(outcome.Output);
        Assert.All(outcome.Errors, error => Assert.StartsWith("FieldMissing", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(
            [$"{Link}, row 2: The order has no reference", $"{Link}, row 3: The order has no reference"],
            outcome.Errors.Select(error => string.Join(',', error.ToString().Split(',')[..2])));
        Assert.Equal(1, _engine.State().Requests("add"));
        Assert.Equal([true, false, false], _engine.Values($"{rows} | Measure-YtOrder -RequireReference | ForEach-Object Orderable"));
    }

    [Theory]
    [InlineData("New-YtOrder -ErrorAction Stop")]
    [InlineData("& { $ErrorActionPreference = 'stop'; $input | New-YtOrder }")]
    [InlineData("New-YtOrder -ErrorAction Stop -ThrottleLimit 64")]
    public void No_order_follows_one_that_is_known_to_fail_when_errors_stop(string command)
    {
        var outcome = _engine.Run(
            "100, 100, 5, 100, 100 | ForEach-Object { "
            + $"[pscustomobject] @{{ service = 1; link = 'https://example.com/p/1'; quantity = $_ }} }} | {command}");

        Assert.StartsWith("QuantityOutOfRange,", outcome.Terminating?.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, _engine.State().Orders.Count);
    }

    [Fact]
    public void An_order_that_is_piped_on_is_given_back_and_not_bought_again()
    {
        var values = _engine.Values(
            $"$order = New-YtOrder 1 {Link} 100; $order | New-YtOrder | ForEach-Object OrderId; "
            + "Get-YtOrder | New-YtOrder | ForEach-Object OrderId");

        Assert.Equal([23501L, 23501L], values);
        Assert.Single(_engine.State().Orders);
    }

    [Fact]
    public void An_order_that_was_rejected_is_tried_again_when_it_is_piped_on()
    {
        using var engine = Engine.Connected("-Catalogue $Catalogue -Balance 0");
        engine.Run($"New-YtOrder 1 {Link} 100 -Reference r").Error("InsufficientFunds");

        engine.Run("Get-YtOrder -State Rejected | New-YtOrder").Error("InsufficientFunds");

        Assert.Equal(2, engine.State().Requests("add"));
    }

    [Fact]
    public void A_piped_order_takes_no_fields_from_the_command_line()
    {
        _engine.Run($"$quote = Measure-YtOrder 1 {Link} 100; $quote | New-YtOrder -Quantity 1000").Error("FieldInvalid");

        Assert.Empty(_engine.State().Orders);
    }

    [Fact]
    public void An_order_without_a_reference_is_refused_when_it_is_piped_on()
    {
        using var engine = Engine.Connected(connectParameters: "-Name test -NoLedger");

        engine.Run($"New-YtOrder 1 {Link} 100 | New-YtOrder").Error("FieldInvalid");

        Assert.Single(engine.State().Orders);
    }

    [Theory]
    [InlineData("' quantity' = '1000000'", "FieldInvalid")]
    [InlineData("'quantity ' = '1000000'", "FieldInvalid")]
    [InlineData("'quantity.' = '1000000'", "FieldInvalid")]
    [InlineData("'quantity[' = '1000000'", "FieldInvalid")]
    [InlineData("'QUANTITY' = '1000000'", "FieldInvalid")]
    [InlineData("'Link' = 'https://example.com/p/2'", "FieldInvalid")]
    [InlineData("'Action' = 'cancel'", "FieldNotUsed")]
    [InlineData("' key' = 'another'", "FieldNotUsed")]
    [InlineData("'SERVICE' = '2'", "FieldNotUsed")]
    [InlineData("'' = '1'", "FieldInvalid")]
    public void A_field_under_another_name_does_not_pass_beside_its_parameter(string field, string id)
    {
        _engine.Run($"New-YtOrder 1 {Link} 100 -Field @{{ {field} }}").Error(id);

        Assert.Equal(0, _engine.State().Requests("add"));
    }

    [Fact]
    public void A_count_that_is_given_as_a_field_is_counted()
    {
        _engine.Run($"New-YtOrder 3 {Link} -Field @{{ quantity = 3 }} -MaximumCharge 10").Error("ChargeTooHigh");
        _engine.Run($"New-YtOrder 3 {Link} -Field @{{ quantity = 'many' }} -MaximumCharge 10").Error("QuantityOutOfRange");

        Assert.Equal(0, _engine.State().Requests("add"));
    }

    [Theory]
    [InlineData("INV-1 ")]
    [InlineData("  INV-1")]
    [InlineData("INV-1\u00a0")]
    [InlineData("\u200bINV-1\u200f")]
    public void A_reference_that_looks_the_same_is_the_same(string reference)
    {
        _engine.Run($"New-YtOrder 1 {Link} 100 -Reference INV-1").ThrowIfFailed();

        Assert.Equal(
            23501L, _engine.Value($"(@($input)[0] | ForEach-Object {{ New-YtOrder 1 {Link} 100 -Reference $_ }}).OrderId", reference));
        Assert.Single(_engine.State().Orders);
    }

    [Fact]
    public void Rows_with_a_blank_reference_are_orders_without_one()
    {
        _engine.Run(
            "1..3 | ForEach-Object { [pscustomobject]@{ ServiceId = 1; Link = \"https://example.com/p/$_\"; Quantity = 100; "
            + "Reference = ' ' } } | New-YtOrder").ThrowIfFailed();

        Assert.Equal(3, _engine.State().Orders.Count);
    }

    [Fact]
    public void A_named_ledger_that_is_not_there_is_not_made_without_a_word()
    {
        using var engine = new Engine();

        engine.Run($"$sandbox = Start-YtSandbox; $sandbox | Connect-YtPanel -Ledger '{Ledger}'").End("LedgerUnavailable");
        engine.Run($"New-YtOrder 1 {Link} 100").End("NotConnected");

        Assert.False(File.Exists(Ledger));
    }

    [Fact]
    public void A_ledger_that_was_moved_away_ends_the_orders_and_is_not_made_again()
    {
        _engine.Run(
            $"$sandbox | Connect-YtPanel -Name kept -NewLedger -Ledger '{Ledger}'; "
            + $"New-YtOrder 1 {Link} 100 -Reference one").ThrowIfFailed();
        File.Move(Ledger, Ledger + ".moved");

        _engine.Run($"New-YtOrder 1 {Link} 100 -Reference two").End("LedgerUnavailable");

        Assert.False(File.Exists(Ledger));
        Assert.Single(_engine.State().Orders);
    }

    [Fact]
    public async Task A_placed_order_comes_out_though_the_ledger_is_gone_and_is_known_again_when_it_is_back()
    {
        using var engine = new Engine();
        engine.Run(
            "$sandbox = Start-YtSandbox -Catalogue $Catalogue -Latency 300; $sandbox | Connect-YtPanel -Name test -NewLedger -Ledger "
            + $"'{Ledger}'; $null = Get-YtService; Get-YtOrder").ThrowIfFailed();
        var api = (Uri)engine.Value("$sandbox.Uri")!;
        var gone = SandboxState.WaitForAsync(api, "add").ContinueWith(_ => File.Move(Ledger, Ledger + ".gone"), TaskScheduler.Default);

        var outcome = engine.Run($"New-YtOrder 1 {Link} 100 -Reference one");
        await gone;

        Assert.Equal(23501L, PSObjectOf(outcome.Values[0], "OrderId"));
        Assert.StartsWith("OrderNotRecorded,", outcome.Errors.Single().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("placed as 23501", outcome.Errors.Single().ToString(), StringComparison.Ordinal);

        File.Move(Ledger + ".gone", Ledger);
        engine.Run($"$sandbox | Connect-YtPanel -Name test -Ledger '{Ledger}'").ThrowIfFailed();
        Assert.Equal(23501L, engine.Value($"(New-YtOrder 1 {Link} 100 -Reference one).OrderId"));
        Assert.Single(engine.State().Orders);
    }

    [Fact]
    public void A_new_key_of_a_named_account_knows_its_orders_and_one_without_a_name_buys_nothing_twice()
    {
        using var engine = new Engine();
        var port = LocalPort.Free();
        string Connect(string key, string account) =>
            $"Get-YtSandbox | Stop-YtSandbox; $sandbox = Start-YtSandbox -Port {port} -ApiKey {key} -Catalogue $Catalogue; "
            + $"Get-YtPanel | Disconnect-YtPanel; $sandbox | Connect-YtPanel -NewLedger -Ledger '{Ledger}' {account}";

        engine.Run($"{Connect("first-key", "")}; New-YtOrder 1 {Link} 100 -Reference one").ThrowIfFailed();

        var refused = engine.Run($"{Connect("second-key", "")}; New-YtOrder 1 {Link} 100 -Reference one").Error("ReferenceMismatch");
        Assert.Contains("-Account", refused.Read(), StringComparison.Ordinal);
        Assert.Empty(engine.State().Orders);

        engine.Run($"{Connect("first-key", "-Account main")}; New-YtOrder 1 {Link} 100 -Reference two").ThrowIfFailed();
        Assert.Equal(23501L, engine.Value($"{Connect("second-key", "-Account main")}; (New-YtOrder 1 {Link} 100 -Reference one).OrderId"));
        Assert.Empty(engine.State().Orders);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    private static object? PSObjectOf(object? value, string property) =>
        System.Management.Automation.PSObject.AsPSObject(value).Properties[property]?.Value;
}
