using System.Xml.Linq;

namespace YallaTake;

public sealed class FormatTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();

    [Theory]
    [InlineData("Get-YtService 1", "ServiceId Name Category Rate Min Max Refill Cancel")]
    [InlineData("Get-YtBalance", "Panel Balance Currency")]
    [InlineData("Get-YtOrderStatus 23501", "OrderId Status Charge Currency StartCount Remains Panel")]
    [InlineData("Stop-YtOrder 23501 -Confirm:$false", "OrderId Requested Panel")]
    public void Objects_are_shown_as_tables_that_fit_a_hundred_columns(string script, string headers)
    {
        _engine.Run("$null = New-YtOrder 1 https://example.com/p/1 100").ThrowIfFailed();

        _engine.Run($"{script} | Out-Default").ThrowIfFailed();

        var lines = _engine.Host.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(headers, string.Join(' ', lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.StartsWith("--", lines[1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(line.Length <= 100));
    }

    [Theory]
    [InlineData("New-YtOrder 1 https://example.com/p/1 100", "OrderId", "23501")]
    [InlineData("Get-YtPanel", "Name", "test")]
    [InlineData("Get-YtSandbox", "Uri", "http://127.0.0.1")]
    [InlineData("[YallaTake.ServiceChange] @{ Kind = 'Renamed'; ServiceId = 1; Name = 'More likes' }", "OldValue", "More likes")]
    public void Other_objects_are_tables_too(string script, string header, string value)
    {
        _engine.Run($"{script} | Out-Default").ThrowIfFailed();

        Assert.Contains(header, _engine.Host.Text, StringComparison.Ordinal);
        Assert.Contains("---", _engine.Host.Text, StringComparison.Ordinal);
        Assert.Contains(value, _engine.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_cmdlets_emit_has_a_view_and_says_what_a_list_shows_of_it()
    {
        // What a panel answers to an action of its own has its own fields.
        var emitted = _engine.Values("(Get-Command -Module YallaTake).OutputType.Name").Cast<string>()
            .Where(name => name.StartsWith("YallaTake.", StringComparison.Ordinal)).ToHashSet();

        Assert.Contains("YallaTake.Order", emitted);
        Assert.Empty(emitted.Except(File("ExportedFormatFiles").Descendants("TypeName").Select(type => type.Value)));
        Assert.Empty(emitted.Except(File("ExportedTypeFiles").Descendants("Type")
            .Where(type => type.Descendants("Name").Any(name => name.Value == "DefaultDisplayPropertySet"))
            .Select(type => type.Element("Name")!.Value)));
    }

    [Fact]
    public void An_error_is_shown_with_what_went_wrong()
    {
        _engine.Run("Get-YtOrderStatus 5 2>&1 | Out-Default").ThrowIfFailed();

        Assert.Contains("Incorrect order ID", _engine.Host.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _engine.Dispose();

    private XDocument File(string property) => XDocument.Load((string)_engine.Value($"(Get-Module YallaTake).{property}")!);
}
