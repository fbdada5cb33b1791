using System.Management.Automation;
using System.Reflection;

namespace YallaTake;

/// <summary>Passes one object on and is satisfied, the way Select-Object -First 1 is; the engine alone does not have that one.</summary>
[Cmdlet(VerbsCommon.Select, "FirstObject")]
public sealed class SelectFirstObjectCommand : PSCmdlet
{
    private static readonly Type Satisfied = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        throw (Exception)Activator.CreateInstance(Satisfied, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [this], null)!;
    }
}
