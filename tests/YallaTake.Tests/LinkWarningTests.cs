namespace YallaTake;

/// <summary>Links that look mistyped are warned of, and ordered as they are: a panel may want them so.</summary>
public sealed class LinkWarningTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();

    [Theory]
    [InlineData("www.tiktok.com/@ann/video/1", "https://www.tiktok.com/@ann/video/1")]
    [InlineData("www.tiktok.com", "https://www.tiktok.com")]
    [InlineData("t.me/channel", "https://t.me/channel")]
    [InlineData("youtube.com/watch?v=1&u=https://example.com", "https://youtube.com/watch?v=1&u=https://example.com")]
    [InlineData("//example.com/p/1", "https://example.com/p/1")]
    [InlineData("htps://example.com/p/1", "https://example.com/p/1")]
    [InlineData("htps:example.com/p/1", "https://example.com/p/1")]
    [InlineData("ttps://example.com/p/1", "https://example.com/p/1")]
    [InlineData("https:/example.com/p/1", "https://example.com/p/1")]
    [InlineData("https//example.com/p/1", "https://example.com/p/1")]
    [InlineData("https;//example.com/p/1", "https://example.com/p/1")]
    [InlineData(@"https:\\example.com/p/1", "https://example.com/p/1")]
    [InlineData("https:// example.com/p/1", "https://example.com/p/1")]
    [InlineData("https://https://example.com/p/1", "https://example.com/p/1")]
    [InlineData("http:example.com/p/1", "http://example.com/p/1")]
    public void A_link_that_is_nearly_an_address_is_warned_of_with_the_address(string link, string meant) =>
        Assert.Equal([$"The link '{link}' does not begin with https://. It is sent unchanged. Did you mean {meant}?"], Warnings(link));

    [Theory]
    [InlineData("/p/1")]
    [InlineData("@ann/video/1")]
    [InlineData("https:///p/1")]
    [InlineData("https://tiktok/@ann")]
    [InlineData("https://")]
    public void An_address_without_a_site_is_warned_of(string link) =>
        Assert.Contains("names no site", Assert.Single(Warnings(link)), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://example.com/p/1")]
    [InlineData("HTTPS://Example.com")]
    [InlineData("http://user@example.com:8080/?q=a:b")]
    [InlineData("https://пример.рф/п")]
    [InlineData("https://[2001:db8::1]/p")]
    [InlineData("ann")]
    [InlineData("@ann")]
    [InlineData("ann.smith")]
    [InlineData("spotify:track:11dFghVXANMlKmJXsNCbNl")]
    [InlineData("tg://resolve?domain=ann")]
    [InlineData("ftp://example.com/a")]
    public void Addresses_and_names_of_users_are_not_warned_of(string link) => Assert.Empty(Warnings(link));

    [Fact]
    public void A_mistyped_link_is_ordered_as_it_is_and_named_with_its_row()
    {
        var outcome = _engine.Run(
            "'https://example.com/p/1', 'htps://example.com/p/2' | "
            + "ForEach-Object { [pscustomobject]@{ service = 1; link = $_; quantity = 100 } } | New-YtOrder").ThrowIfFailed();

        Assert.Equal(2, outcome.Output.Count);
        Assert.StartsWith("row 2: The link 'htps://example.com/p/2'", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, _engine.State().Requests("add"));
    }

    [Theory]
    [InlineData("$rows | New-YtOrder", "row 1: ")]
    [InlineData("$rows | Measure-YtOrder", "row 1: ")]
    [InlineData("$rows | ConvertTo-Csv -NoTypeInformation | Import-YtOrder", "line 2: ")]
    [InlineData("$rows | ConvertTo-Csv -NoTypeInformation | Import-YtOrder | New-YtOrder", "line 2: ")]
    [InlineData("$rows | Measure-YtOrder | New-YtOrder", "row 1: ")]
    public void Hundreds_of_them_are_not_hundreds_of_warnings(string script, string place)
    {
        var warnings = _engine.Run(
            "$rows = 1..20 | ForEach-Object { [pscustomobject]@{ service = 1; link = \"example.com/p/$_\"; quantity = 10 } }; $null = "
            + script).ThrowIfFailed().Warnings;

        Assert.Equal(6, warnings.Count);
        Assert.StartsWith(place, warnings[0], StringComparison.Ordinal);
        Assert.Equal("15 more links look mistyped, and are taken as they are.", warnings[5]);
    }

    public void Dispose() => _engine.Dispose();

    private IReadOnlyList<string> Warnings(string link) => _engine.Run($"$null = Measure-YtOrder 1 '{link}' 100").ThrowIfFailed().Warnings;
}
