using System.Globalization;

namespace YallaTake.Reports;

/// <summary>A day, a week or a month of the person's calendar.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Step">How long it is.</param>
internal sealed record ReportPeriod(DateTime First, ReportStep Step)
{
    /// <summary>In a table.</summary>
    public string Name => Step switch
    {
        ReportStep.Day => Text(First, "yyyy-MM-dd, ddd"),
        ReportStep.Week => $"{Text(First, "yyyy-MM-dd")} to {Text(First.AddDays(6), "yyyy-MM-dd")}",
        _ => Text(First, "yyyy-MM"),
    };

    /// <summary>At an axis.</summary>
    public string Label => Text(First, Step == ReportStep.Month ? "MMM yyyy" : "d MMM");

    /// <summary>The one that a day is in.</summary>
    public static ReportPeriod Of(DateTime day, ReportStep step) => new(
        step switch
        {
            ReportStep.Day => day.Date,
            ReportStep.Week => day.Date.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            _ => new DateTime(day.Year, day.Month, 1, 0, 0, 0, DateTimeKind.Unspecified),
        },
        step);

    /// <summary>The one that follows.</summary>
    public ReportPeriod Next() => this with
    {
        First = Step switch { ReportStep.Day => First.AddDays(1), ReportStep.Week => First.AddDays(7), _ => First.AddMonths(1) },
    };

    private static string Text(DateTime day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
