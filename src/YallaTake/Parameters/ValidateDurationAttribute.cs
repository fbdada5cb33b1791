using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>Refuses a time below a second: PowerShell takes a bare number for ticks, and a limit of seven ticks limits nothing.</summary>
internal sealed class ValidateDurationAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan time && time < TimeSpan.FromSeconds(1))
            throw new ValidationMetadataException(
                $"{time} is too short; a bare number counts ticks. Write days.hours:minutes:seconds, such as 7.00:00:00 for a week.");
    }
}
