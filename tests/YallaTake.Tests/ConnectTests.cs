using System.Management.Automation;
using System.Security;

namespace YallaTake;

public sealed class ConnectTests : IDisposable
{
    private const string Key = "a-key-that-no-screen-should-show";

    private readonly Engine _engine = new();

    public ConnectTests() => _engine.Run($"$sandbox = Start-YtSandbox -ApiKey '{Key}'").ThrowIfFailed();

    [Theory]
    [InlineData("$sandbox | Connect-YtPanel")]
    [InlineData("Connect-YtPanel -ApiKey $sandbox.ApiKey -Uri $sandbox.Uri")]
    [InlineData("Connect-YtPanel (ConvertTo-SecureString $sandbox.ApiKey -AsPlainText) -Uri $sandbox.Uri")]
    [InlineData("$key = [securestring]::new(); $sandbox.ApiKey.ToCharArray().ForEach({ $key.AppendChar($_) }); "
        + "Connect-YtPanel -ApiKey $key -Uri $sandbox.Uri")]
    [InlineData("$key = [securestring]::new(); $sandbox.ApiKey.ToCharArray().ForEach({ $key.AppendChar($_) }); "
        + "Connect-YtPanel -Credential ([pscredential]::new('me', $key)) -Uri $sandbox.Uri")]
    public void The_key_is_taken_in_every_form(string connect)
    {
        Assert.Equal(1000m, _engine.Value($"{connect}; (Get-YtBalance).Balance"));
        Assert.Equal(0, _engine.State().RefusedKeys);
    }

    [Theory]
    [InlineData("http://somebody:s3cret-w0rd@127.0.0.1:1")]
    [InlineData("http://somebody:s3cret%2Dw0rd@proxy.invalid:8080")]
    [InlineData("somebody:s3cret-w0rd@127.0.0.1:1")]
    [InlineData("ftp://somebody:s3cret-w0rd@127.0.0.1:1")]
    public void No_error_tells_the_password_of_a_proxy(string proxy)
    {
        var outcome = _engine.Run($"Connect-YtPanel -ApiKey any-key -Uri https://panel.example/api/v2 -Proxy '{proxy}' -Verbose");

        var errors = outcome.Errors.Append(outcome.Terminating)
            .OfType<ErrorRecord>()
            .Select(error => $"{error} {error.Exception} {error.ErrorDetails}")
            .ToList();
        var told = string.Join("\n", [.. errors, .. outcome.Verbose]);
        Assert.NotEmpty(errors);
        Assert.DoesNotContain("w0rd", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sandbox_of_its_own_is_connected_as_sandbox()
    {
        Assert.Equal("sandbox", _engine.Value("Connect-YtPanel -Sandbox; (Get-YtBalance).Panel"));
        Assert.Equal("USD", _engine.Value("(Get-YtPanel sandbox).Currency"));
    }

    [Fact]
    public void Without_a_name_the_panel_is_called_by_its_address() =>
        Assert.Equal(_engine.Value("\"127.0.0.1:$($sandbox.Port)\""), _engine.Value("($sandbox | Connect-YtPanel -PassThru).Name"));

    [Fact]
    public void Only_PassThru_gives_the_panel_back()
    {
        Assert.Empty(_engine.Run("$sandbox | Connect-YtPanel").ThrowIfFailed().Output);
        Assert.Equal("mine", _engine.Value("($sandbox | Connect-YtPanel -Name mine -PassThru).Name"));
    }

    [Fact]
    public void A_wrong_key_ends_the_pipeline_and_connects_nothing()
    {
        var error = _engine.Run("Connect-YtPanel -ApiKey 'no-such-key' -Uri $sandbox.Uri").End("ApiKeyRefused");

        Assert.Equal("AuthenticationError", error.CategoryInfo.Category.ToString());
        Assert.Equal(_engine.Value("$sandbox.Uri"), error.TargetObject);
        Assert.DoesNotContain("no-such-key", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_engine.Values("Get-YtPanel"));
        Assert.Equal(1, _engine.State().RefusedKeys);
    }

    [Theory]
    [InlineData("http://example.com/api/v2")]
    [InlineData("ftp://example.com/api/v2")]
    [InlineData("https://example.com/api/v2?key=abc")]
    [InlineData("https://me:abc@example.com/api/v2")]
    public void An_address_that_would_show_the_key_is_refused(string address) =>
        Assert.Equal(
            "SecurityError",
            _engine.Run($"Connect-YtPanel -ApiKey abcdef -Uri {address}").End("InsecureUri").CategoryInfo.Category.ToString());

    [Theory]
    [InlineData("''")]
    [InlineData("$null")]
    [InlineData("([securestring]::new())")]
    public void An_empty_key_is_no_key(string key) =>
        Assert.NotNull(_engine.Run($"Connect-YtPanel -ApiKey {key} -Uri $sandbox.Uri").Terminating);

    [Fact]
    public void SkipVerification_sends_nothing()
    {
        _engine.Run("$sandbox | Connect-YtPanel -SkipVerification").ThrowIfFailed();

        Assert.Equal(0L, _engine.Value("$sandbox.RequestCount"));
    }

    [Fact]
    public void The_key_is_in_no_property_of_the_panel_and_in_no_stream()
    {
        var outcome = _engine.Run(
            "$VerbosePreference = $DebugPreference = 'Continue'; $panel = $sandbox | Connect-YtPanel -PassThru -Verbose -Debug; "
            + "$panel | Out-Default; $panel.psobject.Properties; Get-YtService -Verbose -Debug | Select-Object -First 1").ThrowIfFailed();

        Assert.DoesNotContain(
            Key, string.Join("\n", outcome.Output) + string.Join("\n", outcome.Verbose) + _engine.Host.Text, StringComparison.Ordinal);
        var properties = _engine.Run("$panel.psobject.Properties").Output.Select(property => property.Properties["Value"]?.Value);
        Assert.DoesNotContain(properties, value => value is SecureString);
    }

    [Fact]
    public void A_panel_that_is_not_there_is_unavailable()
    {
        _engine.Run("$uri = $sandbox.Uri; Stop-YtSandbox $sandbox").ThrowIfFailed();

        Assert.Equal(_engine.Value("$uri"), _engine.Run("Connect-YtPanel -ApiKey abcdef -Uri $uri").End("PanelUnavailable").TargetObject);
    }

    [Theory]
    [InlineData("'panel.example/api/v2'")]
    [InlineData("'panel.example'")]
    [InlineData("'panel.example:8080/api/v2'")]
    [InlineData("'//panel.example/api/v2'")]
    [InlineData("'/api/v2'")]
    [InlineData("'https:///api/v2'")]
    [InlineData("([uri] 'panel.example/api/v2')")]
    [InlineData("([uri] '//panel.example/api/v2')")]
    public void An_address_without_its_beginning_gets_a_clear_sentence(string uri)
    {
        var error = _engine.Run($"Connect-YtPanel -ApiKey k -Uri {uri}").End("FieldInvalid");

        Assert.Contains(
            "Write it with its beginning, such as https://", error.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_taken_without_marks_around_it()
    {
        _engine.Run("Connect-YtPanel -ApiKey $sandbox.ApiKey -Uri \"`u{200E}$($sandbox.Uri) `u{200B}\" -Name marked").ThrowIfFailed();

        Assert.Equal(_engine.Value("$sandbox.Uri"), _engine.Value("(Get-YtPanel marked).Uri"));
    }

    public void Dispose() => _engine.Dispose();
}
