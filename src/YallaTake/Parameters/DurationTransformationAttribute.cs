using System.Globalization;
using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>
/// Reads a span of time of a second or more. A bare number is an error: PowerShell takes it for ticks or days, and a person may mean
/// seconds.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>How to write one.</summary>
    public const string Form = "Write days.hours:minutes:seconds, such as 7.00:00:00 for a week.";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Read(inputData, out var problem) is { } time
        ? time
        : problem is null ? null : throw new ArgumentTransformationMetadataException($"'{inputData}' {problem} {Form}");

    /// <summary>The time; null with what is wrong, or with nothing when none is given.</summary>
    public static TimeSpan? Read(object? given, out string? problem)
    {
        problem = null;
        var value = given.Bare();
        if (value is null || (value is string blank && string.IsNullOrWhiteSpace(blank)))
            return null;
        if (GivenValue.Number(value, fraction: true) is { } number)
        {
            problem = FormattableString.Invariant($"could be {number} seconds or {number} days.");
            return null;
        }

        if (Find(value) is { } time && time >= TimeSpan.FromSeconds(1))
            return time;
        problem = "is not a time of a second or more.";
        return null;
    }

    /// <summary>A span of time, or a text with the colons of one; null for anything else.</summary>
    public static TimeSpan? Find(object? value) => value switch
    {
        TimeSpan time => time,
        string text when text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) => time,
        _ => null,
    };
}
