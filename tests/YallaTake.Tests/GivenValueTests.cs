namespace YallaTake;

/// <summary>What a person reads of a value that is none: a sentence that says what to do, and never a text of .NET.</summary>
public sealed class GivenValueTests
{
    [Theory]
    [InlineData("Connect-YtPanel -ApiKey abcdef -Uri panel.example", "-Uri is not a complete address.")]
    [InlineData("Connect-YtPanel -ApiKey abcdef -Uri \"https://`u{301}b.example/api/v2\"", "-Uri is not a complete address.")]
    [InlineData("Connect-YtPanel -ApiKey abcdef -SpendLimit 12,50", "-SpendLimit is not an amount of money.")]
    [InlineData("Connect-YtPanel -ApiKey abcdef -SpendWindow 7", "-SpendWindow could be 7 seconds or 7 days.")]
    [InlineData("Get-YtBalance -Panel a,b", "-Panel takes one panel, and 2 were given.")]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100 -Panel a,b", "-Panel takes one panel, and 2 were given.")]
    [InlineData(
        "$sent = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-YtPanel))); "
        + "Get-YtBalance -Panel $sent",
        "The panel comes from another process or a job")]
    public void It_is_a_sentence(string script, string expected)
    {
        using var engine = Engine.Connected();

        var error = engine.Run(script).End("FieldInvalid");

        Assert.StartsWith(expected, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error.Read(), StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Get-YtBalance -Panel nosuch")]
    [InlineData("Disconnect-YtPanel nosuch")]
    [InlineData("Get-YtPanel nosuch")]
    public void A_panel_that_is_not_there_is_told_with_those_that_are(string script)
    {
        using var engine = Engine.Connected();
        engine.Run("$sandbox | Connect-YtPanel -Name other").ThrowIfFailed();

        var outcome = engine.Run(script);

        Assert.Contains("Connected are: test, other.", $"{outcome.Terminating ?? outcome.Errors[0]}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("60")]
    [InlineData("'60'")]
    [InlineData("0:01:00")]
    [InlineData("([timespan]::FromSeconds(60))")]
    public void A_time_is_a_number_of_seconds_or_a_TimeSpan(string time)
    {
        using var engine = Engine.Connected();

        Assert.Equal(
            60, engine.Value($"$sandbox | Connect-YtPanel -Name test -SkipVerification -TimeoutSec {time}; (Get-YtPanel).TimeoutSec"));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("'1'")]
    [InlineData("0:00:01")]
    [InlineData("([timespan]::FromSeconds(1))")]
    public void A_time_to_wait_is_a_number_of_seconds_or_a_TimeSpan(string time)
    {
        using var engine = Engine.Connected();

        var outcome = engine.Run(
            $"New-YtOrder 1 https://example.com/p/1 100 | Wait-YtOrder -TimeoutSec {time} -PollingInterval {time}");

        Assert.Contains("after 1 s.", outcome.Error("WaitTimedOut").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("'7'")]
    public void A_bare_number_where_it_could_be_days_names_both_readings(string time)
    {
        using var engine = Engine.Connected();

        var outcome = engine.Run($"New-YtOrder 1 https://example.com/p/1 100 -NoDuplicateWithin {time}");

        Assert.Contains("could be 7 seconds or 7 days", outcome.Terminating!.ToString(), StringComparison.Ordinal);
    }
}
