using System.Globalization;

namespace YallaTake.Reports;

/// <summary>The time that a report covers, and its days as the person has them.</summary>
/// <param name="zone">Where the person is.</param>
/// <param name="now">When the report is written.</param>
/// <param name="after">The first time that it covers; null for all.</param>
/// <param name="before">The time that it no longer covers; null for all.</param>
internal sealed class ReportTime(TimeZoneInfo zone, DateTimeOffset now, DateTimeOffset? after, DateTimeOffset? before)
{
    // As many bars as a telephone shows.
    private const int MostDays = 92;
    private const int MostWeeks = 92;

    /// <summary>Whether it covers only a part of the ledger.</summary>
    public bool IsPart => after is not null || before is not null;

    /// <summary>When the report is written.</summary>
    public string Now => Moment(now);

    /// <summary>Where its days are.</summary>
    public string Zone =>
        zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime ? "UTC" : $"{zone.Id} ({Offset(now)} now)";

    /// <summary>What it covers, in words.</summary>
    public string Range => (after, before) switch
    {
        (null, null) => $"All orders until {Moment(now)}",
        ({ } from, null) => $"Orders from {Moment(from)} until {Moment(now)}",
        (null, { } until) => $"Orders before {Moment(until)}",
        ({ } from, { } until) => $"Orders from {Moment(from)} until {Moment(until)}",
    };

    /// <summary>The person's date and clock at a time.</summary>
    public DateTime Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).DateTime;

    /// <summary>A time as the person writes it.</summary>
    public string Moment(DateTimeOffset time) => Local(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The periods from one day to another, without a gap: days, or weeks or months where that would be too many.</summary>
    public static IReadOnlyList<ReportPeriod> Periods(DateTime first, DateTime last)
    {
        var step = (last - first).Days switch
        {
            < MostDays => ReportStep.Day,
            < MostWeeks * 7 => ReportStep.Week,
            _ => ReportStep.Month,
        };
        var periods = new List<ReportPeriod>();
        for (var period = ReportPeriod.Of(first, step); period.First <= last; period = period.Next())
            periods.Add(period);
        return periods;
    }

    private string Offset(DateTimeOffset time)
    {
        var offset = zone.GetUtcOffset(time);
        return $"UTC{(offset < TimeSpan.Zero ? "-" : "+")}{offset:hh\\:mm}";
    }
}
