namespace YallaTake;

/// <summary>Patterns with wildcards: the same in every culture, and an error where they are none.</summary>
public sealed class PatternTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected(connectParameters: "-Name TIKTOK");

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("(Get-YtPanel tiktok).Name", "TIKTOK")]
    [InlineData("(Get-YtPanel tiktok*).Name", "TIKTOK")]
    [InlineData("(Get-YtService 1).ServiceId -eq (Get-YtService -Name (Get-YtService 1).Name.ToUpperInvariant())[0].ServiceId", true)]
    public void Case_is_no_matter_in_Turkish_either(string script, object found) =>
        Assert.Equal(found, _engine.Value($"[cultureinfo]::CurrentCulture = 'tr-TR'; {script}"));

    [Theory]
    [InlineData("Get-YtService -Name '[x'")]
    [InlineData("Get-YtService -Category a, '[x'")]
    [InlineData("Get-YtService -Type '[x'")]
    [InlineData("Measure-YtService -Name '[x'")]
    [InlineData("Get-YtServiceChange -Name '[x'")]
    [InlineData("Compare-YtService -Name '[x'")]
    [InlineData("Get-YtOrder '[x'")]
    [InlineData("Get-YtOrder -Link '[x'")]
    [InlineData("Get-YtPanel '[x'")]
    [InlineData("Disconnect-YtPanel '[x'")]
    [InlineData("Unregister-YtPanel '[x'")]
    [InlineData("Resolve-YtOrder '[x' -Search")]
    [InlineData("'[x' | Get-YtPanel -ErrorAction Stop")]
    [InlineData("'[x' | Disconnect-YtPanel -ErrorAction Stop")]
    [InlineData("[pscustomobject]@{ Reference = '[x' } | Get-YtOrder -ErrorAction Stop")]
    public void What_is_not_a_pattern_is_one_clear_error(string script)
    {
        var error = _engine.Run(script).Terminating!;

        Assert.StartsWith("FieldInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'[x' is not a valid pattern with wildcards. Nothing was sent.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, _engine.State().Requests("services"));
    }

    [Fact]
    public void One_that_is_piped_is_an_error_of_its_own_row() =>
        Assert.Equal("TIKTOK", _engine.Value("('[x', 'tik*' | Get-YtPanel -ErrorAction SilentlyContinue).Name"));
}
