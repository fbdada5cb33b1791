using System.Management.Automation;

namespace YallaTake;

/// <summary>A date that is written as text means the same day in every culture.</summary>
public sealed class TimeParameterTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();

    public TimeParameterTests() => _engine.Run("New-YtOrder 1 https://example.com/p/1 100 -Reference one").ThrowIfFailed();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    [InlineData("en-US")]
    public void A_date_is_read_as_ISO_writes_it_in_every_culture(string culture)
    {
        string[] forms = ["2126-12-01", "2126-12-01T18:30", "2126-12-01 18:30:15", "2126-12-01T18:30:15Z", "2126-12-01T18:30:15.1+03:00"];
        foreach (var form in forms)
            Assert.Equal("|one", _engine.Value($"[cultureinfo]::CurrentCulture = '{culture}'; "
                + $"(Get-YtOrder -After '{form}').Reference + '|' + (Get-YtOrder -Before '{form}').Reference"));
    }

    [Theory]
    [InlineData("05.12.2026")]
    [InlineData("12/05/2026")]
    [InlineData("2026-13-01")]
    [InlineData("2026-12-01T18:30:15 PM")]
    [InlineData("yesterday")]
    [InlineData("20261201")]
    public void Another_form_is_an_error_that_says_how_to_write_it(string text)
    {
        var error = _engine.Run($"Get-YtOrder -After '{text}'").Terminating!;

        Assert.StartsWith("ParameterArgumentTransformationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"'{text}' is not a valid time. Write yyyy-MM-dd", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_zone_it_is_local_time_and_a_date_stays_what_it_is() => Assert.Equal(
        ["one"],
        _engine.Values(
            "(Get-YtOrder -After (Get-Date).AddMinutes(-5) -Before (Get-Date).AddMinutes(5).ToString('yyyy-MM-dd HH:mm')).Reference"));

    [Theory]
    [InlineData("Get-YtOrder -After ([datetime]::MinValue) -Before ([datetime]::MaxValue)", 1)]
    [InlineData("Get-YtOrder -After ([DateTimeOffset]::MinValue) -Before ([DateTimeOffset]::MaxValue)", 1)]
    [InlineData("Get-YtOrder -Longer ([TimeSpan]::MaxValue)", 0)]
    [InlineData("Get-YtServiceChange -Since ([datetime]::MinValue)", 0)]
    [InlineData("Get-YtServiceChange -Since ([DateTimeOffset]::MinValue)", 0)]
    [InlineData("Get-YtServiceChange -Since ([datetime]::MaxValue)", 0)]
    [InlineData("Measure-YtService -After ([datetime]::MinValue)", 1)]
    public void No_time_is_too_early_or_too_late(string script, int count) => Assert.Equal(count, _engine.Values(script).Count);

    [Fact]
    public void Every_time_of_a_cmdlet_is_read_so() => Assert.All(
        from cmdlet in _engine.Values("Get-Command -Module YallaTake").Cast<CmdletInfo>()
        from parameter in cmdlet.Parameters.Values
        where parameter.ParameterType == typeof(DateTimeOffset?) || parameter.ParameterType == typeof(DateTime?)
        select parameter,
        parameter => Assert.Contains(parameter.Attributes, attribute => attribute.GetType().Name == "TimeTransformationAttribute"));
}
