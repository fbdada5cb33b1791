namespace YallaTake;

/// <summary>A panel is registered once with its limits and the place of its key, and connected by its name from then on.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ProfileTests : IDisposable
{
    private const string Key = "the-key-of-shop1";
    private const string DataFolder = "YALLATAKE_DATA";

    // What SecretManagement's Get-Secret is to a caller.
    private const string GetSecret =
        "function Get-Secret { param($Name, $Vault) "
        + "if ($Name -ne 'shop-key' -or ($Vault -and $Vault -ne 'work')) { throw \"The secret $Name was not found.\" } "
        + "$key = [securestring]::new(); 'the-key-of-shop1'.ToCharArray().ForEach({ $key.AppendChar($_) }); $key }";

    private readonly Engine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly string? _dataFolder = Environment.GetEnvironmentVariable(DataFolder);

    public ProfileTests()
    {
        Environment.SetEnvironmentVariable(DataFolder, _folder.Path);
        _engine.Run($"{GetSecret}; $sandbox = Start-YtSandbox -ApiKey {Key} -Catalogue $Catalogue").ThrowIfFailed();
    }

    [Theory]
    [InlineData("-Secret shop-key")]
    [InlineData("-Secret shop-key -Vault work")]
    public void A_profile_connects_with_its_secret_and_its_limits(string secret)
    {
        Register($"{secret} -SpendLimit 0.5 -SpendWindow 7.0:0:0 -Account main -ThrottleLimit 2");

        _engine.Run("Connect-YtPanel shop1").ThrowIfFailed();

        Assert.Equal("shop1", _engine.Value("(Get-YtBalance).Panel"));
        Assert.Equal("Current 0.5 7 main 2", _engine.Value(
            "Get-YtPanel | ForEach-Object { $_.State, $_.SpendLimit, $_.SpendWindow.TotalDays, $_.Account, $_.ThrottleLimit -join ' ' }"));
        _engine.Run("New-YtOrder 1 https://example.com/p/1 500").ThrowIfFailed();
        _engine.Run("New-YtOrder 1 https://example.com/p/2 1000").Error("SpendLimitReached");
        Assert.Equal(_engine.Value("(Get-YtOrder).EstimatedCharge"), _engine.Value("(Get-YtPanel).Spent"));
    }

    [Fact]
    public void The_key_may_be_in_an_environment_variable()
    {
        Environment.SetEnvironmentVariable("SHOP1_KEY", Key);
        try
        {
            Register("-KeyVariable SHOP1_KEY");
            _engine.Run("Connect-YtPanel shop1").ThrowIfFailed();
        }
        finally
        {
            Environment.SetEnvironmentVariable("SHOP1_KEY", null);
        }

        _engine.Run("Disconnect-YtPanel").ThrowIfFailed();
        Assert.Contains("'SHOP1_KEY'", _engine.Run("Connect-YtPanel shop1").End("NotConnected").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_profile_holds_a_key_or_a_password()
    {
        Register("-Secret shop-key");

        Assert.DoesNotContain(Key, File.ReadAllText((string)_engine.Value("(Get-YtPanel shop1).Path")!), StringComparison.Ordinal);
        foreach (var given in new[]
        {
            $"-Secret shop-key -Account {Key}", $"-Secret shop-key -UserAgent 'Shop {Key}'",
            "-Secret shop-key -Ledger 'postgresql://me:s3cret-w0rd@db.example/orders'",
            "-Secret shop-key -Ledger 'Host=db.example;Database=orders;Password=s3cret-w0rd'",
            "-Secret shop-key -Proxy http://me:s3cret-w0rd@proxy.example:8080",
        })
        {
            var error = _engine.Run($"Register-YtPanel shop2 $sandbox.Uri {given}").End("FieldInvalid");
            Assert.Contains("Nothing was registered.", error.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("w0rd", $"{error} {error.TargetObject}", StringComparison.Ordinal);
        }

        Assert.Equal(["shop1"], _engine.Values("(Get-YtPanel).Name"));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_folder.Path, "*.json", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains("w0rd", StringComparison.Ordinal));
    }

    [Fact]
    public void An_open_connection_becomes_current_again_without_its_key()
    {
        Register("-Secret shop-key");
        _engine.Run("Connect-YtPanel shop1; $first = Get-YtPanel shop1; Connect-YtPanel -Sandbox").ThrowIfFailed();
        Assert.Equal("Connected", _engine.Value("(Get-YtPanel shop1).State"));

        _engine.Run("function Get-Secret { throw 'The vault is locked.' }; Connect-YtPanel shop1").ThrowIfFailed();

        Assert.Equal("shop1", _engine.Value("(Get-YtBalance).Panel"));
        Assert.True((bool)_engine.Value("[object]::ReferenceEquals($first, (Get-YtPanel shop1))")!);
    }

    [Fact]
    public void A_key_that_was_given_beside_a_profile_is_not_used_again_in_its_name()
    {
        _engine.Run("$other = Start-YtSandbox -ApiKey another-key-of-a-customer -Catalogue $Catalogue").ThrowIfFailed();
        _engine.Run("Register-YtPanel shop1 $other.Uri -Secret shop-key").ThrowIfFailed();
        _engine.Run("Connect-YtPanel shop1 -ApiKey $other.ApiKey").ThrowIfFailed();

        _engine.Run("Connect-YtPanel shop1").End("NameInUse");
        _engine.Run("New-YtOrder 1 https://example.com/p/1 100").End("NotConnected");
    }

    [Theory]
    [InlineData("''")]
    [InlineData("$nothing")]
    public void An_address_without_a_value_is_told_in_words(string address)
    {
        var error = _engine.Run($"Register-YtPanel shop1 {address}").End("FieldInvalid");

        Assert.Equal("-Uri was given without a value. Nothing was registered.", error.ToString());
        Assert.Contains("https://panel.example/api/v2", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_has_another_key_now_is_another_account_and_one_without_a_key_is_none()
    {
        Environment.SetEnvironmentVariable("SHOP1_KEY", Key);
        try
        {
            Register("-KeyVariable SHOP1_KEY");
            _engine.Run("Connect-YtPanel shop1; Connect-YtPanel shop1").ThrowIfFailed();
            Environment.SetEnvironmentVariable("SHOP1_KEY", null);
            _engine.Run("Connect-YtPanel shop1").ThrowIfFailed();
            Environment.SetEnvironmentVariable("SHOP1_KEY", "key-of-the-next-customer");

            _engine.Run("Connect-YtPanel shop1").End("NameInUse");
        }
        finally
        {
            Environment.SetEnvironmentVariable("SHOP1_KEY", null);
        }
    }

    [Theory]
    [InlineData("-Secret")]
    [InlineData("-KeyVariable")]
    public void A_key_in_the_place_of_its_name_is_not_repeated(string parameter)
    {
        var error = _engine.Run($"Register-YtPanel shop1 $sandbox.Uri {parameter} 0a1b2c3d4e5f60718293a4b5c6d7e8f9").End("FieldInvalid");

        Assert.DoesNotContain("0a1b2c", $"{error} {error.Exception} {error.TargetObject}", StringComparison.Ordinal);
    }

    [Fact]
    public void How_requests_are_sent_may_be_said_beside_a_profile()
    {
        Register("-Secret shop-key -ThrottleLimit 2");

        _engine.Run("Connect-YtPanel shop1 -TimeoutSec 5").ThrowIfFailed();

        Assert.Equal("2 5", _engine.Value("Get-YtPanel shop1 | ForEach-Object { \"$($_.ThrottleLimit) $($_.TimeoutSec)\" }"));
    }

    [Fact]
    public void A_connection_of_other_settings_is_not_taken_for_the_profiles()
    {
        Register("-Secret shop-key");
        _engine.Run("Connect-YtPanel shop1").ThrowIfFailed();
        Register("-Secret shop-key -SpendLimit 0.5 -Force");

        _engine.Run("Connect-YtPanel shop1").ThrowIfFailed();

        Assert.Equal(0.5m, _engine.Value("(Get-YtPanel shop1).SpendLimit"));
    }

    [Fact]
    public void Another_ledger_in_the_place_of_the_profiles_own_is_refused()
    {
        var ledger = _folder.File("shop1.db");
        Register($"-Secret shop-key -NewLedger -Ledger '{ledger}'");
        _engine.Run("Connect-YtPanel shop1; New-YtOrder 1 https://example.com/p/1 100; Disconnect-YtPanel").ThrowIfFailed();
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "shop1.db*"))
            File.Delete(file);
        _engine.Run("Connect-YtPanel shop1").End("LedgerUnavailable");

        _engine.Run($"$sandbox | Connect-YtPanel -Name other -NewLedger -Ledger '{ledger}'; Disconnect-YtPanel other").ThrowIfFailed();

        var error = _engine.Run("Connect-YtPanel shop1").End("LedgerUnavailable");
        Assert.Contains("is not the ledger that the profile 'shop1' was registered with", error.ToString(), StringComparison.Ordinal);
        _engine.Run("New-YtOrder 1 https://example.com/p/2 100").End("NotConnected");
    }

    [Fact]
    public void A_profile_keeps_the_ledger_of_the_day_it_was_made()
    {
        Register("-Secret shop-key");
        _engine.Run("Connect-YtPanel shop1; New-YtOrder 1 https://example.com/p/1 100 -Reference r1; Disconnect-YtPanel").ThrowIfFailed();
        Environment.SetEnvironmentVariable("YALLATAKE_LEDGER", _folder.File("elsewhere.db"));
        try
        {
            _engine.Run("Connect-YtPanel shop1").ThrowIfFailed();
        }
        finally
        {
            Environment.SetEnvironmentVariable("YALLATAKE_LEDGER", null);
        }

        Assert.Equal("r1", _engine.Value("(Get-YtOrder).Reference"));
    }

    [Theory]
    [InlineData("Connect-YtPanel no-such-shop", "ProfileNotFound", "Registered are: shop1.")]
    [InlineData("Connect-YtPanel shop1 -SpendLimit 5", "FieldInvalid", "-SpendLimit cannot be given beside a profile")]
    [InlineData("Connect-YtPanel shop1 -Uri https://panel.example/api/v2", "FieldInvalid", "-Uri cannot be given beside a profile")]
    [InlineData("Register-YtPanel shop1 https://panel.example/api/v2", "NameInUse", "-Force")]
    [InlineData("Register-YtPanel 'a/b' https://panel.example/api/v2", "FieldInvalid", "is not a valid profile name")]
    [InlineData("Register-YtPanel shop2 http://panel.example/api/v2", "InsecureUri", "https")]
    [InlineData("Register-YtPanel shop2 panel.example", "FieldInvalid", "not a complete address")]
    [InlineData("Register-YtPanel shop2 https://panel.example/api/v2 -Vault work", "FieldInvalid", "-Secret")]
    [InlineData("Register-YtPanel shop2 https://panel.example/api/v2 -SpendLimt 5", "FieldInvalid", "no parameter -SpendLimt")]
    [InlineData("Register-YtPanel shop2 https://panel.example/api/v2 -SpendLimit '50,5'", "FieldInvalid", "-SpendLimit")]
    [InlineData("Register-YtPanel shop2 https://panel.example/api/v2 -Secret no-such", "NotConnected", "no-such was not found")]
    [InlineData("Register-YtPanel shop2 https://panel.example/api/v2 -Ledger ./no-such.db", "LedgerUnavailable", "-NewLedger")]
    public void What_cannot_be_is_said(string line, string id, string expected)
    {
        Register("-Secret shop-key");

        var error = _engine.Run(line).End(id);

        Assert.Contains(expected, error.Read(), StringComparison.Ordinal);
        Assert.Equal(["shop1"], _engine.Values("(Get-YtPanel).Name"));
    }

    [Fact]
    public void What_fails_to_connect_by_its_name_leaves_nothing_current()
    {
        _engine.Run("Connect-YtPanel -Sandbox").ThrowIfFailed();

        var error = _engine.Run("Connect-YtPanel k3y-in-the-wrong-place").End("ProfileNotFound");

        Assert.DoesNotContain("k3y", $"{error} {error.Exception} {error.TargetObject} {error.ErrorDetails}", StringComparison.Ordinal);
        _engine.Run("New-YtOrder 1 https://example.com/p/1 100").End("NotConnected");
    }

    [Fact]
    public void A_failed_registration_leaves_the_current_panel_alone()
    {
        _engine.Run("Connect-YtPanel -Sandbox").ThrowIfFailed();

        _engine.Run("Register-YtPanel shop1 panel.example").End("FieldInvalid");

        Assert.Equal("sandbox", _engine.Value("(Get-YtBalance).Panel"));
    }

    [Fact]
    public void Without_Get_Secret_the_error_says_what_to_install()
    {
        Register("-Secret shop-key");

        var error = _engine.Run("Remove-Item function:Get-Secret; Connect-YtPanel shop1").End("NotConnected");

        Assert.Contains("Microsoft.PowerShell.SecretManagement", error.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_of_a_newer_version_is_not_half_read()
    {
        Register("-Secret shop-key");
        var path = (string)_engine.Value("(Get-YtPanel shop1).Path")!;
        File.WriteAllText(path, File.ReadAllText(path).Replace("{", "{ \"HourlyLimit\": 5,", StringComparison.Ordinal));

        var error = _engine.Run("Connect-YtPanel shop1").End("ProfileNotFound");

        Assert.Contains("HourlyLimit", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(path, _engine.Run("Get-YtPanel").Errors.Single().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-YtBalance")]
    [InlineData("Get-YtService -Name *")]
    [InlineData("Compare-YtService")]
    [InlineData("Measure-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("Invoke-YtPanel -Action balance -Repeatable")]
    public void A_piped_profile_that_is_not_connected_is_one_error_and_the_connected_panels_go_on(string cmdlet)
    {
        Register("-Secret shop-key");
        _engine.Run(
            "'shop2', 'shop3' | ForEach-Object { Register-YtPanel $_ https://panel.example/api/v2 }; Connect-YtPanel shop1")
            .ThrowIfFailed();

        var outcome = _engine.Run($"Get-YtPanel | {cmdlet} | ForEach-Object Panel | Select-Object -Unique");

        Assert.Null(outcome.Terminating);
        Assert.Equal(["shop1"], outcome.Values);
        Assert.Equal(["shop2", "shop3"], outcome.Errors.Select(error => error.TargetObject));
        Assert.All(outcome.Errors, error => Assert.StartsWith("NotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(
            "'shop2' is registered and is not connected. Nothing was sent. Run Connect-YtPanel shop2.", outcome.Errors[0].Read());
    }

    [Theory]
    [InlineData("Get-YtPanel shop2 | Get-YtBalance")]
    [InlineData("Get-YtBalance -Panel (Get-YtPanel shop2)")]
    [InlineData("Get-YtPanel shop2 | Compare-YtService")]
    [InlineData("Get-YtPanel shop2 | Export-YtReport $report -PassThru")]
    [InlineData("Get-YtPanel shop2 | New-YtOrder 1 https://example.com/p/1 100")]
    public void A_profile_that_is_not_connected_never_means_another_panel(string script)
    {
        Register("-Secret shop-key");
        _engine.Run(
            "Register-YtPanel shop2 https://panel.example/api/v2; Connect-YtPanel shop1; $report = @($input)[0]", _folder.File("r.html"))
            .ThrowIfFailed();

        var outcome = _engine.Run(script);

        Assert.Equal("shop2", outcome.Error("NotConnected").TargetObject);
        Assert.Empty(outcome.Output);
        Assert.Empty(_engine.State().Sold);
        Assert.False(File.Exists(_folder.File("r.html")));
    }

    [Fact]
    public void A_profile_that_was_connected_since_is_its_panel()
    {
        Register("-Secret shop-key");
        _engine.Run("$profile = Get-YtPanel shop1; Connect-YtPanel shop1; Connect-YtPanel -Sandbox").ThrowIfFailed();

        Assert.Equal("shop1", _engine.Value("($profile | Get-YtBalance).Panel"));
        Assert.Equal("shop1", _engine.Value("($profile | Get-YtService 1).Panel"));
        Assert.Equal("shop1", _engine.Value("(Compare-YtService $profile | Select-Object -First 1).Panel"));
    }

    [Theory]
    [InlineData("Get-YtService 1", 1)]
    [InlineData("Get-YtService 1", 2)]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100", 1)]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100", 2)]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100", 3)]
    [InlineData("Get-YtBalance", 2)]
    public void A_profile_of_another_process_never_means_another_panel(string cmdlet, int depth)
    {
        Register("-Secret shop-key");
        _engine.Run("Connect-YtPanel -Sandbox").ThrowIfFailed();

        var outcome = _engine.Run(
            $"[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize("
            + $"(Get-YtPanel shop1), {depth})) | {cmdlet}");

        Assert.Empty(outcome.Output);
        outcome.End("FieldInvalid");
    }

    [Fact]
    public void The_name_of_a_profile_in_place_of_a_connected_panel_is_said_to_be_one()
    {
        Register("-Secret shop-key");

        Assert.Equal(
            "'shop1' is registered and is not connected. Nothing was sent. Run Connect-YtPanel shop1.",
            _engine.Run("Get-YtBalance -Panel shop1").End("NotConnected").Read());
    }

    [Theory]
    [InlineData("$profile | Select-Object *")]
    [InlineData("$profile | ConvertTo-Csv | ConvertFrom-Csv")]
    [InlineData("$profile | ConvertTo-Json | ConvertFrom-Json")]
    public void No_export_of_a_profile_shows_how_it_names_itself_to_Panel(string export)
    {
        Register("-Secret shop-key");

        Assert.Equal("shop1 False", _engine.Value(
            $"$profile = Get-YtPanel shop1; {export} | ForEach-Object {{ \"$($_.Name) $('Panel' -in $_.PSObject.Properties.Name)\" }}"));
    }

    [Fact]
    public async Task Ctrl_C_while_a_vault_asks_is_no_error_of_the_vault()
    {
        Register("-Secret shop-key");
        using var isAsking = new ManualResetEventSlim();
        _engine.Run(
            "$asking = @($input)[0]; function Get-Secret { $asking.Set(); while ($true) { Start-Sleep 1 } }", isAsking).ThrowIfFailed();

        var running = Task.Run(() => _engine.Run("$Error.Clear(); Connect-YtPanel shop1"));
        isAsking.Wait(TestContext.Current.CancellationToken);
        _engine.Stop();

        Assert.True((await running).WasStopped);
        Assert.DoesNotContain(
            _engine.Values("$Error | ForEach-Object ToString"), error => $"{error}".Contains("did not give", StringComparison.Ordinal));
    }

    [Fact]
    public void A_profile_that_cannot_be_written_leaves_nothing_behind()
    {
        Register("-Secret shop-key");
        var folder = Path.GetDirectoryName((string)_engine.Value("(Get-YtPanel shop1).Path")!)!;
        Directory.CreateDirectory(Path.Combine(folder, "panel-shop2.json"));
        var files = Directory.GetFiles(folder, "panel-*").Order().ToArray();

        var error = _engine.Run("Register-YtPanel shop2 https://panel.example/api/v2").End("ProfileNotFound").Read();

        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
        Assert.EndsWith("Check the folder's permissions.", error, StringComparison.Ordinal);
        Assert.Equal(files, Directory.GetFiles(folder, "panel-*").Order());
    }

    [Fact]
    public void A_folder_that_cannot_be_read_is_said_and_hides_no_connected_panel()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "The administrator may read everywhere.");
        Register("-Secret shop-key");
        var folder = Path.GetDirectoryName((string)_engine.Value("(Get-YtPanel shop1).Path")!)!;
        _engine.Run("$sandbox | Connect-YtPanel -Name test -NoLedger").ThrowIfFailed();
#pragma warning disable CA1416 // Windows has left.
        File.SetUnixFileMode(folder, UnixFileMode.None);
        try
        {
            var outcome = _engine.Run("Get-YtPanel");
            Assert.EndsWith("Check the folder's permissions.", outcome.Error("ProfileNotFound").Read(), StringComparison.Ordinal);
            Assert.Equal("test", Assert.Single(outcome.Values)!.ToString());
            _engine.Run("Unregister-YtPanel shop*").Error("ProfileNotFound");
            _engine.Run("Connect-YtPanel shop1").End("ProfileNotFound");
            _engine.Run("$sandbox | Connect-YtPanel -Name test -NoLedger; Disconnect-YtPanel test").ThrowIfFailed();
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        }
    }

    [Fact]
    public void Profiles_are_listed_completed_and_removed()
    {
        Register("-Secret shop-key");
        _engine.Run("Register-YtPanel Shop2 https://panel.example/api/v2; Connect-YtPanel SHOP1").ThrowIfFailed();

        Assert.Equal(["Shop2 Registered", "shop1 Current"], _engine.Values("Get-YtPanel | ForEach-Object { \"$($_.Name) $($_.State)\" }"));
        Assert.Equal(["shop1", "shop2"], _engine.Values("(TabExpansion2 'Connect-YtPanel sh' 18).CompletionMatches.CompletionText"));
        Assert.Equal(["shop1", "shop2"], _engine.Values("(TabExpansion2 'Get-YtPanel sh' 14).CompletionMatches.CompletionText"));
        _engine.Run("Unregister-YtPanel shop* -WhatIf; Unregister-YtPanel shop2").ThrowIfFailed();
        Assert.Equal(["shop1"], _engine.Values("(Get-YtPanel).Name"));
        _engine.Run("Unregister-YtPanel shop2").Error("ProfileNotFound");
        _engine.Run("Get-YtPanel | Unregister-YtPanel; Disconnect-YtPanel").ThrowIfFailed();
        Assert.Empty(_engine.Values("Get-YtPanel"));
    }

    [Fact]
    public void A_table_names_its_panel_and_one_that_is_not_connected_refuses_it_alone()
    {
        _engine.Run(
            "'test', 'other' | ForEach-Object { Start-YtSandbox -Catalogue $Catalogue | Connect-YtPanel -Name $_ }; "
            + "Register-YtPanel shop2 https://panel.example/api/v2").ThrowIfFailed();

        var outcome = _engine.Run(
            "$row = @{ service = 1; link = 'https://example.com/p/1'; quantity = 100 }; "
            + "($row + @{ panel = 'test' }), ($row + @{ panel = Get-YtPanel shop2 }), ($row + @{ panel = Get-YtPanel other }), $row "
            + "| New-YtOrder | ForEach-Object Panel");

        Assert.Null(outcome.Terminating?.ToString());
        Assert.Equal(["test", "other", "other"], outcome.Values);
        Assert.Equal("shop2", outcome.Error("NotConnected").TargetObject);
        var none = _engine.Run("$row + @{ panel = Get-YtPanel shop2 } | Measure-YtOrder -Summary");
        Assert.Empty(none.Output);
        none.Error("NotConnected");
    }

    public void Dispose()
    {
        _engine.Dispose();
        Environment.SetEnvironmentVariable(DataFolder, _dataFolder);
        _folder.Dispose();
    }

    private void Register(string given) => _engine.Run($"Register-YtPanel shop1 $sandbox.Uri {given}").ThrowIfFailed();
}
