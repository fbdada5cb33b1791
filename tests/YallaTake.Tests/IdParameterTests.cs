namespace YallaTake;

/// <summary>What is taken for an id: nothing that could be something else.</summary>
public sealed class IdParameterTests(IdParameterTests.Session session) : IClassFixture<IdParameterTests.Session>
{
    private const string Link = "https://example.com/p/1";

    private static readonly string[] Cmdlets =
        ["Get-YtOrderStatus", "Wait-YtOrder", "Stop-YtOrder -Confirm:$false", "Invoke-YtRefill", "Get-YtOrder -OrderId"];

    [Theory]
    [InlineData("5001", "5001")]
    [InlineData("'5001'", "5001")]
    [InlineData("' 5001 '", "5001")]
    [InlineData("'#5001'", "5001")]
    [InlineData("5001.0", null)]
    [InlineData("(5001.0)", "5001")]
    [InlineData("(5001d)", "5001")]
    [InlineData("([uint64] 5001)", "5001")]
    [InlineData("(5001, 7.0)", "5001,7")]
    [InlineData("'5001, 5002'", "5001,5002")]
    [InlineData("'5001,5002'", "5001,5002")]
    [InlineData("'1, 2; 3'", "1,2,3")]
    [InlineData("\"`t#5001`n#5002`r`n\"", "5001,5002")]
    [InlineData("'5001 5002'", "5001,5002")]
    [InlineData("'VEGA1, d458005f6fc6'", "VEGA1,d458005f6fc6")]
    [InlineData("VEGA1, 7, 507f1f77bcf86cd799439011", "VEGA1,7,507f1f77bcf86cd799439011")]
    [InlineData("\"$([char] 0x200B)5001$([char] 0x200E)\"", "5001")]
    [InlineData("507117711186879943901100", "507117711186879943901100")]
    [InlineData("'007'", "007")]
    [InlineData("'12e45678'", "12e45678")]
    [InlineData("'5e3'", "5e3")]
    [InlineData("([YallaTake.PanelId] 'VEGA1')", "VEGA1")]
    [InlineData("(5001, '007' | ForEach-Object { [YallaTake.PanelId] $_ })", "5001,007")]
    public void What_is_surely_an_id_is_taken_in_every_form(string given, string? asked)
    {
        session.Engine.Run($"Get-YtOrderStatus {given} | Out-Null");

        Assert.Equal(asked is null ? [] : [$"status {asked}"], session.Asked());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("'-5'")]
    [InlineData("'0'")]
    [InlineData("''")]
    [InlineData("5001, ''")]
    [InlineData("14.9")]
    [InlineData("'14.9'")]
    [InlineData("'14,9'")]
    [InlineData("'23,501'")]
    [InlineData("'23 501'")]
    [InlineData("'1,234,567'")]
    [InlineData("'order 5001'")]
    [InlineData("'Refill was requested'")]
    [InlineData("'50\u200B01'")]
    [InlineData("'5001, , true'")]
    [InlineData("$true")]
    [InlineData("1e300")]
    [InlineData("(1e300)")]
    [InlineData("(Get-Date)")]
    public void What_may_be_something_else_is_an_error_and_nothing_is_asked(string given)
    {
        // Nothing at all is an order without an id: see LedgerListTests.
        foreach (var cmdlet in Cmdlets.Where(_ => given != "''"))
        {
            var error = session.Engine.Run($"{cmdlet} {given}").Terminating;
            Assert.Matches("^(ParameterArgumentTransformationError|CannotConvertArgumentNoMessage),", error?.FullyQualifiedErrorId);
        }

        Assert.NotNull(session.Engine.Run($"New-YtOrder {given} {Link} 100").Terminating);
        Assert.NotNull(session.Engine.Run($"Resolve-YtOrder one -OrderId {given} -Confirm:$false").Terminating);
        Assert.Empty(session.Asked());
    }

    [Theory]
    [InlineData("5e3")]
    [InlineData("12e45678")]
    [InlineData("007")]
    [InlineData("0x1F")]
    [InlineData("5kb")]
    public void A_bare_word_that_PowerShell_reads_as_another_number_is_to_be_quoted(string typed)
    {
        string[] lines =
        [
            .. Cmdlets, "Get-YtService", "Get-YtRefillStatus", "Resolve-YtOrder one -Confirm:$false "
                + "-OrderId", "New-YtOrder -Link x -ServiceId",
        ];
        foreach (var line in lines)
        {
            var error = session.Engine.Run($"{line} {typed}").Terminating;
            Assert.Contains($"Write '{typed}' in quotes", error?.Read(), StringComparison.Ordinal);
        }

        Assert.Empty(session.Asked());
    }

    [Theory]
    [InlineData("New-YtOrder '7, 8' https://example.com/p/1 100")]
    [InlineData("Measure-YtOrder (7, 8) https://example.com/p/1 100")]
    [InlineData("Resolve-YtOrder one -OrderId '7; 8' -Confirm:$false")]
    public void Where_one_id_is_wanted_two_are_an_error(string script) => Assert.NotNull(session.Engine.Run(script).Terminating);

    [Fact]
    public void A_number_from_a_database_or_a_spreadsheet_is_an_id_in_every_culture()
    {
        session.Engine.Run("""
            $before = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = 'de-DE'
                $number = [decimal]::new(500100, 0, 0, $false, 2)
                $null = $number, 5002.0 | Get-YtOrderStatus
                $null = [pscustomobject]@{ OrderId = $number } | Get-YtOrderStatus
            }
            finally { [cultureinfo]::CurrentCulture = $before }
            """).ThrowIfFailed();

        Assert.Equal(["status 5001,5002", "status 5001"], session.Asked());
    }

    /// <summary>One engine for all, connected to a panel of any ids.</summary>
    public sealed class Session : IDisposable
    {
        private readonly LetteredPanel _panel = new();
        private int _seen;

        public Session() => Engine.Run($"Connect-YtPanel -ApiKey any-key -Uri {_panel.Uri} -NoLedger").ThrowIfFailed();

        internal Engine Engine { get; } = new();

        /// <summary>What was asked since the last time.</summary>
        internal List<string> Asked()
        {
            var asked = _panel.Asked.Skip(_seen).ToList();
            _seen += asked.Count;
            return asked;
        }

        public void Dispose()
        {
            Engine.Dispose();
            _panel.Dispose();
        }
    }
}
