namespace YallaTake;

/// <summary>What of the fields that users bring reaches the panel, and what is counted of it.</summary>
public sealed class OrderFieldTests : IDisposable
{
    private const string Link = "https://example.com/p/1";

    private readonly Engine _engine = Engine.Connected();

    [Theory]
    [InlineData("New-YtOrder 1 $link 100")]
    [InlineData("New-YtOrder 1 -Quantity 100 -Field @{ link = $link }")]
    [InlineData("[pscustomobject]@{ service = 1; link = $link; quantity = 100 } | New-YtOrder")]
    [InlineData("Measure-YtOrder 1 $link 100 | New-YtOrder")]
    public void A_link_is_sent_without_marks_around_it(string script)
    {
        _engine.Run($"$link = \"`u{{200E}} {Link}`u{{200B}}`u{{FEFF}}\"; {script}").ThrowIfFailed();

        Assert.Equal($"link={Link} quantity=100 service=1", _engine.State().Fields());
        Assert.Equal(Link, _engine.Value("(Get-YtOrder).Link"));
    }

    [Theory]
    [InlineData("New-YtOrder 1 $link 100")]
    [InlineData("New-YtOrder 1 -Quantity 100 -Field @{ link = $link }")]
    [InlineData("Measure-YtOrder 1 $link 100 | New-YtOrder")]
    [InlineData("New-YtOrder 12 https://example.com/p/2 100 -Media $link")]
    public void A_mark_inside_a_link_is_refused(string script)
    {
        var error = _engine.Run($"$link = \"https://exam`u{{200B}}ple.com/p/1\"; {script}").Error("FieldInvalid");

        Assert.Contains("U+200B", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, _engine.State().Requests("add"));
    }

    [Theory]
    [InlineData("'a', 'b'")]
    [InlineData("Write-Output -NoEnumerate 'a', 'b'")]
    [InlineData("New-Object System.Collections.ArrayList (, @('a', 'b'))")]
    [InlineData("[System.Collections.Generic.List[string]] @('a', 'b')")]
    public void A_list_in_a_field_is_lines_however_it_was_made(string list)
    {
        Assert.Equal("a\nb", _engine.Value($"$list = {list}; (Measure-YtOrder 1 {Link} 100 -Field @{{ x = $list }}).Fields['x']"));
    }

    [Theory]
    [InlineData("@{ y = 1 }")]
    [InlineData("[ordered] @{ y = 1 }")]
    [InlineData("[pscustomobject] @{ y = 1 }")]
    [InlineData("@(@{ y = 1 })")]
    [InlineData("(, @(1, 2))")]
    public void A_field_that_is_not_a_text_is_refused(string value)
    {
        var error = _engine.Run($"New-YtOrder 1 {Link} 100 -Field @{{ x = {value} }}").Error("FieldInvalid");

        Assert.Contains("The field 'x' is neither a text", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, _engine.State().Requests("add"));
    }

    [Fact]
    public void A_reference_finds_its_order_with_and_without_marks_around_the_link()
    {
        _engine.Run(
            $"$null = New-YtOrder 1 {Link} 100 -Reference one; $again = New-YtOrder 1 \"{Link}`u{{200F}}\" 100 -Reference "
            + "one").ThrowIfFailed();

        Assert.Equal(23501L, _engine.Value("$again.OrderId"));
        Assert.Equal(1, _engine.State().Requests("add"));
    }

    [Theory]
    [InlineData("-Comments \"good `r`n`r`n \", \"`tgreat`n`u{200B}`n\"")]
    [InlineData("-Field @{ comments = \"good`r`n `r`n great `r`n\" }")]
    [InlineData("-Field @{ comments = 'good ', $null, '', 'great' }")]
    public void The_comments_that_are_sent_are_those_that_are_counted(string comments)
    {
        Assert.Equal(2L, _engine.Value($"(New-YtOrder 5 {Link} {comments}).Count"));

        Assert.Equal($"comments=good\ngreat link={Link} service=5", _engine.State().Fields());
    }

    [Fact]
    public void A_quantity_goes_to_a_type_without_one_by_Field_and_is_counted()
    {
        Assert.Equal(
            "3 37.5",
            _engine.Value(
                $"New-YtOrder 3 {Link} -Field @{{ quantity = 3 }} | ForEach-Object {{ \"$($_.Count) $($_.EstimatedCharge / (Get-YtService "
                + $"3).Rate * 12.5)\" }}"));
        Assert.Equal($"link={Link} quantity=3 service=3", _engine.State().Fields());

        var error = _engine.Run($"New-YtOrder 3 {Link} -Quantity 3").Error("FieldNotUsed");

        Assert.Contains("-Field", error.Read(), StringComparison.Ordinal);
        Assert.Equal(1, _engine.State().Requests("add"));
    }

    [Theory]
    [InlineData("New-YtOrder 3 $link -Field @{ posts = 3 } -MaximumCharge 1000000", "ChargeTooHigh")]
    [InlineData("New-YtOrder 1 $link 100 -Field @{ max = 500 } -MaximumCharge 1000000", "ChargeTooHigh")]
    [InlineData("New-YtOrder 3 $link -Field @{ posts = 3 } -Panel limited", "SpendLimitReached")]
    [InlineData("New-YtOrder 3 $link -Field @{ quantity = 100000 } -Panel limited", "SpendLimitReached")]
    [InlineData("New-YtOrder 3 $link -Field @{ runs = 100000; interval = 1 } -MaximumCharge 1000", "ChargeTooHigh")]
    [InlineData("New-YtOrder 3 $link -Field @{ quantity = 'many' } -Panel limited", "QuantityOutOfRange")]
    public void What_cannot_be_counted_is_refused_while_there_is_a_limit(string script, string id)
    {
        _engine.Run($"$link = '{Link}'; $sandbox | Connect-YtPanel -Name limited -SpendLimit 1000").ThrowIfFailed();

        _engine.Run(script).Error(id);

        Assert.Equal(0, _engine.State().Requests("add"));
    }

    [Fact]
    public void A_quote_of_a_field_that_the_type_does_not_have_is_not_ordered()
    {
        _engine.Run($"Measure-YtOrder 3 {Link} -Quantity 3 | New-YtOrder").Error("FieldNotUsed");
        _engine.Run($"Measure-YtOrder 3 {Link} -Field @{{ quantity = 3 }} | New-YtOrder").ThrowIfFailed();

        Assert.Equal($"link={Link} quantity=3 service=3", _engine.State().Fields());
    }

    public void Dispose() => _engine.Dispose();
}
