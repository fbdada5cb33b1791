using System.Diagnostics;
using System.Management.Automation;
using System.Security;
using System.Text;
using Microsoft.PowerShell.Commands;

namespace YallaTake;

/// <summary>
/// A key that would be recognised anywhere goes through every cmdlet, with panels that give it back wherever they can; it is found nowhere.
/// </summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class CanaryTests : IDisposable
{
    private const string Key = "canary7f3a9c1e5b2d4f60";

    private const string Services = """
        [{"service":1,"name":"KEY likes","type":"Default","category":"KEY","rate":"1","min":"1","max":"1000","refill":true,"cancel":true,
          "desc":"KEY"},
         {"service":2,"name":"two","type":"KEY","category":"c","rate":"1","min":"1","max":"9"}]
        """;

    private const string Steps = """
        $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
        $key, $uri, $ledger = @($input)
        $link = 'https://example.com/p/1'
        function Get-Secret { $key }
        $steps =
            { Connect-YtPanel -ApiKey $key -Uri $uri -Name verified -NewLedger -Ledger $ledger -PassThru },
            { Connect-YtPanel -ApiKey $key -Uri $uri -Name canary -NewLedger -Ledger $ledger -SkipVerification -PassThru },
            { Register-YtPanel canary2 $uri -Secret stored -Force -PassThru },
            { Connect-YtPanel canary2 -PassThru },
            { Unregister-YtPanel canary2 },
            { Get-YtPanel },
            { Get-YtBalance },
            { Get-YtService -Refresh },
            { Get-YtService 1, 2, 3 },
            { Get-YtServiceChange -Force },
            { Get-YtService -At (Get-Date) },
            { Compare-YtService -Quantity 100 },
            { Measure-YtOrder 1 $link 100 -Reference one },
            { "1 | $link | 100", '9,x' | Import-YtOrder },
            { New-YtOrder 1 $link 100 -WhatIf },
            { New-YtOrder 1 $link 100 -Reference one },
            { New-YtOrder 2 $link 5 -Field @{ colour = 'red' } },
            { New-YtOrder 1 $link 100 -Reference one },
            { Get-YtOrder },
            { Get-YtOrder one },
            { Get-YtOrderStatus 77 },
            { 77, 78 | Get-YtOrderStatus },
            { Invoke-YtRefill 77 },
            { Invoke-YtRefill 77, 78 },
            { Get-YtRefillStatus 5 },
            { Get-YtRefillStatus 5, 6 },
            { Stop-YtOrder 77, 78 -Confirm:$false },
            { Invoke-YtPanel -Action speedup -Field @{ order = 77 } },
            { Invoke-YtPanel -Action speedup -Repeatable },
            { Find-YtOrder 70 80 },
            { Resolve-YtOrder -Search -Confirm:$false },
            { Resolve-YtOrder one },
            { Resolve-YtOrder one -OrderId 79 -Confirm:$false },
            { Resolve-YtOrder one -NotPlaced -Confirm:$false },
            { Get-YtOrder -Open },
            { Get-YtOrder -History },
            { Measure-YtService },
            { Get-YtOrder -Stuck },
            { Get-YtOrder -Longer 0.00:00:01 },
            { Export-YtReport "$ledger.html" -PassThru; Get-Content "$ledger.html" },
            { 77, 78, 23501 | Wait-YtOrder -TimeoutSec 1 },
            { 5, 6 | Wait-YtRefill -TimeoutSec 1 },
            { Copy-YtLedger $ledger -Confirm:$false },
            { Start-YtSandbox -ServiceCount 1 },
            { Get-YtSandbox },
            { Stop-YtSandbox },
            { (TabExpansion2 'Get-YtService -Category ' 24).CompletionMatches },
            { (TabExpansion2 'Get-YtService -Id ' 18).CompletionMatches },
            { (TabExpansion2 'Get-YtOrder ' 12).CompletionMatches },
            { Disconnect-YtPanel }
        foreach ($step in $steps) { try { & $step *>&1 } catch { $_ } }
        $Error; Get-History; Get-Variable
        """;

    private readonly Engine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly (string Name, string? Before)[] _environment;

    public CanaryTests()
    {
        // Whatever goes to temporary files is to be found.
        _environment = [.. new[] { "TMPDIR", "TMP", "TEMP" }.Select(name => (name, Environment.GetEnvironmentVariable(name)))];
        foreach (var (name, _) in _environment)
            Environment.SetEnvironmentVariable(name, _folder.Path);
    }

    public void Dispose()
    {
        _engine.Dispose();
        foreach (var (name, before) in _environment)
            Environment.SetEnvironmentVariable(name, before);
        _folder.Dispose();
    }

    public static TheoryData<string, string> Echoes => new()
    {
        { "200 OK", """{"error":"Invalid API key KEY"}""" },
        { "200 OK", """{"error":"Not enough funds, key=KEY&action=add"}""" },
        { "200 OK", """{"error":"You sent KEY, and that is odd"}""" },
        { "200 OK", """{"error":"YOU SENT \u0063ANARY7F3A9C1E5B2D4F60"}""" },
        { "200 OK", """{"status":"error","message":"KEY"}""" },
        { "200 OK", """{"error":{"code":"KEY","message":"no: KEY"}}""" },
        { "200 OK", """{"order":"KEY","balance":"KEY","status":"KEY","charge":"KEY","refill":"KEY","cancel":"KEY"}""" },
        { "200 OK", """{"77":{"error":"Incorrect order ID KEY"},"78":{"status":"KEY","charge":"1KEY"},"5":{"status":"KEY"}}""" },
        {
            "200 OK",
            """{"balance":"1","currency":"KEY","status":"KEY","order":77,"refill":5,"cancel":1,"""
            + "\"start_count\":\"KEY\",\"remains\":\"KEY\",\"KEY\":\"KEY\"}"
        },
        {
            "200 OK",
            """[{"order":77,"refill":{"error":"KEY"},"cancel":{"error":"KEY"},"status":"KEY"},{"refill":5,"status":{"error":"KEY"}}]"""
        },
        { "200 OK", "KEY" },
        { "200 OK", "Invalid API key KEY" },
        { "200 OK", "<html><title>KEY</title>KEY</html>" },
        { "200 OK", """{"order":"KEY""" },
        { "400 KEY", """{"error":"KEY"}""" },
        { "401 KEY", "KEY" },
        { "429 KEY\r\nRetry-After: KEY", """{"message":"KEY"}""" },
        { "500 KEY", "Order KEY failed at /home/panel/KEY.php" },
        { "200 KEY\r\nX-Key: KEY\r\nContent-Type: text/KEY; charset=KEY\r\nSet-Cookie: key=KEY", "" },
        { "2KEY", "KEY" },
        { "200 OK\r\nKEY KEY", "" },
        { "200 OK\r\nContent-Length: KEY", "KEY" },
        { "200 OK\r\nTransfer-Encoding: chunked", "KEY\r\n" },
        { "302 Found\r\nLocation: /KEY/?key=KEY", "" },
        { "302 Found\r\nLocation: /%63anary7f3a9c1e5b2d4f60", "" },
        { "308 KEY\r\nLocation: https://KEY.example/api", "" },
        { "308 KEY\r\nLocation: https://KEY@example.com/api#KEY", "" },
    };

    [Fact]
    public void The_key_goes_through_every_cmdlet() =>
        Assert.All(
            _engine.Values("(Get-Module YallaTake).ExportedCmdlets.Keys"),
            name => Assert.Contains($" {name} ", Steps, StringComparison.Ordinal));

    [Theory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(Echoes))]
    public void A_panel_that_gives_the_key_back_cannot_make_it_shown_or_stored(string head, string body)
    {
        using var all = new CannedServer(Fill(head, body));
        using var allButServices = new CannedServer(
            request => request.Body.Contains("action=services", StringComparison.Ordinal) ? Fill("200 OK", Services) : Fill(head, body));

        Follow(all.Uri);
        Follow(allButServices.Uri);

        Assert.Contains(all.Forms, form => form.Contains(Key, StringComparison.Ordinal));
        AssertNowhere();
    }

    [Fact]
    public void A_working_panel_sees_the_key_and_nobody_else_does()
    {
        using var other = new Engine();
        var uri = (Uri)other.Value("(Start-YtSandbox -ApiKey @($input)[0] -TimeScale 1000000 -Catalogue $Catalogue).Uri", Key)!;

        Follow(uri);

        Assert.NotEmpty(SandboxState.Read(uri).Orders);
        Assert.Equal(0, SandboxState.Read(uri).RefusedKeys);
        AssertNowhere();
    }

    [Fact]
    public void A_pause_between_tries_is_told_without_the_key()
    {
        using var panel = new CannedServer(Fill("429 KEY\r\nRetry-After: 1", """{"error":"Too many requests of KEY"}"""));

        var outcome = _engine.Run(
            "$key, $uri = @($input); Connect-YtPanel -ApiKey $key -Uri $uri -SkipVerification -NoLedger -MaximumRetryCount 1; "
            + "Get-YtBalance -Verbose *>&1",
            Secret(),
            panel.Uri);

        Assert.Contains(Traces.Of(outcome.Output), text => text.Contains("Waiting", StringComparison.Ordinal));
        AssertHidden("its streams", Traces.Of([.. outcome.Output, .. outcome.Errors, .. outcome.Verbose, outcome.Terminating]));
    }

    [Theory]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100 -Field @{ token = $plain }")]
    [InlineData("New-YtOrder 1 \"https://example.com/?key=$plain\" 100")]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100 -Reference \"order $plain\"")]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100 -Field @{ $plain = 1 }")]
    public void An_order_that_holds_the_key_is_not_sent_written_down_or_quoted(string script)
    {
        using var panel = new CannedServer(Fill("200 OK", Services));
        _engine.Run(
            "$key, $uri, $ledger, $plain = @($input); Connect-YtPanel -ApiKey $key -Uri $uri -SkipVerification -NewLedger -Ledger $ledger",
            Secret(),
            panel.Uri,
            Ledger,
            Key).ThrowIfFailed();

        var error = _engine.Run(script).Error("FieldNotUsed");

        Assert.Equal(1L, PSObject.AsPSObject(error.TargetObject).Properties["ServiceId"].Value);
        Assert.DoesNotContain(panel.Forms, form => form.Contains("action=add", StringComparison.Ordinal));
        AssertHidden("the error", Traces.Of([error.Exception, error.TargetObject, error.ErrorDetails, error.ToString()]));
        _engine.Run("Disconnect-YtPanel; $plain = $null").ThrowIfFailed();
        AssertNowhere();
    }

    [Fact]
    public void A_quote_of_an_order_that_holds_the_key_says_so_without_it()
    {
        using var panel = new CannedServer(Fill("200 OK", Services));
        _engine.Run(
            "$key, $uri, $ledger, $plain = @($input); Connect-YtPanel -ApiKey $key -Uri $uri -SkipVerification -NewLedger -Ledger $ledger",
            Secret(),
            panel.Uri,
            Ledger,
            Key).ThrowIfFailed();

        var quote = _engine.Run(
            "$quote = Measure-YtOrder 1 https://example.com/p/1 100 -Field @{ $plain = 1 } -Reference \"r $plain\"; $quote; "
            + "$quote.Problem").ThrowIfFailed();

        Assert.StartsWith("FieldNotUsed: ", (string?)quote.Values[1], StringComparison.Ordinal);
        AssertHidden("the quote", Traces.Of(quote.Output));
        _engine.Run("Disconnect-YtPanel; $plain = $null; $quote = $null").ThrowIfFailed();
        AssertNowhere();
    }

    [Theory]
    [InlineData("https://panel.example/api/v2?key=KEY")]
    [InlineData("https://KEY@panel.example/api/v2")]
    [InlineData("https://panel.example/KEY/api")]
    [InlineData("http://user:KEY@panel.example/api/v2/KEY")]
    public void An_address_that_holds_the_key_is_refused_without_quoting_it(string address)
    {
        var error = _engine.Run(
            "$key, $uri = @($input); Connect-YtPanel -ApiKey $key -Uri $uri", Secret(), new Uri(Fill(address))).End("InsecureUri");

        AssertHidden("the error", Traces.Of([error.Exception, error.TargetObject, error.ErrorDetails, error.ToString()]));
    }

    private string Ledger => _folder.File("orders.db");

    private static CannedAnswer Fill(string head, string body) => CannedAnswer.UntilClosed(Fill(head), Fill(body));

    private static string Fill(string text) => text.Replace("KEY", Key, StringComparison.Ordinal);

    private static SecureString Secret()
    {
        var secret = new SecureString();
        foreach (var letter in Key)
            secret.AppendChar(letter);
        return secret;
    }

    private void Follow(Uri uri)
    {
        var outcome = _engine.Run(Steps, Secret(), uri, Ledger);

        Assert.True(outcome.Output.Count > 20);
        Assert.Contains(outcome.Values, value => value is HistoryInfo);
        AssertHidden(
            "an output", Traces.Of([.. outcome.Output, .. outcome.Errors, .. outcome.Warnings, .. outcome.Verbose, outcome.Terminating]));
    }

    private void AssertNowhere()
    {
        AssertHidden("the console", [_engine.Host.Text, _engine.Host.Progress]);
        AssertHidden("a command line", CommandLines());
        AssertHidden("the environment of a child", [ChildEnvironment()]);
        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
            AssertHidden(file, [Encoding.Latin1.GetString(File.ReadAllBytes(file))]);
    }

    private static void AssertHidden(string where, IEnumerable<string> texts) =>
        Assert.All(
            texts,
            text => Assert.False(
                text.Contains(Key, StringComparison.OrdinalIgnoreCase), $"{where} shows the key: {text[..Math.Min(text.Length, 500)]}"));

    // Where the system shows them to everyone, those of all processes.
    private static string[] CommandLines() =>
        OperatingSystem.IsLinux()
            ? [.. Directory.GetDirectories("/proc").Where(folder => File.Exists(Path.Combine(folder, "cmdline"))).Select(CommandLine)]
            : [Environment.CommandLine];

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process is gone.
            return string.Empty;
        }
    }

    private static string ChildEnvironment()
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", "/c set") : new ProcessStartInfo("env");
        start.RedirectStandardOutput = true;
        using var child = Process.Start(start)!;
        return child.StandardOutput.ReadToEnd();
    }
}
