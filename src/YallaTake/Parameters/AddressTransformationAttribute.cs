using System.Collections;
using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>Takes an address that is an object as it was written. PowerShell would make another of it: a blank of %20.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData.Bare() switch
    {
        Uri address => address.OriginalString,
        IList list when list.Cast<object?>().Any(item => item.Bare() is Uri) =>
            list.Cast<object?>().Select(item => item.Bare() is Uri address ? address.OriginalString : item).ToArray(),
        _ => inputData,
    };
}
