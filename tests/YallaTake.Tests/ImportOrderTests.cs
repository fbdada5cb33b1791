using System.Management.Automation;
using System.Text;

namespace YallaTake;

/// <summary>Files of orders, from the file to the panel.</summary>
public sealed class ImportOrderTests : IDisposable
{
    private const string Link = "https://example.com/p/1";

    private const string File = $"service,link,quantity,comments\n1,{Link},1000,\n5,{Link},,\"nice\nwell done\"\n1,{Link},1000,\n";

    private const string MakeOld = """
        $sqlite = [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -eq 'Microsoft.Data.Sqlite' })[-1]
        $connection = [Activator]::CreateInstance($sqlite.GetType('Microsoft.Data.Sqlite.SqliteConnection'), "Data Source=$ledger")
        $connection.Open()
        $command = $connection.CreateCommand()
        $command.CommandText = "UPDATE entries SET created_at = $([datetimeoffset]::new(2020, 1, 2, 0, 0, 0, 0).ToUnixTimeMilliseconds())"
        $null = $command.ExecuteNonQuery()
        $connection.Dispose()
        """;

    private readonly Engine _engine = Engine.Connected();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_file_is_ordered_once_however_often_and_in_whatever_form_it_is_run()
    {
        Write(File);
        _engine.Run("$first = Import-YtOrder $path | New-YtOrder").ThrowIfFailed();
        Write(
            "\uFEFFQuantity;Note;Service ID;Comments;Link\r\n;;5;\"nice\r\nwell "
            + $"done\";{Link}\r\n01000;again;1;;{Link}\r\n1000;;1;;{Link}\r\n",
            Encoding.Unicode);

        var again = _engine.Run("$again = Import-YtOrder $path 3>$null | New-YtOrder; $again").ThrowIfFailed();

        Assert.Equal(3, again.Output.Count);
        Assert.Equal(3, _engine.State().Requests("add"));
        Assert.Equal(0, _engine.Value("@(Compare-Object $first $again -Property OrderId, Reference).Count"));
        Assert.Equal(3, _engine.Value("@($first.Reference | Select-Object -Unique).Count"));
    }

    [Fact]
    public void A_shorter_file_orders_nothing_and_a_longer_one_what_is_new()
    {
        Write(File);
        _engine.Run("$null = Import-YtOrder $path | New-YtOrder").ThrowIfFailed();
        Write($"service,link,quantity\n1,{Link},1000");
        _engine.Run("$null = Import-YtOrder $path | New-YtOrder").ThrowIfFailed();
        Assert.Equal(3, _engine.State().Requests("add"));

        Write($"service,link,quantity\n1,{Link},500\n1,{Link},1000\n1,{Link},1000\n1,{Link},1000");
        _engine.Run("$null = Import-YtOrder $path | New-YtOrder").ThrowIfFailed();
        Assert.Equal(5, _engine.State().Requests("add"));
    }

    [Fact]
    public void Another_batch_orders_again_and_a_reference_of_the_files_own_stays()
    {
        Write($"service,link,quantity,reference\n1,{Link},1000,\n1,{Link},1000,mine");

        _engine.Run(
            "$null = Import-YtOrder $path | New-YtOrder; $null = Import-YtOrder $path -Batch july | New-YtOrder; "
            + "$null = Import-YtOrder $path -Batch July | New-YtOrder; "
                + "$null = Import-YtOrder $path -Batch july | New-YtOrder").ThrowIfFailed();

        Assert.Equal(4, _engine.State().Requests("add"));
        Assert.Single(_engine.Values("Get-YtOrder mine"));
    }

    [Theory]
    [InlineData("-Name renamed")]
    [InlineData("-Name other -SpendLimit 1000")]
    public void A_file_is_ordered_once_under_another_name_of_the_connection(string connect)
    {
        Write(File);
        _engine.Run(
            "$ledger = @($input)[0]; $sandbox | Connect-YtPanel -Name first -Ledger $ledger -NewLedger; "
            + "$null = Import-YtOrder $path | New-YtOrder",
            _folder.File("orders.db")).ThrowIfFailed();

        _engine.Run($"$sandbox | Connect-YtPanel {connect} -Ledger $ledger; $null = Import-YtOrder $path | New-YtOrder").ThrowIfFailed();

        Assert.Equal(3, _engine.State().Requests("add"));
    }

    [Fact]
    public void What_is_imported_is_exported_and_ordered_from_there_as_the_same_orders()
    {
        Write(File);
        _engine.Run(
            "$csv = @($input)[0]; $null = Import-YtOrder $path | New-YtOrder; Import-YtOrder $path | Export-Csv $csv",
            _folder.File("exported.csv")).ThrowIfFailed();

        _engine.Run(
            "$null = Import-YtOrder $csv | New-YtOrder; $null = Import-Csv $csv | New-YtOrder; "
            + "$null = Import-YtOrder $path | Measure-YtOrder | New-YtOrder").ThrowIfFailed();

        Assert.Equal(3, _engine.State().Requests("add"));
        Assert.Empty(_engine.Run("Import-YtOrder $csv").ThrowIfFailed().Warnings);
    }

    [Fact]
    public void A_file_goes_to_the_end_of_its_orders()
    {
        using var fast = Engine.Connected("-Catalogue $Catalogue -TimeScale 1000000");
        Write(File);

        Assert.Equal(
            ["Completed", "Completed", "Completed"],
            fast.Values("Import-YtOrder @($input)[0] | New-YtOrder | Wait-YtOrder | ForEach-Object Status", _folder.File("orders.csv")));
    }

    [Theory]
    [InlineData("Get-Content $path | Import-YtOrder")]
    [InlineData("Get-Content $path -Raw | Import-YtOrder")]
    [InlineData("Get-Item $path | Import-YtOrder")]
    [InlineData("Get-ChildItem (Split-Path $path) -Filter *.csv | Import-YtOrder")]
    [InlineData("Import-YtOrder -Path $path")]
    [InlineData("& { Push-Location (Split-Path $path); Import-YtOrder ./orders.csv; Pop-Location }")]
    [InlineData("Import-YtOrder $path -Panel test")]
    public void A_text_comes_from_a_file_or_down_the_pipeline(string script)
    {
        Write(File);

        Assert.Equal(["2 1", "3 5", "5 1"], _engine.Values($"{script} | ForEach-Object {{ \"$($_.Line) $($_.ServiceId)\" }}"));
        Assert.Equal("nice\nwell done", _engine.Value($"({script})[1].Comments"));
    }

    [Fact]
    public void A_mass_order_has_comments_where_the_service_takes_them()
    {
        Write($"1 | {Link} | 100\n\n5 | {Link} | nice\\nwell done\n3 | {Link}\n3 | {Link} | 2\n");

        var outcome = _engine.Run("Import-YtOrder $path | New-YtOrder -ThrottleLimit 1");

        Assert.Contains("-Field", outcome.Error("FieldNotUsed").Read(), StringComparison.Ordinal);
        Assert.Equal($"comments=nice\nwell done link={Link} service=5", _engine.State().Fields(1));
        Assert.Equal(3, _engine.State().Requests("add"));
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_an_error_with_its_number_and_the_others_go_on()
    {
        Write($"service,link,quantity\n1,{Link},100\n1,{Link},\"1,000\"\n1,{Link},200\n");

        var outcome = _engine.Run("Import-YtOrder $path | New-YtOrder");

        var error = outcome.Error("InputUnreadable");
        Assert.StartsWith("orders.csv: Line 3: '1,000'", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Equal(
            [_engine.Value("$path"), 3], _engine.Values("$target = $input | % { $_ }; $target.Path; $target.Line", error.TargetObject));
        Assert.Equal(2, _engine.State().Requests("add"));
    }

    [Fact]
    public void An_order_that_is_refused_is_named_by_its_line_whatever_lines_before_it_were_read()
    {
        Write($"service,link,quantity,reference\n1,{Link},\"1,000\",one\n1,{Link},5,two\n");

        var error = _engine.Run("Import-YtOrder $path -ErrorAction Ignore | New-YtOrder").Error("QuantityOutOfRange");

        Assert.StartsWith($"two, {Link}, line 3: The quantity is 5", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Import-YtOrder nosuch.csv", "nosuch.csv")]
    [InlineData("'hello' | Import-YtOrder", "name the columns")]
    [InlineData("\"service,link,quantity,panel`n1,l,100,nosuch\" | Import-YtOrder", "nosuch")]
    [InlineData("\"service,link,quantity,panel`n1,l,100,other\" | Import-YtOrder -Panel test", "test")]
    public void What_cannot_be_read_at_all_is_one_error(string script, string said)
    {
        _engine.Run("$sandbox | Connect-YtPanel -Name other").ThrowIfFailed();

        Assert.Contains(said, _engine.Run(script).Error("InputUnreadable").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("service,link,quantity,KEY\n1,l,100,")]
    [InlineData("service,link,quantity\n1,https://example.com/?key=KEY,100\n1,l,100")]
    [InlineData("1 | l | KEY")]
    public void A_file_that_holds_the_key_is_not_read_or_quoted(string text)
    {
        var key = (string)_engine.Value("$sandbox.ApiKey")!;
        Write(text.Replace("KEY", key, StringComparison.Ordinal));

        var outcome = _engine.Run("Import-YtOrder $path");

        Assert.DoesNotContain(key, outcome.Error("InputUnreadable").ToString(), StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void Letters_that_are_not_UTF_8_are_not_sent()
    {
        System.IO.File.WriteAllBytes(Path, Encoding.Latin1.GetBytes($"service,link,comments\n5,{Link},café\n5,{Link},good\n"));

        var outcome = _engine.Run("$path = @($input)[0]; Import-YtOrder $path", Path);

        Assert.Contains("UTF-8", outcome.Error("InputUnreadable").ToString(), StringComparison.Ordinal);
        Assert.Single(outcome.Output);
    }

    [Fact]
    public void A_line_goes_to_the_panel_that_it_names()
    {
        _engine.Run(
            "$other = Start-YtSandbox -Catalogue $Catalogue; $other | Connect-YtPanel -Name other; $null = Get-YtPanel test; "
            + "$sandbox | Connect-YtPanel -Name test").ThrowIfFailed();
        Write($"service,link,quantity,panel\n1,{Link},100,Other\n1,{Link},100,\n");

        _engine.Run("$null = Import-YtOrder $path | New-YtOrder").ThrowIfFailed();

        Assert.Equal((1, 1), (_engine.State().Requests("add"), _engine.State("$other").Requests("add")));
    }

    [Theory]
    [InlineData("qty", "quantity")]
    [InlineData("Quantiy", "quantity")]
    [InlineData("Max Rate", "MaximumRate")]
    [InlineData("AnswerNr", "answer_number")]
    [InlineData("price", null)]
    [InlineData("id", null)]
    [InlineData("customer", null)]
    public void The_column_that_may_be_meant_is_named(string column, string? meant)
    {
        var warnings = _engine.Run($"$null = 'service,link,{column}', '1,{Link},1' | Import-YtOrder").ThrowIfFailed().Warnings;

        Assert.EndsWith(
            meant is null ? $": {column}." : $": {column} (did you mean {meant}?).", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_template_is_a_header_that_is_read()
    {
        foreach (var id in _engine.Values("(Get-YtService).ServiceId"))
        {
            var header = _engine.Value($"Import-YtOrder -Template {id}");

            Assert.Empty(_engine.Run($"$null = '{header}' | Import-YtOrder").ThrowIfFailed().Warnings);
        }
    }

    [Fact]
    public void Columns_that_are_not_read_are_told_once()
    {
        Write($"service,link,quantity,Ref,Commnets,Note,Links\n1,{Link},100,a,b,,\n1,{Link},100,c,d,,\n");

        Assert.Equal(
            ["orders.csv has columns that no order has, which are not read: Ref (did you mean Reference?), "
                + "Commnets (did you mean comments?), Note, Links."],
            _engine.Run("Import-YtOrder $path").ThrowIfFailed().Warnings);
    }

    [Fact]
    public void A_template_has_what_the_service_takes()
    {
        Assert.Equal(
            "Reference,ServiceId,username,MinQuantity,MaxQuantity,delay,posts,old_posts,expiry",
            _engine.Value("Import-YtOrder -Template 17"));
        _engine.Run("Import-YtOrder -Template 999").Error("ServiceNotFound");

        _engine.Run($"$null = (Import-YtOrder -Template 1), ',1,{Link},100,,' | Import-YtOrder | New-YtOrder").ThrowIfFailed();
        Assert.Equal($"link={Link} quantity=100 service=1", _engine.State().Fields());
    }

    [Fact]
    public void An_order_that_comes_back_after_a_day_by_a_made_reference_is_a_warning_with_its_date()
    {
        Write($"service,link,quantity,reference\n1,{Link},1000,\n1,{Link},2000,mine");
        _engine.Run(
            "$ledger = @($input)[0]; $sandbox | Connect-YtPanel -Name first -Ledger $ledger -NewLedger; "
            + "$null = Import-YtOrder $path | New-YtOrder; Disconnect-YtPanel",
            _folder.File("orders.db")).ThrowIfFailed();
        _engine.Run(MakeOld).ThrowIfFailed();

        var outcome = _engine.Run(
            "$sandbox | Connect-YtPanel -Name later -Ledger $ledger; $null = Import-YtOrder $path | Measure-YtOrder; "
            + "$null = Import-YtOrder $path | New-YtOrder").ThrowIfFailed();

        Assert.Equal(2, outcome.Warnings.Count);
        Assert.All(outcome.Warnings, warning =>
        {
            Assert.Contains("2020-01-02", warning, StringComparison.Ordinal);
            Assert.Contains("-Batch", warning, StringComparison.Ordinal);
        });
        Assert.Equal(2, _engine.State().Requests("add"));
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    private string Path => _folder.File("orders.csv");

    private void Write(string text, Encoding? encoding = null)
    {
        System.IO.File.WriteAllText(Path, text, encoding ?? new UTF8Encoding(false));
        _engine.Run("$path = @($input)[0]", Path).ThrowIfFailed();
    }
}
