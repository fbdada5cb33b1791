using System.Management.Automation;
using System.Text.RegularExpressions;

namespace YallaTake;

/// <summary>A parameter that is given without a value, such as a mistyped variable, is an error: what it guards would be lost.</summary>
public sealed class BlankParameterTests : IDisposable
{
    private const string Order = "New-YtOrder 1 https://example.com/p/1 100";

    private const string OfRow = "New-YtOrder -Link https://example.com/p/1 -Quantity 100";

    private readonly Engine _engine = Engine.Connected();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("Panel", "$typo")]
    [InlineData("Panel", "''")]
    [InlineData("MaximumRate", "$typo")]
    [InlineData("MaximumRate", "''")]
    [InlineData("MaximumRate", "' '")]
    [InlineData("MaximumRateIncrease", "$typo")]
    [InlineData("MaximumCharge", "$typo")]
    [InlineData("MaximumCharge", "''")]
    [InlineData("NoDuplicateWithin", "$typo")]
    [InlineData("NoDuplicateWithin", "''")]
    [InlineData("Reference", "$typo")]
    public void A_guard_without_a_value_lets_no_order_through(string parameter, string value)
    {
        foreach (var order in new[] { Order, Order.Replace("New-", "Measure-", StringComparison.Ordinal) })
        {
            var error = _engine.Run($"{order} -{parameter} {value}").Terminating;

            Assert.StartsWith("FieldInvalid,", error?.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal($"-{parameter} was given without a value. Nothing was sent.", error!.ToString());
        }

        Assert.Empty(_engine.State().Orders);
        Assert.Equal(0, _engine.State().Requests("services"));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Service = 1; MaximumRate = ''; MaximumCharge = $null; Panel = ''; Reference = '' } | " + OfRow)]
    [InlineData("@{ Service = 1; MaximumRate = ''; MaximumCharge = $null; Panel = ''; Reference = '' } | " + OfRow)]
    [InlineData(Order + " -Runs '' -Comments $null -Fallback $null -Country ''")]
    public void A_blank_cell_of_a_row_is_absent_and_so_is_a_field_that_a_script_fills_from_one(string script)
    {
        _engine.Run(script).ThrowIfFailed();

        Assert.Single(_engine.State().Orders);
    }

    [Theory]
    [InlineData("Export-YtReport report.html -Panel @()")]
    [InlineData("Compare-YtService -Panel test, $typo")]
    [InlineData("Get-YtService -Name a, $typo")]
    [InlineData("Invoke-YtPanel -Action ' '")]
    [InlineData("Get-YtBalance -Panel ' '")]
    [InlineData("Get-YtService -Name ' '")]
    [InlineData("Get-YtOrder -Reference a, $typo")]
    [InlineData("Get-YtOrder -Link a, $typo")]
    [InlineData("Get-YtOrder -ServiceId ''")]
    [InlineData("Get-YtOrder -ServiceId ' '")]
    public void A_blank_or_a_list_with_one_in_it_is_an_error(string script)
    {
        Assert.StartsWith("FieldInvalid,", _engine.Run(script).Terminating?.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, _engine.State().Requests("services"));
    }

    // One that is piped into a list of names is for its own input alone.
    [Theory]
    [InlineData("$null | Disconnect-YtPanel")]
    [InlineData("'' | Disconnect-YtPanel")]
    [InlineData("Disconnect-YtPanel @()")]
    [InlineData("$null | Get-YtPanel")]
    [InlineData("$null | Unregister-YtPanel -Confirm:$false")]
    [InlineData("[pscustomobject]@{ Reference = $null } | Resolve-YtOrder")]
    public void A_name_that_is_nothing_names_no_panel(string script)
    {
        var outcome = _engine.Run(script);

        Assert.StartsWith("ParameterArgument", (outcome.Terminating ?? outcome.Errors[0]).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("test", _engine.Value("(Get-YtPanel).Name"));
    }

    [Fact]
    public void No_parameter_of_any_cmdlet_takes_nothing_for_a_value()
    {
        var taken =
            from cmdlet in _engine.Values("Get-Command -Module YallaTake").Cast<CmdletInfo>().OrderBy(cmdlet => cmdlet.Verb == "Start")
            where cmdlet.Name is not ("Connect-YtPanel" or "Register-YtPanel")
            from parameter in cmdlet.Parameters.Values
            where !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name)
            where !parameter.SwitchParameter && !IsField(cmdlet, parameter.Name)
            where parameter.ParameterType is { IsValueType: false } or { IsGenericType: true }
            let set = cmdlet.ParameterSets.First(set => set.Parameters.Any(member => member.Name == parameter.Name))
            let others = set.Parameters.Where(member => member.IsMandatory && member.Name != parameter.Name)
                .Select(member => member.ParameterType == typeof(SwitchParameter) ? $" -{member.Name}" : $" -{member.Name} 1")
            let script = $"{cmdlet.Name} -{parameter.Name} $null{string.Concat(others)}"
            let outcome = _engine.Run(script)
            let error = (outcome.Terminating ?? (outcome.Errors is [var first, ..] ? first : null))?.FullyQualifiedErrorId ?? "none"
            where !Regex.IsMatch(error, "^(ParameterArgument|FieldInvalid,|OrderNotFound,)")
            select $"{script}: {error}";

        Assert.Empty(taken);
        Assert.Empty(_engine.State().Orders);
    }

    private static bool IsField(CmdletInfo cmdlet, string parameter) => cmdlet.Name switch
    {
        "New-YtOrder" or "Measure-YtOrder" => parameter is "InputObject" or "Fallback"
            || (parameter is not ("Panel" or "Reference" or "MaximumRate" or "MaximumCharge")
                && cmdlet.Parameters[parameter].ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName)),
        "Import-YtOrder" => parameter == "InputObject",
        _ => false,
    };
}
