namespace YallaTake;

/// <summary>A cell that cannot be read refuses its row, with the row's number, and the other rows go on.</summary>
public sealed class RowTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("quantity", "'1,5'", "Quantity: '1,5' could be 1.5 or 15.", "Write it without a comma.")]
    [InlineData("quantity", "1.5", "Quantity: '1.5' is not a valid number.", "Write plain digits, such as 1000.")]
    [InlineData("quantity", "'99999999999999999999'", "Quantity: '99999999999999999999' is not a valid", "Correct it and run")]
    [InlineData("quantity", "(1, 2)", "Quantity: It is a list of numbers, which a comma makes.", "Write plain digits, such as 1000.")]
    [InlineData("delay", "'soon'", "Delay: 'soon' is not a valid number.", "Write plain digits, such as 1000.")]
    [InlineData("maximumrate", "'1,5'", "MaximumRate: '1,5' could be 1.5 or 15.", "Write it without a comma.")]
    [InlineData("maximumcharge", "'a lot'", "MaximumCharge: 'a lot' is not a valid number.", "Write plain digits, such as 0.95.")]
    [InlineData("expiry", "'1.2.2030'", "Expiry: '1.2.2030' is not a valid day.", "Write it as dd/MM/yyyy or yyyy-MM-dd.")]
    [InlineData("service", "'14,9'", "ServiceId: '14,9' is not a valid id, or could be read in two ways.", "Write a number")]
    [InlineData("service", "' '", "ServiceId: It is empty.", "Write an id.")]
    [InlineData("service", "$null", "ServiceId: It is empty.", "Write an id.")]
    [InlineData("field", "'System.Collections.Hashtable'", "Field: 'System.Collections.Hashtable' is not a table of fields.", "Write one")]
    public void A_cell_that_cannot_be_read_refuses_its_row_alone(string column, string cell, string what, string advice)
    {
        var rows = Rows(column, cell);

        var outcome = _engine.Run($"{rows} | New-YtOrder");

        Assert.Equal(2, outcome.Output.Count);
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("FieldInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith($"second, https://example.com/p/2, row 2: {what}", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing was sent.", error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(2, _engine.State().Orders.Count);

        var quotes = _engine.Values($"{rows} | Measure-YtOrder | ForEach-Object {{ [string] $_.Problem }}").Cast<string>().ToArray();

        Assert.Equal(3, quotes.Length);
        Assert.StartsWith($"FieldInvalid: {what}", quotes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_rows_after_one_that_cannot_be_read_keep_their_numbers()
    {
        var outcome = _engine.Run(
            """
            @'
            service,link,quantity
            1,https://example.com/p/1,"1,5"
            1,https://example.com/p/2,5
            '@ | ConvertFrom-Csv | New-YtOrder
            """);

        Assert.Equal(
            [
                "https://example.com/p/1, row 1: Quantity: '1,5' could be 1.5 or 15. Nothing was sent.",
                "https://example.com/p/2, row 2: The quantity is 5, and service 1 takes no fewer than 10. Nothing was sent.",
            ],
            outcome.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void A_limit_that_cannot_be_read_is_no_limit_of_a_quote_that_is_ordered()
    {
        var outcome = _engine.Run(
            "Measure-YtOrder 1 https://example.com/p/1 100 | Add-Member MaximumCharge '0,01' -PassThru -Force | New-YtOrder");

        Assert.Empty(outcome.Output);
        Assert.StartsWith("FieldInvalid,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_engine.State().Orders);
    }

    [Theory]
    [InlineData("-MaximumRate abc", "-MaximumRate: 'abc' is not a valid number. Nothing was sent.", "Write plain digits, such as 0.95.")]
    [InlineData("-Expiry soon", "-Expiry: 'soon' is not a valid day. Nothing was sent.", "Write it as dd/MM/yyyy or yyyy-MM-dd.")]
    public void A_typed_value_that_cannot_be_read_ends_the_line_in_a_sentence(string given, string what, string advice)
    {
        var error = _engine.Run($"{Rows("quantity", "100")} | New-YtOrder {given}").Terminating;

        Assert.StartsWith("FieldInvalid,", error?.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(what, error!.ToString());
        Assert.Equal(advice, error.ErrorDetails.RecommendedAction);
        Assert.Empty(_engine.State().Orders);
    }

    // Three rows, of which the second has something else in a column.
    private static string Rows(string column, string cell) =>
        "'first', 'second', 'third' | ForEach-Object { $at = 0 } { $at++; $row = @{ service = 1; link = \"https://example.com/p/$at\"; "
        + $"quantity = 100; reference = $_ }}; if ($at -eq 2) {{ $row['{column}'] = {cell} }}; [pscustomobject] $row }}";
}
