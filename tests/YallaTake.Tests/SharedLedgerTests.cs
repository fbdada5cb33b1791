namespace YallaTake;

/// <summary>A ledger in a database, as it looks to a user whose database is not there.</summary>
public sealed class SharedLedgerTests
{
    private const string Password = "s3cr3t-phrase";
    private const string Gone = $"Host=127.0.0.1;Port=1;Database=orders;Username=reseller;Password={Password}";

    [Fact]
    [Trait("Speed", "Slow")]
    public void Without_its_database_nothing_is_sent_and_the_pipeline_ends()
    {
        using var engine = Engine.Connected(connectParameters: $"-Name test -SkipVerification -Ledger '{Gone}'");

        var error = engine.Run(
            "1..3 | ForEach-Object { [pscustomobject]@{ ServiceId = 1; Link = \"https://example.com/p/$_\"; "
            + "Quantity = 10 } } | New-YtOrder").End("LedgerUnavailable");

        Assert.Empty(engine.State().Orders);
        Assert.Contains("postgresql://reseller@127.0.0.1:1/orders cannot be used", $"{error}", StringComparison.Ordinal);
        Assert.DoesNotContain(Password, $"{error} {error.Exception}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_panel_shows_where_its_ledger_is_and_not_the_password()
    {
        using var engine = Engine.Connected(
            connectParameters: "-Name test -SkipVerification -Ledger "
                + $"'postgresql://reseller:{Password}@db.example:6543/orders?sslmode=verify-full'");

        Assert.Equal("postgresql://reseller@db.example:6543/orders", engine.Value("(Get-YtPanel).LedgerPath"));
        Assert.DoesNotContain(
            engine.Values("(Get-YtPanel).psobject.Properties | ForEach-Object { \"$($_.Value)\" }"),
            value => ((string)value!).Contains(Password, StringComparison.Ordinal));
    }

    [Fact]
    public void The_role_of_a_credential_is_the_one_that_connects()
    {
        using var engine = Engine.Connected(
            connectParameters: $"-Name test -SkipVerification -Ledger '{Gone}' -LedgerCredential ([pscredential]::new('host', "
                + $"[Net.NetworkCredential]::new('', '{Password}').SecurePassword))");

        Assert.Equal("postgresql://host@127.0.0.1:1/orders", engine.Value("(Get-YtPanel).LedgerPath"));
    }

    [Theory]
    [InlineData("-Ledger 'Host=db.example;Colour=blue'")]
    [InlineData("-Ledger 'postgresql://db.example:none/orders'")]
    [InlineData("-Ledger 'Username=reseller;Password=s3cr3t-phrase'")]
    [InlineData("-Ledger 'Data Source=db.example;Password=s3cr3t-phrase'")]
    [InlineData("-Ledger 'mysql://reseller:s3cr3t-phrase@db.example/orders'")]
    [InlineData("-Ledger 'Host=;Password=s3cr3t-phrase'")]
    [InlineData("-Ledger ./orders.db -LedgerCredential ([pscredential]::new('host', [securestring]::new()))")]
    public void A_ledger_that_makes_no_sense_is_refused_when_connecting(string parameters)
    {
        using var engine = new Engine();

        var error = engine.Run($"Connect-YtPanel -Sandbox {parameters}").End("LedgerUnavailable");

        Assert.DoesNotContain(Password, $"{error} {error.Exception}", StringComparison.Ordinal);
        Assert.False(File.Exists("Username=reseller;Password=s3cr3t-phrase"));
        Assert.Empty(engine.Values("Get-YtSandbox"));
    }

    [Theory]
    [InlineData("host=db.example port=6543 dbname=orders user=reseller password=s3cr3t-phrase")]
    [InlineData("host = db.example port=6543 dbname='orders' user=reseller password='s3cr3t-phrase'")]
    [InlineData("Server=db.example;Port=6543;Database=orders;User Id=reseller;Password=s3cr3t-phrase")]
    [InlineData("Host=db.example;Port=6543;Database=orders;Username=reseller;Password=s3cr3t://phrase")]
    [InlineData("postgres://reseller:s3cr3t-phrase@db.example:6543/orders")]
    public void A_database_is_shown_without_its_password_however_it_is_written(string ledger)
    {
        using var engine = Engine.Connected(connectParameters: $"-Name test -SkipVerification -Ledger \"{ledger}\"");

        Assert.Equal("postgresql://reseller@db.example:6543/orders", engine.Value("(Get-YtPanel).LedgerPath"));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void That_its_database_is_not_there_is_said_when_connecting()
    {
        using var engine = new Engine();

        var error = engine.Run($"Start-YtSandbox | Connect-YtPanel -Ledger '{Gone}'").End("LedgerUnavailable");

        Assert.Contains("Nothing was sent", $"{error}", StringComparison.Ordinal);
        Assert.DoesNotContain(Password, $"{error} {error.Exception}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_file_takes_no_copies()
    {
        using var engine = Engine.Connected();

        var error = engine.Run("Copy-YtLedger ./orders.db").End("LedgerUnavailable");

        Assert.Contains("Only a shared ledger", $"{error}", StringComparison.Ordinal);
    }
}
