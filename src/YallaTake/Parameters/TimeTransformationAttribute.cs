using System.Globalization;
using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>
/// Reads a time as ISO writes it, whatever the culture: PowerShell itself would read 2026 as a year of another calendar, and 05.12. as 12
/// May. Without a zone it is local time.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeTransformationAttribute : ArgumentTransformationAttribute
{
    private const DateTimeStyles Styles = DateTimeStyles.AssumeLocal | DateTimeStyles.AllowInnerWhite;

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd",
        .. from separator in new[] { "'T'", " " } from time in new[] { "HH:mm", "HH:mm:ss.FFFFFFF" } select $"yyyy-MM-dd{separator}{time}K",
    ];

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData.Bare() switch
    {
        null => null,
        DateTimeOffset time => time,
        DateTime time => Offset(time),
        string text when string.IsNullOrWhiteSpace(text) => null,
        string text when DateTimeOffset.TryParseExact(text.Trim(), Forms, CultureInfo.InvariantCulture, Styles, out var time) => time,
        _ => throw new UnreadableValueException(
            FormattableString.Invariant($"'{inputData}' is not a valid time."),
            "Write yyyy-MM-dd, or with a time of day 2026-12-01T18:30, or give a date, such as (Get-Date).AddDays(-7)."),
    };

    // The first and the last day have no time in every zone.
    private static DateTimeOffset Offset(DateTime time) =>
        time - DateTime.MinValue < TimeSpan.FromDays(1) || DateTime.MaxValue - time < TimeSpan.FromDays(1)
            ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
            : new DateTimeOffset(time);
}
