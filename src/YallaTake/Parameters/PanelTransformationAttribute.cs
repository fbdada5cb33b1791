using System.Collections;
using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>
/// Reads what <c>-Panel</c> takes. What is not a panel is refused by the cmdlet, in a sentence, and not by PowerShell's binding.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PanelTransformationAttribute : ArgumentTransformationAttribute
{
    private const string OfOtherProcess = "Deserialized." + nameof(YallaTake) + "." + nameof(Panel);

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            IList { Count: 1 } one => Transform(engineIntrinsics, one[0]!),
            IList several => PanelReference.Refused(
                FormattableString.Invariant($"-Panel takes one panel, and {several.Count} were given."),
                "Run the command for each of them: 'a', 'b' | ForEach-Object { Get-YtBalance -Panel $_ }."),
            _ when inputData is PSObject { TypeNames: var names } && names.Contains(OfOtherProcess) => PanelReference.Refused(
                "The panel comes from another process or a job, and a connection does not go from one process to another.",
                "Connect there with Connect-YtPanel."),
            _ => inputData,
        };
}
