namespace YallaTake;

/// <summary>
/// A number that can be read in two ways is an error: PowerShell itself drops commas and rounds fractions, and 14,9 would be service 149.
/// </summary>
public sealed class NumberTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();

    [Theory]
    [InlineData("$sandbox | Connect-YtPanel -SpendLimit '12,50'")]
    [InlineData("$sandbox | Connect-YtPanel -SpendLimit ''")]
    [InlineData("Start-YtSandbox -Balance '12,50'")]
    [InlineData("Start-YtSandbox -TimeScale '0,5'")]
    [InlineData("New-YtOrder '14,9' https://example.com/p/1 100")]
    [InlineData("New-YtOrder 14.9 https://example.com/p/1 100")]
    [InlineData("New-YtOrder '' https://example.com/p/1 100")]
    [InlineData("Measure-YtOrder '14,9' https://example.com/p/1 100")]
    [InlineData("Get-YtService '14,9'")]
    [InlineData("Get-YtService 14.9")]
    [InlineData("Get-YtService 1, '14,9'")]
    [InlineData("Get-YtService ([Collections.ArrayList] @(1, '14,9'))")]
    [InlineData("Get-YtService ''")]
    [InlineData("Get-YtService 1, ''")]
    [InlineData("Get-YtOrder -OrderId '23,501'")]
    [InlineData("Get-YtOrder -ServiceId 1, '14,9'")]
    [InlineData("Get-YtOrderStatus '23,501'")]
    [InlineData("Wait-YtOrder '23,501'")]
    [InlineData("Stop-YtOrder '23,501' -Confirm:$false")]
    [InlineData("Invoke-YtRefill '23,501'")]
    [InlineData("Get-YtRefillStatus '1,5'")]
    [InlineData("Resolve-YtOrder one -OrderId '23,501' -Confirm:$false")]
    public void A_number_that_leaves_doubt_is_never_guessed(string script)
    {
        var error = _engine.Run(script).Terminating;

        Assert.Matches("^(ParameterArgument|FieldInvalid,)", error?.FullyQualifiedErrorId);
        Assert.Equal(0, _engine.State().Requests("services"));
    }

    [Theory]
    [InlineData("de-DE", "0,025", "above the 0.025 allowed")]
    [InlineData("de-DE", " 12,50 ", "above the 12.5 allowed")]
    [InlineData("de-DE", "1234,567", "above the 1234.567 allowed")]
    [InlineData("de-DE", "0.95", "above the 0.95 allowed")]
    [InlineData("fr-FR", "-0,5", "above the -0.5 allowed")]
    [InlineData("de-DE", "1,025", "could be 1.025 or 1025")]
    [InlineData("de-DE", "1,025,3", "is not a valid number")]
    [InlineData("en-US", "0,025", "could be 0.025 or 0025")]
    [InlineData("en-US", "12,50", "could be 12.50 or 1250")]
    public void A_comma_is_a_decimal_one_where_the_culture_has_it_and_it_cannot_be_another(string culture, string text, string said)
    {
        using var panel = new CannedServer(CannedAnswer.Of(
            """[{"service":1,"name":"Likes","type":"Default","category":"Likes","rate":"100000","min":"1","max":"10000"}]"""));
        _engine.Connect(panel);

        var outcome = _engine.Run(
            $"[cultureinfo]::CurrentCulture = '{culture}'; "
            + $"Measure-YtOrder 1 https://example.com/p/1 1000 -MaximumRate '{text}' | ForEach-Object Problem");

        Assert.Contains(said, outcome.Terminating?.ToString() ?? string.Concat(outcome.Output), StringComparison.Ordinal);
        Assert.Equal(!said.EndsWith(" allowed", StringComparison.Ordinal), outcome.Terminating is not null);
    }

    // PowerShell's own error would be about an Object[].
    [Theory]
    [InlineData("New-YtOrder 1 https://example.com/p/1 1,000", "-Quantity: It is a list of numbers, which a comma makes. Nothing was")]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100 -MaximumRate 0,05", "-MaximumRate: It is a list of numbers, which a comma")]
    [InlineData(
        "New-YtOrder 1 https://example.com/p/1 100 -MaximumRateIncrease 0,5", "It is a list of numbers, which a comma makes. Write")]
    [InlineData("Get-YtService -MaximumRate 0,05", "It is a list of numbers, which a comma makes. Write plain digits, such as 0.95.")]
    [InlineData("Wait-YtOrder 1 -TimeoutSec 1,5", "It is a list of numbers, which a comma makes. Write plain digits, such as 1000.")]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100 -Expiry 1,2", "-Expiry: It is a list, which a comma makes. Nothing was sent.")]
    [InlineData("@{ service = 1; link = 'l'; quantity = 1,000 } | New-YtOrder -ErrorAction Stop", "Quantity: It is a list of numbers")]
    public void A_comma_without_quotes_is_told_in_words(string script, string said)
    {
        Assert.Contains(said, _engine.Run(script).Terminating?.ToString(), StringComparison.Ordinal);
        Assert.Empty(_engine.State().Orders);
    }

    [Theory]
    [InlineData("New-YtOrder")]
    [InlineData("Get-YtService")]
    public void A_doubtful_service_of_a_row_is_never_guessed(string cmdlet)
    {
        var outcome = _engine.Run(
            $"'14,9', '1' | ForEach-Object {{ [pscustomobject]@{{ service = $_; link = 'https://example.com/p/1'; "
            + $"quantity = 100 }} }} | {cmdlet}");

        Assert.Single(outcome.Errors);
        Assert.Single(outcome.Output);
    }

    [Theory]
    [InlineData("'1', ' 2 ' | Get-YtService", 1L, 2L)]
    [InlineData("Get-YtService '1', 2", 1L, 2L)]
    [InlineData("Get-YtService ([long[]] (1, 2))", 1L, 2L)]
    [InlineData("Get-YtService (1.0, 2d)", 1L, 2L)]
    [InlineData("Get-YtService 2 | Get-YtService", 2L)]
    public void A_sure_number_is_taken_in_every_form(string script, params long[] ids) =>
        Assert.Equal(ids.Cast<object>(), _engine.Values($"{script} | ForEach-Object ServiceId"));

    public void Dispose() => _engine.Dispose();
}
