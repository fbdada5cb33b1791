using System.Management.Automation;

namespace YallaTake;

/// <summary>How output is rendered is the process's, so these run alone.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ColorTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();
    private readonly OutputRendering _before = PSStyle.Instance.OutputRendering;

    public void Dispose()
    {
        PSStyle.Instance.OutputRendering = _before;
        _engine.Dispose();
    }

    [Fact]
    public void An_order_that_was_refused_stands_out_where_colours_are_allowed()
    {
        Assert.Contains(
            $"{PSStyle.Instance.Foreground.Red}Unknown{PSStyle.Instance.Reset}", Show(OutputRendering.Ansi), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_output_has_no_colours()
    {
        var text = Show(OutputRendering.PlainText);

        Assert.Contains("Unknown", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void Columns_stand_as_they_would_without_colours()
    {
        var colored = new System.Management.Automation.Internal.StringDecorated(
            Show(OutputRendering.Ansi)).ToString(OutputRendering.PlainText);

        Assert.Equal(Show(OutputRendering.PlainText), colored);
    }

    [Fact]
    public void Without_styles_as_in_Windows_PowerShell_the_words_come_as_they_are()
    {
        Assert.Equal("Completed", _engine.Value("[YallaTake.StatusColor]::Paint('Completed', $null)"));
    }

    [Fact]
    public void A_status_has_its_colour_however_the_panel_spells_it()
    {
        var painted = (string)_engine.Value("[YallaTake.StatusColor]::Paint('in_progress', $PSStyle)")!;

        Assert.Equal($"{PSStyle.Instance.Foreground.Cyan}in_progress{PSStyle.Instance.Reset}", painted);
    }

    private string Show(OutputRendering rendering)
    {
        _engine.Host.HasColors = true;
        PSStyle.Instance.OutputRendering = rendering;
        _engine.Run(
            "Get-YtPanel faulty* | Disconnect-YtPanel; Start-YtSandbox -Catalogue $Catalogue -Fault add:DropAfter | Connect-YtPanel -Name "
            + "faulty; try { New-YtOrder 1 https://example.com/p/1 100 -Reference lost } catch { }");
        var before = _engine.Host.Text.Length;
        _engine.Run("Get-YtOrder lost | Out-Default").ThrowIfFailed();
        return _engine.Host.Text[before..];
    }
}
