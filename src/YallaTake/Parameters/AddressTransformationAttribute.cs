using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>Takes an address that is an object as it was written. PowerShell would make another of it: a blank of %20.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData.Bare() is Uri address ? address.OriginalString : inputData;
}
