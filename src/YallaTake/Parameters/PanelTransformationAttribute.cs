using System.Collections;
using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>
/// Reads what <c>-Panel</c> takes. What is not a panel is refused by the cmdlet, in a sentence, and not by PowerShell's binding.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PanelTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] OfOtherProcess =
        [.. new[] { nameof(Panel), nameof(PanelProfile) }.Select(name => $"Deserialized.{nameof(YallaTake)}.{name}")];

    /// <summary>Whether the parameter takes several panels.</summary>
    public bool Several { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData.Bare() switch
    {
        null when Several => Array.Empty<PanelReference>(),
        IList list when Several => list.Cast<object?>().Select(One).ToArray(),
        IList { Count: 1 } one => One(one[0]),
        IList several => PanelReference.Refused(
            FormattableString.Invariant($"-Panel takes one panel, and {several.Count} were given."),
            "Run the command for each of them: 'a', 'b' | ForEach-Object { Get-YtBalance -Panel $_ }."),
        _ => One(inputData),
    };

    private static object? One(object? given) => given switch
    {
        _ when given.Bare() is PanelProfile profile => PanelReference.Registered(profile.Name),
        PSObject { TypeNames: var names } when names.Intersect(OfOtherProcess).Any() => PanelReference.Refused(
            "The panel comes from another process or a job, and a connection does not go from one process to another.",
            "Connect there with Connect-YtPanel."),
        _ => given,
    };
}
